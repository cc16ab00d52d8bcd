"""A server that shows one line in each font, with the app's own serving: `python font_page.py DATA_DIR`."""

import sys

import flet as ft

from app.config import Mode, read_settings
from app.web.pages import Pages
from app.web.server import Server, address_of, listen, make_app

LINES = (
    ("NotoSansSC", "共济通"),
    ("NotoSansSC600", "共济通"),
    ("NotoSansSC", "镕"),
    ("NotoSansSC", "喆"),
    ("NotoSansSC", "堃"),
)


async def show(page: ft.Page) -> None:
    page.title = "共济通"  # its first picture goes by it
    page.theme = ft.Theme(font_family="NotoSansSC")
    page.theme_mode = ft.ThemeMode.LIGHT
    page.padding = 0
    page.add(
        ft.Column(
            [
                ft.Container(
                    ft.Text(text, size=40, font_family=family, color="#000000"),
                    height=100,
                    width=390,
                    bgcolor="#ffffff",
                )
                for family, text in LINES
            ],
            spacing=0,
        )
    )


listening = listen("127.0.0.1", 0)
print(address_of(listening), flush=True)
Server(make_app(Pages(show), read_settings(data_dir=sys.argv[1], mode=Mode.WEB))).serve_on(listening)
