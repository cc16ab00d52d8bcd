"""亲情账户: whose code I may show, who may show mine, and ending it."""

from collections.abc import Callable
from typing import cast

import flet as ft

from app.services.family_links import LinkView, agree, unlink
from app.services.family_links import link as bind
from app.services.share_terms import Difference
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.dialogs import confirm, snack
from app.ui.components.states import empty_state
from app.ui.components.surfaces import card, column, divider, section
from app.ui.components.tags import tag
from app.ui.guard import component
from app.ui.i18n import joined, tr
from app.ui.i18n.dates import day_words
from app.ui.paths import LINK, code_of, family_link, go, link_with
from app.ui.run import Command, use_command
from app.ui.session import use_session
from app.ui.sources import rule_line
from app.ui.theme import Style, heading, rich, text, use_style


@component
def link_list(links: list[LinkView], facts: Difference) -> ft.Control:
    """Return the links of both directions, with what can be done with each."""
    style, session = use_style(), use_session()
    leaving, set_leaving = ft.use_state(cast("LinkView | None", None))

    async def end(link: LinkView) -> None:
        set_leaving(None)
        await session.ask(unlink, link.link_id)
        session.changed()
        # Only whose code I showed can be taken back: the other side's would be theirs to give again.
        undo = again.run_with(link) if link.i_hold and not link.waiting else None
        snack(ft.context.page, tr("已和{name}解绑", name=link.name), on_undo=undo)

    async def bind_again(link: LinkView) -> None:
        await session.ask(bind, link.person_id, link.kinship, agreed=True)
        session.changed()

    async def say_yes(link: LinkView) -> None:
        await session.ask(agree, link.link_id)
        session.changed()
        snack(ft.context.page, tr("您同意了，{name}的手机又能出示您的码", name=link.name))

    again, command, consent = use_command(bind_again), use_command(end), use_command(say_yes)
    question = None
    if leaving is not None:
        question = ask_end(style, leaving, command.run_with(leaving), lambda: set_leaving(None))
    ft.use_dialog(question)
    held = [link for link in links if link.i_hold]
    holders = [link for link in links if link.is_mine]
    others = [link for link in links if not link.i_hold and not link.is_mine]
    pieces: list[ft.Control] = []
    if not held:
        pieces.append(_empty(style))
    else:
        pieces += [_held_card(style, link, facts, set_leaving) for link in held]
        pieces.append(_add(style, len(held), facts.most_links))
    if holders:
        pieces.append(section(style, tr("能出示我的码的家人"), quiet=True))
        pieces += [_holder_card(style, link, facts, set_leaving, consent) for link in holders]
    if others:
        pieces.append(section(style, tr("我照看的家人，码在别人手机上"), quiet=True))
        pieces += [_other_card(style, link, set_leaving) for link in others]
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


def _held_card(style: Style, link: LinkView, facts: Difference, leave: Callable[[LinkView], None]) -> ft.Control:
    """Return somebody whose code I show: opened for all about it, shown, or ended."""
    note = joined(link.kinship, tr("{day}起", day=day_words(link.started_at.date())))
    pieces: list[ft.Control] = [_who(style, link, note), divider(style)]
    actions: list[ft.Control] = []
    if link.waiting:
        pieces += [
            text(style, "label", waiting_words(link, facts.consent_age)),
            buttons.tonal(style, tr("{name}本人同意，继续", name=link.name), lambda: go(link_with(link.person_id))),
        ]
    else:
        shown = tr("看{name}的码", name=link.name)
        actions.append(buttons.plain(style, shown, lambda: go(code_of(link.person_id)), icon=ft.Icons.QR_CODE_2))
    more = buttons.plain(
        style, tr("详情"), lambda: go(family_link(link.link_id)), spoken=tr("{name}的亲情账户详情", name=link.name)
    )
    actions += [more, _end(style, link, leave)]
    return card(style, [*pieces, _foot(actions)], gap=style.space.s2)


def _holder_card(
    style: Style, link: LinkView, facts: Difference, leave: Callable[[LinkView], None], consent: Command
) -> ft.Control:
    """Return somebody who shows my code; grown past a guardian's consent, I am asked for mine."""
    since = tr("{day}起", day=day_words(link.started_at.date()))
    pieces: list[ft.Control] = [_who(style, link, since), divider(style)]
    actions: list[ft.Control] = [_end(style, link, leave)]
    if link.waiting:
        words = tr(
            "您满 {age} 岁了。要您自己同意，{name}的手机才能继续出示您的码。", age=facts.consent_age, name=link.name
        )
        pieces.append(text(style, "label", words))
        yes = buttons.tonal(style, tr("我同意继续"), consent.run_with(link), loading=consent.running)
        actions.insert(0, yes)
    return card(style, [*pieces, _foot(actions)], gap=style.space.s2)


def _other_card(style: Style, link: LinkView, leave: Callable[[LinkView], None]) -> ft.Control:
    """Return on whose phone the code of somebody stands whom I look after."""
    words = tr("能出示{member}的码，{day}起", member=link.member_name, day=day_words(link.started_at.date()))
    end = buttons.plain(
        style,
        tr("解绑"),
        lambda: leave(link),
        spoken=tr("解绑{member}和{name}", member=link.member_name, name=link.name),
    )
    return card(style, [_who(style, link, words), divider(style), _foot([end])], gap=style.space.s2)


def _who(style: Style, link: LinkView, note: str) -> ft.Control:
    words: list[ft.Control] = [
        text(style, "body", link.name, strong=True),
        text(style, "caption", note, color=style.color.ink_3),
    ]
    if link.waiting:
        words.append(ft.Row([tag(style, "paused", tr("等本人同意"))]))
    elif link.grown_on is not None and link.i_hold:
        ends = tr("监护人同意的，到 {day} 为止", day=day_words(link.grown_on))
        words.append(text(style, "caption", ends, color=style.color.ink_3))
    return ft.Row(
        [badge(style, link.badge, link.name), ft.Column(words, spacing=0, tight=True, expand=True)],
        spacing=style.space.s4,
    )


def _end(style: Style, link: LinkView, leave: Callable[[LinkView], None]) -> ft.Control:
    return buttons.plain(style, tr("解绑"), lambda: leave(link), spoken=tr("和{name}解绑", name=link.name))


def _foot(actions: list[ft.Control]) -> ft.Control:
    several = len(actions) > 1
    return ft.Row(
        actions,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN if several else ft.MainAxisAlignment.END,
        wrap=True,
        run_spacing=0,
    )


def waiting_words(link: LinkView, consent_age: int) -> str:
    """Say why nothing is shown: the guardian's consent has ended."""
    return tr(
        "{name}已满 {age} 岁，监护人的同意到此为止。本人同意以后，才能继续出示。",
        name=link.member_name,
        age=consent_age,
    )


def ask_end(style: Style, link: LinkView, yes: buttons.Handler, no: buttons.Handler) -> ft.AlertDialog:
    """Return the question before an 亲情账户 ends: what ends by it, and what stays."""
    if link.i_hold:
        words = tr("您的手机不能再出示{name}的医保码。{name}自己的医保和钱都不变，以后可以再加。", name=link.name)
    elif link.is_mine:
        words = tr("{name}的手机不能再出示您的医保码。您的医保和钱都不变。", name=link.name)
    else:
        words = tr(
            "{name}的手机不能再出示{member}的医保码。{member}的医保和钱都不变。",
            name=link.name,
            member=link.member_name,
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
    pieces.append(rule_line(style, facts.basis))
    return card(style, pieces, gap=style.space.s3, padding=style.space.s6)
