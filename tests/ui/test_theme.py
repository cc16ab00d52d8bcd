"""The style says what tokens say, and follows the window and the system."""

import flet as ft

from app.ui import guard, theme, tokens
from tests.own_loop import in_own_loop
from tests.ui.fake_client import opened


def test_app_style_follows_brightness_size_and_choice():
    @guard.component
    def app():
        choice, set_choice = ft.use_state(theme.ThemeChoice.SYSTEM)
        style = theme.use_app_style(choice)
        words = f"dark={style.dark} width={style.window.width} wide={style.window.wide}"
        light = ft.Button("light", on_click=guard.safe(lambda: set_choice(theme.ThemeChoice.LIGHT)))
        return [ft.View(controls=[ft.Text(words), light])]

    def main(page):
        theme.apply_theme(page)
        page.render_views(app)

    async def test():
        async with opened(main) as client:
            assert client.shows("dark=False width=390 wide=False")
            client.session.apply_page_patch({"platform_brightness": "dark"})
            await client.fire(client.page, "platform_brightness_change", {"brightness": "dark"})
            await client.fire(client.page, "resize", {"width": 1280, "height": 800})
            assert client.shows("dark=True width=1280 wide=True")
            await client.fire(client.find(ft.Button)[0], "click")
            assert client.shows("dark=False width=1280")
            assert client.page.theme_mode == ft.ThemeMode.LIGHT

    in_own_loop(test())


def test_no_colour_of_materials_own_is_left():
    for color in (tokens.LIGHT, tokens.DARK):
        made = theme.material_theme(color, "a", "b")
        assert made.color_scheme_seed is None
        assert made.color_scheme.primary == color.cobalt
        assert made.color_scheme.surface_tint == color.surface
