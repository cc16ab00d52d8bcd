"""What is said where the app runs in a browser and can't keep what was done (see app/in_browser.py)."""

from app.ui.i18n import mark

ONLY_SHOWS = mark("共济通在另一个标签页里开着，这里只能看。关掉那一页，这里就能办。")
NOTHING_KEPT = mark("这个浏览器不让网页存数据（无痕窗口常这样）。可以试用，关上就都没有了。")
FULL = mark("浏览器给这个网页的空间满了。这一步没有存下，等于没做。腾出一些空间再试。")
NOT_KEPT = mark("浏览器没有存下这一步，等于没做。再试一次；还是不行，把这个页面关掉再打开。")
