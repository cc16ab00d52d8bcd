"""The app as it is, but its language and 长辈版 follow a file: `python looked.py LOOK_FILE --web --port 0 --data DIR`.

The file holds a language and perhaps `elder`: `en elder`. Each style that a page was made in is printed:
`look 390x844 light elder en`.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

import flet as ft

import app.ui.app
from app.cli import main
from app.ui.guard import use_safe_effect
from app.ui.i18n import Language
from app.ui.theme import use_app_style
from app.ui.ticking import session_alive

LOOK_AGAIN_S = 0.05


def _looked(look_file: Path) -> Any:
    """Give a `use_app_style` that looks as the file says."""

    def use_look(choice: Any, *, language: Language, elder: bool) -> Any:
        page = ft.context.page
        wanted, set_wanted = ft.use_state(look_file.read_text)

        async def follow() -> None:
            shown = wanted
            while session_alive(page):
                now = look_file.read_text()  # noqa: ASYNC240 - a file of ten letters, in a test
                if now != shown:
                    shown = now
                    set_wanted(now)
                await asyncio.sleep(LOOK_AGAIN_S)

        use_safe_effect(follow, [])
        names = wanted.split()
        style = use_app_style(
            choice, language=Language(names[0]) if names else language, elder="elder" in names or elder
        )
        window, ground = style.window, "dark" if style.dark else "light"
        print(
            f"look {window.width}x{window.height} {ground}{' elder' * style.elder} {style.language.value}", flush=True
        )
        return style

    return use_look


if __name__ == "__main__":
    app.ui.app.use_app_style = _looked(Path(sys.argv.pop(1)))
    sys.exit(main())
