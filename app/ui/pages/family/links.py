"""亲情账户: whose code I may show, who may show mine, and ending it."""

from collections.abc import Callable
from typing import cast

import flet as ft

from app.services.family_links import LinkView, unlink
from app.services.family_links import link as bind
from app.services.share_terms import Difference
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.dialogs import confirm, snack
from app.ui.components.states import empty_state
from app.ui.components.surfaces import card, column, divider, section, source_line
from app.ui.guard import component
from app.ui.i18n import joined, tr
from app.ui.i18n.dates import day_words
from app.ui.paths import LINK, code_of, go
from app.ui.run import use_command
from app.ui.session import use_session
from app.ui.theme import Style, heading, rich, text, use_style
from app.ui.words import source_words


@component
def link_list(links: list[LinkView], most: int) -> ft.Control:
    """Return the links of both directions, with what can be done with each."""
    style, session = use_style(), use_session()
    leaving, set_leaving = ft.use_state(cast("LinkView | None", None))

    async def end(link: LinkView) -> None:
        set_leaving(None)
        await session.ask(unlink, link.link_id)
        session.changed()
        # Only whose code I showed can be taken back: the other side's would be theirs to give again.
        undo = again.run_with(link) if link.i_hold else None
        snack(ft.context.page, tr("已和{name}解绑", name=link.name), on_undo=undo)

    async def bind_again(link: LinkView) -> None:
        await session.ask(bind, link.person_id, link.kinship, agreed=True)
        session.changed()

    again, command = use_command(bind_again), use_command(end)
    question = None
    if leaving is not None:
        question = _ask_end(style, leaving, command.run_with(leaving), lambda: set_leaving(None))
    ft.use_dialog(question)
    held = [link for link in links if link.i_hold]
    holders = [link for link in links if not link.i_hold]
    pieces: list[ft.Control] = []
    if not held:
        pieces.append(_empty(style))
    else:
        pieces += [_link_card(style, link, set_leaving) for link in held]
        pieces.append(_add(style, len(held), most))
    if holders:
        pieces.append(section(style, tr("能出示我的码的家人"), quiet=True))
        pieces += [_link_card(style, link, set_leaving) for link in holders]
    return column(style, pieces, gap=style.space.s4)


def _empty(style: Style) -> ft.Control:
    return card(
        style,
        empty_state(
            style,
            tr("还没有亲情账户"),
            tr("加了以后，家人的医保码可以在您的手机上出示，花的是家人自己的钱。"),
            icon=ft.Icons.QR_CODE_2,
            action=tr("加亲情账户"),
            on_action=lambda: go(LINK),
        ),
    )


def _add(style: Style, count: int, most: int) -> ft.Control:
    if count >= most:
        words = tr("最多 {most} 位家人，已经加满。想换一位，先解绑一位。", most=most)
        return text(style, "caption", words, color=style.color.ink_3)
    return column(
        style,
        [
            buttons.tonal(style, tr("加亲情账户"), lambda: go(LINK), icon=ft.Icons.PERSON_ADD_ALT_1),
            text(
                style,
                "caption",
                tr("已加 {count} 位，最多 {most} 位家人", count=count, most=most),
                color=style.color.ink_3,
            ),
        ],
        gap=style.space.s2,
    )


def _link_card(style: Style, link: LinkView, leave: Callable[[LinkView], None]) -> ft.Control:
    since = tr("{day}起", day=day_words(link.started_at.date()))
    note = joined(link.kinship if link.i_hold else "", since)
    who = ft.Row(
        [
            badge(style, link.badge, link.name),
            ft.Column(
                [
                    text(style, "body", link.name, strong=True),
                    text(style, "caption", note, color=style.color.ink_3),
                ],
                spacing=0,
                tight=True,
                expand=True,
            ),
        ],
        spacing=style.space.s4,
    )
    end = buttons.plain(style, tr("解绑"), lambda: leave(link), spoken=tr("和{name}解绑", name=link.name))
    actions: list[ft.Control] = [end]
    if link.i_hold:
        show = buttons.plain(
            style, tr("看{name}的码", name=link.name), lambda: go(code_of(link.person_id)), icon=ft.Icons.QR_CODE_2
        )
        actions = [show, end]
    foot = ft.Row(
        actions,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN if link.i_hold else ft.MainAxisAlignment.END,
        wrap=True,
        run_spacing=0,
    )
    return card(style, [who, divider(style), foot], gap=style.space.s2)


def _ask_end(style: Style, link: LinkView, yes: buttons.Handler, no: buttons.Handler) -> ft.AlertDialog:
    words = (
        tr("您的手机不能再出示{name}的医保码。{name}自己的医保和钱都不变，以后可以再加。", name=link.name)
        if link.i_hold
        else tr("{name}的手机不能再出示您的医保码。您的医保和钱都不变。", name=link.name)
    )
    return confirm(style, tr("和{name}解绑？", name=link.name), words, yes=tr("解绑"), on_yes=yes, on_no=no)


def about_links(style: Style, facts: Difference) -> ft.Control:
    """Return what 亲情账户 is, for the pane beside the list in wide windows."""
    age = facts.consent_age
    told = (
        tr("亲情账户让您的手机能出示家人的医保码。付款时花的是**家人自己的钱**，您的余额不变。"),
        tr(
            "最多加 {most} 位家人。不满 {age} 岁由监护人同意，满 {age} 岁要**本人同意**。",
            most=facts.most_links,
            age=age,
        ),
        tr("想让家人花您的钱，要办的是**家庭共济**。两样可以都有，互不影响。"),
    )
    pieces: list[ft.Control] = [heading(style, "title_1", tr("亲情账户花谁的钱？"))]
    pieces += [rich(style, "body", words, color=style.color.ink_2) for words in told]
    pieces.append(source_line(style, tr("依据：{source}", source=source_words(facts.basis))))
    return card(style, pieces, gap=style.space.s3, padding=style.space.s6)
