"""共济还是亲情: two questions that lead to the right one."""
