"""案例 that people saved or opened, and 练习 made of them."""
