"""须知: whose money. 家庭共济 and 亲情账户 side by side; choosing the other leads to the other."""

from collections.abc import Callable
from functools import partial

import flet as ft

from app.ui.components import buttons
from app.ui.components.choices import Choice, chips, radio_card
from app.ui.components.pair import arrow
from app.ui.components.steps import question
from app.ui.components.surfaces import card, column, divider, hint, notice, side_by_side
from app.ui.guard import component
from app.ui.i18n import mark, tr
from app.ui.pages.wizard.answers import LINK, POOL
from app.ui.pages.wizard.shown import Page, Shown
from app.ui.paths import INSURANCE, go
from app.ui.sources import rule_line
from app.ui.theme import Style, rich, text, use_style
from app.ui.words import source_words

MINE, THEIRS = "mine", "theirs"
YES, NO = "yes", "no"


def notice_step(shown: Shown, *, helping: bool, help_me: ft.Control | None) -> Page:
    """Return the first step. ``help_me`` opens the two questions, shown while ``helping``."""
    style, link = shown.style, shown.answers.wants_link
    body: list[ft.Control] = [question(style, tr("家人看病，花谁的钱？"))]
    if not shown.facts.insured:
        body.append(
            notice(
                style,
                tr("先填我的参保信息"),
                tr("填了才知道您的账户能不能给家人用"),
                tone="info",
                on_click=lambda: go(INSURANCE),
            )
        )
    if helping:
        body.append(_two_questions(shown.put))
    own_code = rich(style, "label", tr("无论选哪个，看病都要用**患者本人**的码。用别人的码是冒名就医。"))
    body += [
        _cards(shown),
        hint(style, own_code, icon=ft.Icons.BACK_HAND),
        rule_line(
            style,
            shown.facts.difference.basis,
            shown=tr("依据：{source}", source=source_words(shown.facts.difference.basis)),
        ),
    ]
    forward = tr("下一步：加亲情账户") if link else tr("下一步：办家庭共济")
    bottom = [buttons.filled(style, forward, shown.advance.run, loading=shown.advance.running)]
    if help_me is not None:
        bottom.append(help_me)
    return Page(body, bottom)


def _cards(shown: Shown) -> ft.Control:
    style, facts = shown.style, shown.facts.difference
    pool = radio_card(
        style,
        tr("家庭共济"),
        partial(shown.put, "kind", POOL),
        chosen=not shown.answers.wants_link,
        content=_story(
            style,
            tr("花我的钱"),
            _money_moves(style),
            tr("我的钱 → 家人"),
            (
                (tr("付款时用谁的码"), tr("家人本人的码"), False),
                (tr("我的余额"), tr("会减少"), True),
                (tr("一位家人"), tr("只能有 {most} 位共济人", most=facts.sharers_at_once), False),
            ),
            chosen=not shown.answers.wants_link,
        ),
        spoken=tr("家庭共济，花我的钱"),
    )
    link = radio_card(
        style,
        tr("亲情账户"),
        partial(shown.put, "kind", LINK),
        chosen=shown.answers.wants_link,
        content=_story(
            style,
            tr("花家人的钱"),
            _money_stays(style),
            tr("只出示家人的码"),
            (
                (tr("付款时用谁的码"), tr("家人本人的码"), False),
                (tr("我的余额"), tr("不变"), True),
                (tr("我最多加"), tr("{most} 位家人", most=facts.most_links), False),
            ),
            chosen=shown.answers.wants_link,
        ),
        spoken=tr("亲情账户，花家人的钱"),
    )
    if style.window.narrow:
        return column(style, [pool, link])
    return side_by_side(style, [pool, link])


