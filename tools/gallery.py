"""Serve every component with sample values, to look at: ``python tools/gallery.py [port]``.

Open ``/kit``, ``/form``, ``/home``, ``/family``, ``/pay``, ``/refusal``, ``/check`` or ``/code``.
"""

import sys
from pathlib import Path

import flet as ft
import flet_web.fastapi
import uvicorn

from app.ui import guard
from app.ui.theme import StyleContext, ThemeChoice, apply_theme, use_app_style

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent))

from gallery_pages import PAGES  # noqa: E402 - the folder of scripts is no package


@guard.component
def gallery() -> list[ft.View]:
    """Show the page that the address names."""
    page = ft.context.page
    route, query = (page.route or "/kit").partition("?")[::2]
    style = use_app_style(ThemeChoice.DARK if "dark" in query else ThemeChoice.LIGHT)
    show = PAGES.get(route.strip("/"), PAGES["kit"])
    return StyleContext(style, lambda: [ft.View(route="/root"), show()])


def main(page: ft.Page) -> None:
    """Start a session."""
    apply_theme(page)
    page.render_views(gallery)
    guard.watch(page)


if __name__ == "__main__":
    guard.install()
    app = flet_web.fastapi.app(main, no_cdn=True, assets_dir=str(ROOT / "assets"))
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]) if len(sys.argv) > 1 else 8600, log_level="warning")
