"""Find the Chromium that the browser tests drive, and with --install get one where there is none.

    python tools/find_browser.py [--install]

Prints its path. A test run without a browser must fail, never skip in silence: exits 2 if none is to be had.
"""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Quiet and the same everywhere; no sandbox, because containers run as root.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_browser() -> str | None:
    """Give the path of a Chromium on the search path, or of the one Playwright downloaded, or None."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110


def install_browser() -> None:
    """Try the ways to get one, the system's own first."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("正在安装测试用的浏览器（apt-get install chromium）…", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)  # noqa: S607
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if subprocess.run(command, check=False, env=environ).returncode == 0:  # noqa: S603
            return
    print("正在下载测试用的浏览器（playwright install chromium）…", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Print the path of the browser; gives the exit status."""
    path = find_browser()
    if path is None and "--install" in sys.argv[1:]:
        install_browser()
        path = find_browser()
    if path is None:
        print("没有 Chromium，浏览器测试不能跑。请安装 chromium 或 Google Chrome，再试一次。", file=sys.stderr)
        return 2
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