def _story(  # noqa: PLR0913 - one card's words
    style: Style,
    answer: str,
    picture: ft.Control,
    caption: str,
    facts: tuple[tuple[str, str, bool], ...],
    *,
    chosen: bool,
) -> ft.Control:
    color = style.color
    drawn = ft.Container(
        ft.Column(
            [
                ft.Semantics(content=picture, exclude_semantics=True),
                text(style, "caption", caption, color=color.ink_2, align=ft.TextAlign.CENTER),
            ],
            spacing=style.space.s2,
            alignment=ft.MainAxisAlignment.CENTER,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        height=None if style.window.stacked else style.size.story,
        bgcolor=color.glaze if chosen else color.ground,
        border_radius=style.corner.control,
        padding=style.space.s3 if style.window.stacked else style.space.s1,
        alignment=ft.Alignment.CENTER,
    )
    lines: list[ft.Control] = [text(style, "amount_3", answer, color=color.cobalt if chosen else None), drawn]
    for label, value, strong in facts:
        lines += [
            divider(style),
            ft.Column(
                [text(style, "caption", label, color=color.ink_3), text(style, "label", value, strong=strong)],
                spacing=0,
                tight=True,
            ),
        ]
    return column(style, lines, gap=style.space.h5)


def _disc(style: Style, word: str, fill: str) -> ft.Control:
    edge = style.scaled(style.size.disc)
    return ft.Container(
        text(style, "label", word, strong=True, color=style.color.on_hero),
        width=edge,
        height=edge,
        bgcolor=fill,
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
    )


def _coin(style: Style, ink: str) -> ft.Control:
    edge = style.scaled(style.size.coin)
    return ft.Container(
        text(style, "nav", "¥", strong=True, color=ink),
        width=edge,
        height=edge,
        bgcolor=style.color.surface,
        border=ft.Border.all(style.size.frame, ink),
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
    )


def _money_moves(style: Style) -> ft.Control:
    cobalt = style.color.cobalt
    line = ft.Container(height=style.size.frame, width=style.space.s2, bgcolor=cobalt)
    return ft.Row(
        [
            _disc(style, tr("我"), style.people[0].fill),
            line,
            _coin(style, cobalt),
            arrow(style, width=style.size.arrow_s),
            _disc(style, tr("家"), style.people[2].fill),
        ],
        spacing=style.space.h1,
        tight=True,
    )


def _money_stays(style: Style) -> ft.Control:
    color, fill, edge = style.color, style.people[2].fill, style.scaled(style.size.disc)
    wide, high = style.size.dot
    telephone = ft.Container(
        ft.Icon(ft.Icons.QR_CODE_2, size=style.size.icon_s, color=color.ink_2),
        width=style.size.telephone,
        height=edge,
        border=ft.Border.all(style.size.frame, color.outline_strong),
        border_radius=style.corner.check,
        alignment=ft.Alignment.CENTER,
    )
    dots = ft.Row(
        [ft.Container(width=wide, height=high, bgcolor=color.outline_strong) for _ in range(4)],
        spacing=wide,
        tight=True,
    )
    coin = ft.Container(_coin(style, style.people[2].line_dark if style.dark else fill), right=0, bottom=0)
    family = ft.Stack([_disc(style, tr("家"), fill), coin], width=edge + style.space.s3, height=edge + style.space.s1)
    return ft.Row([telephone, dots, family], spacing=style.space.s2, tight=True)


@component
def _two_questions(put: Callable[[str, str], None]) -> ft.Control:
    """Return two questions that choose the card, and say why."""
    style = use_style()
    money, set_money = ft.use_state("")
    only_code, set_only_code = ft.use_state("")

    def decide(whose: str, showing: str) -> None:
        set_money(whose)
        set_only_code(showing)
        kind = _kind_for(whose, showing)
        if kind:
            put("kind", kind)

    pieces: list[ft.Control] = [
        text(style, "body_strong", tr("花谁的钱？")),
        chips(
            style,
            [Choice(MINE, tr("我账户里的")), Choice(THEIRS, tr("家人自己的"))],
            money,
            lambda key: decide(key, only_code),
            wrap=True,
        ),
        text(style, "body_strong", tr("是不是只想帮家人出示码？")),
        chips(
            style, [Choice(YES, tr("是")), Choice(NO, tr("不是"))], only_code, lambda key: decide(money, key), wrap=True
        ),
    ]
    advice = _ADVICE.get((money, only_code))
    if advice:
        pieces.append(ft.Semantics(content=text(style, "label", advice, color=style.color.ink_2), live_region=True))
    return card(style, pieces, gap=style.space.s3)


_ADVICE = {
    (MINE, NO): mark("那就办家庭共济，已经替您选好。"),
    (THEIRS, YES): mark("那就加亲情账户，已经替您选好。"),
    (MINE, YES): mark("两样都要：先办家庭共济，办完再加亲情账户。已经替您选好第一样。"),
    (THEIRS, NO): mark("那什么都不用办，家人自己出示医保码就能付。"),
}


def _kind_for(whose: str, showing: str) -> str:
    """Give the card that both answers lead to, "" while they lead to none."""
    return {(MINE, NO): POOL, (MINE, YES): POOL, (THEIRS, YES): LINK}.get((whose, showing), "")
