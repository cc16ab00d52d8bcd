"""The first part of 付款模拟: a code is taken, and it is said who is really there."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app.domain.errors import GongjiError, InputError
from app.services.context import Context
from app.services.insurance import InsuranceView
from app.services.show_code import TakenCode, issue, take
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.choices import Choice, chip, switch_row
from app.ui.components.fields import error_line, text_field
from app.ui.components.select import select_field
from app.ui.components.surfaces import card, column, divider
from app.ui.components.tags import tag
from app.ui.forms import Errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.pages.pay.draft import PayDraft
from app.ui.pages.pay.scan_part import scan_code
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import Style, text, use_style

OnDraft = Callable[[PayDraft], None]


def _issue_and_take(context: Context, user_id: int, person_id: int) -> TakenCode:
    return take(context, user_id, issue(context, user_id, person_id).text)


@component
def take_code(people: list[InsuranceView], on_taken: Callable[[TakenCode], None], error: str | None) -> ft.Control:
    """Take a code (a component): of a person whose code I may show, one that is held out, or one that is pasted."""
    style, session = use_style(), use_session()
    typed, set_typed = ft.use_state("")
    said, set_said = ft.use_state("")
    at, set_at = ft.use_state("")

    def fail(where: str) -> Callable[[GongjiError], None]:
        def show(failure: GongjiError) -> None:
            set_said(str(failure))
            set_at(where)

        return show

    async def show_and_take(person_id: int) -> None:
        on_taken(await session.ask(_issue_and_take, person_id))

    async def take_text(code: str) -> None:
        on_taken(await session.ask(take, code))

    async def take_pasted() -> None:
        await take_text(typed)

    shown = use_command(show_and_take, fail("people"))
    pasted = use_command(take_pasted, fail("pasted"))
    chips: list[ft.Control] = [
        chip(
            style,
            tr("{name}的码", name=one.name),
            shown.run_with(one.person_id),
            leading=badge(style, one.badge, one.name, size=style.size.badge_xs, paused=not one.has_code),
        )
        for one in people
    ]
    pieces: list[ft.Control] = [text(style, "body_strong", tr("先读医保码"))]
    wrong = said if at == "people" else error
    if wrong:
        pieces.append(error_line(style, wrong))
    pieces += [
        text(style, "label", tr("点一位，用这台手机上的码；读了就算用过。"), color=style.color.ink_2),
        ft.Row(chips, wrap=True, spacing=style.space.s2, run_spacing=style.space.s2),
        divider(style),
        text(style, "label", tr("读别人出示的码：扫一下，或者用截图、照片。"), color=style.color.ink_2),
        scan_code(take_text),
        text_field(
            style,
            tr("或者粘贴别人出示的码"),
            value=typed,
            on_change=set_typed,
            on_submit=lambda _value: pasted.run(),
            error=said if at == "pasted" else None,
            hint=tr("SIM0 开头，28 位"),
        ),
        buttons.tonal(style, tr("读这个码"), pasted.run, loading=pasted.running),
    ]
    return card(style, pieces, gap=style.space.s3)


def taken_card(
    style: Style, draft: PayDraft, family: list[InsuranceView], errors: Errors, on_draft: OnDraft
) -> ft.Control:
    """Return whose code has been taken, and who is really there."""
    taken = draft.taken
    if taken is None:
        raise InputError("code", tr("先读一个医保码"))
    own = draft.patient_id is None
    anew = buttons.plain(
        style, tr("换一个"), lambda: on_draft(replace(draft, taken=None, patient_id=None)), strong=False
    )
    head = ft.Row(
        [
            badge(style, taken.badge, taken.name),
            ft.Column(
                [
                    ft.Row(
                        [
                            text(style, "body_strong", tr("{name}的码", name=taken.name)),
                            tag(style, "covered", tr("有效")),
                        ],
                        spacing=style.space.s2,
                        wrap=True,
                    ),
                    text(
                        style,
                        "caption",
                        tr("读到了，{until} 前结算", until=f"{taken.until:%H:%M}"),
                        color=style.color.ink_3,
                    ),
                ],
                spacing=0,
                tight=True,
                expand=True,
            ),
            *([] if style.window.huge else [anew]),
        ],
        spacing=style.space.s3,
    )
    others = [one for one in family if one.person_id != taken.person_id]

    def change(on: bool) -> None:  # noqa: FBT001 - the switch's own
        first = next((one for one in others if one.has_code), others[0] if others else None)
        on_draft(replace(draft, patient_id=None if on or first is None else first.person_id))

    pieces: list[ft.Control] = [head, *([ft.Row([anew])] if style.window.huge else [])]
    if errors.at("code"):
        pieces.insert(0, error_line(style, errors.at("code") or ""))
    present = switch_row(style, tr("来看病的是{name}本人", name=taken.name), own, change, inset=False)
    pieces.append(column(style, [divider(style), present], gap=style.space.h1))
    if not own:
        pieces.append(
            select_field(
                tr("来看病的是谁"),
                [_person(style, one) for one in others],
                str(draft.patient_id),
                lambda key: on_draft(replace(draft, patient_id=int(key))),
            )
        )
    room = style.space.s4
    below = style.space.s1 if own else room
    padding = ft.Padding.only(left=room, right=room, top=room, bottom=below)
    return card(style, column(style, pieces, gap=style.space.s2), padding=padding)


def _person(style: Style, view: InsuranceView) -> Choice:
    mark = badge(style, view.badge, view.name, size=style.size.badge_s, paused=not view.is_normal)
    return Choice(str(view.person_id), view.name, leading=mark)
