"""Chooses window, browser or server, and starts it."""

import flet as ft


async def main(page: ft.Page) -> None:
    """Show the app on one client's page."""
    try:
        from app.ui.app import main as show
    except ImportError:
        page.add(ft.Text("共济通", size=40), ft.Button("打开"))
        return
    await show(page)


def start() -> int:
    """Start the app as the command line asks; gives the exit status."""
    ft.run(main, assets_dir="assets", no_cdn=True)
    return 0
