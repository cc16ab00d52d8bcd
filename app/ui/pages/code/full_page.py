"""A code over the whole screen, white and bright: held out across a counter, upright or on its side."""

import flet as ft

from app.services.insurance import InsuranceView
from app.services.show_code import code_people
from app.ui.components.states import error_card, skeleton
from app.ui.guard import component, use_safe_effect
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.pages.code.card import about, name_text
from app.ui.pages.code.drawings import qr_on_white
from app.ui.pages.code.keep import Shown, countdown, use_code
from app.ui.paths import CODE_FULL
from app.ui.run import use_query
from app.ui.session import use_session
from app.ui.theme import Style, style_for, text, use_style
from app.ui.ticking import asked_for


@component(view=True)
def full_page() -> ft.View:
    """Show the page at /code/full: white in the dark theme too, as a scanner wants it."""
    session = use_session()
    style = style_for(dark=False, window=use_style().window)
    page = ft.context.page
    who, _ = ft.use_state(asked_for(page, CODE_FULL, "who"))

    async def load() -> list[InsuranceView]:
        return await session.ask(code_people)

    async def brighten() -> None:
        await _bright(page, on=True)

    async def dim() -> None:
        await _bright(page, on=False)

    found = use_query(load, [session.version])
    use_safe_effect(brighten, [], dim)
    people = found.value or []
    view = next((one for one in people if one.person_id == who), people[0] if people else None)
    if view is None:
        body: ft.Control = skeleton(style, lines=6)
        if found.error:
            body = error_card(style, found.error, on_retry=found.reload)
    else:
        body = _full_code(view)
    frame = page_view(style, CODE_FULL, tr("医保码"), [body], close=True, max_width=style.window.width)
    frame.decoration = None
    frame.bgcolor = style.color.paper
    return frame


@component
def _full_code(view: InsuranceView) -> ft.Control:
    """Show one person's code (a component): name and ring above the QR, or left of it on a screen on its side."""
    session = use_session()
    style = style_for(dark=False, window=use_style().window)
    shown = use_code(session, view.person_id, CODE_FULL)
    window = style.window
    on_side = window.width > window.height
    short = min(window.width, window.height - style.size.app_bar if on_side else window.height - style.size.full_below)
    edge = max(style.size.plate / 2, short - style.size.full_margin)
    picture = _picture(style, view, shown, edge)
    room = window.width - edge - 3 * style.margin if on_side else window.width - 2 * style.margin
    words = ft.Column(
        [
            ft.Semantics(content=name_text(style, view.name, room), header=True),
            text(style, "label", about(style, view) + view.masked_no, color=style.color.ink_2),
            ft.Container(
                countdown(shown.code, CODE_FULL, light=True) if shown.code else None,
                height=style.scaled(style.size.button + style.space.s2),
            ),
        ],
        spacing=style.space.s2,
        tight=True,
    )
    if on_side:
        return ft.Row(
            [ft.Container(words, expand=True), picture],
            spacing=style.margin,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        )
    centred = ft.Container(picture, alignment=ft.Alignment.CENTER)
    return ft.Column([words, centred], spacing=style.space.s4, tight=True)


def _picture(style: Style, view: InsuranceView, shown: Shown, edge: float) -> ft.Control:
    if shown.error:
        return ft.Container(error_card(style, shown.error, on_retry=shown.retry), width=edge)
    if shown.code is None:
        return ft.Container(skeleton(style, lines=4, height=edge, saying=tr("正在换新码")), width=edge)
    return qr_on_white(style, view.name, shown.code.text, edge)


async def _bright(page: ft.Page, *, on: bool) -> None:
    """Turn the screen up and keep it awake, on phones only: browsers and windows have no such thing."""
    if page.web or page.platform not in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS):
        return
    awake, screen = ft.Wakelock(), ft.ScreenBrightness()
    if on:
        await awake.enable()  # type: ignore[no-untyped-call]
        await screen.set_application_screen_brightness(1.0)
    else:
        await screen.reset_application_screen_brightness()  # type: ignore[no-untyped-call]
        await awake.disable()  # type: ignore[no-untyped-call]
