"""A window to show the app in: Flet's own client, else an installed browser's, else none."""

import io
import shutil
import socket
import sys
import time
import webbrowser
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path

from app.config import Mode, Settings
from app.web.browser_window import BrowserWindow
from app.web.single import Place

# Names on the search path, then fixed places; those that most look like a window of one's own first.
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
WINDOWS_KEY = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"
WINDOWS_BROWSERS = ("chrome.exe", "msedge.exe")
# A browser that ends sooner than a person could close its window has passed the address to one that was open already.
HANDED_OVER_SECONDS = 3
# How long the download of Flet's client may stay silent.
DOWNLOAD_SILENCE_SECONDS = 10


class _Fetching(io.StringIO):
    """Takes what Flet says in English while it fetches its client, and says once in our words that it does."""

    def __init__(self) -> None:
        super().__init__()
        self._told = False
        self._terminal = sys.stdout

    def write(self, text: str) -> int:
        """Take a piece of what Flet says."""
        if not self._told:
            self._told = True
            print("第一次打开窗口，先取 Flet 的窗口程序，要等一会儿。", file=self._terminal, flush=True)
        return len(text)


def flet_client_ready(settings: Settings) -> bool:
    """Tell whether Flet's own window can be opened, fetching its client at the first use. Never raises."""
    if settings.flet_client_dir is not None and (settings.flet_client_dir / "flet").is_file():
        return find_spec("flet_desktop") is not None
    if find_spec("flet_desktop") is None:
        return False
    import flet_desktop  # optional

    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(DOWNLOAD_SILENCE_SECONDS)
    try:
        with redirect_stdout(_Fetching()):
            flet_desktop.ensure_client_cached()
    except (OSError, EOFError):
        _say("没有取到 Flet 的窗口程序（要联网下载一次），改用浏览器的窗口。")
        return False
    finally:
        socket.setdefaulttimeout(before)
    return True


def open_for(settings: Settings, address: str, place: Place | None = None) -> bool:
    """Open what the settings ask for and say what happened; returns True once a window of our own was closed.

    Returns False where the server should go on: nothing was opened, or something whose end can't be known. `place` is
    told how the window comes to the front.
    """
    if settings.mode is Mode.WEB:
        _say(f"共济通在 {address} ，用浏览器打开。按 Ctrl+C 结束。")
        return False
    if not settings.has_display:
        _say(f"这里没有显示屏，打不开窗口。共济通在 {address} ，用浏览器打开。按 Ctrl+C 结束。")
        return False
    if settings.mode is Mode.WINDOW and _browser_window(settings, address, place):
        return True
    if webbrowser.open(address):
        _say(f"共济通已在浏览器中打开：{address} 。按 Ctrl+C 结束。")
    else:
        _say(f"没有找到浏览器。共济通在 {address} ，请自己打开。按 Ctrl+C 结束。")
    return False


def _browser_window(settings: Settings, address: str, place: Place | None) -> bool:
    """Show the address in a window of its own until it is closed; False if there is no browser, or it wouldn't."""
    browser = find_browser()
    if browser is None:
        return False
    window = BrowserWindow(browser, address, settings.data_dir)
    started = time.monotonic()
    if not window.open():
        return False
    if place is not None:
        place.to_front = window.to_front
    _say(f"共济通已在 {Path(browser).stem} 的窗口中打开。关上窗口就结束。")
    window.wait()
    if place is not None:
        place.to_front = lambda: False
    return time.monotonic() - started > HANDED_OVER_SECONDS


def find_browser() -> str | None:
    """Give the program of an installed browser that can show one page as a window, or None."""
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    if sys.platform == "win32":
        return _windows_browser()
    return next((path for path in MAC_BROWSERS if Path(path).is_file()), None)


if sys.platform == "win32":

    def _windows_browser() -> str | None:
        import winreg

        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            for name in WINDOWS_BROWSERS:
                try:
                    return winreg.QueryValue(root, rf"{WINDOWS_KEY}\{name}")
                except OSError:
                    continue
        return None


def _say(text: str) -> None:
    print(text, flush=True)
