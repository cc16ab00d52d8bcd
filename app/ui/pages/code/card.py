"""The card of one person: name, insurance, the code and its countdown; or why there is no code."""

from collections.abc import Sequence

import flet as ft

from app.domain.people import InsuranceStatus
from app.services.insurance import InsuranceView
from app.services.show_code import IssuedCode
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.marks import xian_lines
from app.ui.components.states import error_card, skeleton
from app.ui.i18n import Language, mark, tr
from app.ui.i18n.dates import day_words
from app.ui.identity import identity_number
from app.ui.pages.code.curtain import curtained
from app.ui.pages.code.drawings import bar_code, code_text, qr
from app.ui.pages.code.keep import Shown, countdown
from app.ui.paths import CODE, INSURANCE, go, insured, link_with
from app.ui.theme import FONT_STRONG, Style, text
from app.ui.words import INSURANCES, in_a_line

_NAME_LINE = 0.95
STOPPED = {
    InsuranceStatus.PAUSED.value: (mark("参保暂停了"), mark("到单位或医保窗口恢复参保。恢复后，这里就有码。")),
    InsuranceStatus.INVALID.value: (mark("参保没有生效"), mark("到医保窗口问清原因。生效后，这里就有码。")),
    InsuranceStatus.ENDED.value: (mark("参保终止了"), mark("重新参保后，这里就有码。")),
    InsuranceStatus.NONE.value: (mark("没有参保"), mark("参加医保后，这里就有码。")),
}


def code_card(style: Style, view: InsuranceView, shown: Shown | None) -> ft.Control:
    """Return a person's card with their code; without one (None), as it lies beside the card on top."""
    pieces = [_head(style, view), inset(style, xian_lines(style))]
    foot: ft.Control = ft.Container(height=style.scaled(style.size.ring))
    if shown and shown.code:
        foot = curtained(countdown(shown.code, CODE), shown.code, ground=style.color.glaze)
    return pass_card(style, [*pieces, _code(style, view, shown)], foot)


def no_code_card(style: Style, view: InsuranceView) -> ft.Control:
    """Return the card of who has no code now: why, since when, and what to do."""
    if view.is_normal:
        return _grown_card(style, view)
    what, way = STOPPED.get(view.status, STOPPED[InsuranceStatus.NONE.value])
    since = tr("，从 {day} 起", day=day_words(view.since)) if view.since else ""
    whose = (
        tr("{name}的{insurance}", name=view.name, insurance=INSURANCES[view.insutype]) if view.insutype else view.name
    )
    color = style.color
    sign = ft.Icons.PAUSE_CIRCLE if view.status == InsuranceStatus.PAUSED.value else ft.Icons.DO_NOT_DISTURB_ON
    why = ft.Column(
        [
            ft.Icon(sign, size=style.size.icon_xl, color=color.ochre),
            text(style, "title_1", tr("现在没有医保码")),
            text(style, "body", tr("{whose}{what}{since}。", whose=whose, what=what, since=since)),
            text(style, "body", way, color=color.ink_2),
        ],
        spacing=style.space.s2,
        tight=True,
    )
    pieces = [
        _head(style, view),
        inset(style, xian_lines(style)),
        inset(style, why, top=style.space.s6, bottom=style.space.s6),
    ]
    if view.may_edit:
        target = INSURANCE if view.is_me else insured(view.person_id)
        change = buttons.tonal(style, tr("改参保信息"), lambda: go(target))
        pieces.append(inset(style, change, bottom=style.space.s6))
    return pass_card(style, pieces, None)


def _grown_card(style: Style, view: InsuranceView) -> ft.Control:
    """Return the card of a member grown past the guardian's consent: they are asked now, and it can be done here."""
    color = style.color
    why = ft.Column(
        [
            ft.Icon(ft.Icons.HOW_TO_REG, size=style.size.icon_xl, color=color.ochre),
            text(style, "title_1", tr("要本人同意了")),
            text(style, "body", tr("{name}已经 {age} 岁，监护人的同意到此为止。", name=view.name, age=view.age)),
            text(style, "body", tr("本人同意以后，这里又有码。不想再出示，到「家庭」解绑。"), color=color.ink_2),
        ],
        spacing=style.space.s2,
        tight=True,
    )
    yes = buttons.tonal(style, tr("本人同意，继续出示"), lambda: go(link_with(view.person_id)))
    pieces = [
        _head(style, view),
        inset(style, xian_lines(style)),
        inset(style, why, top=style.space.s6, bottom=style.space.s6),
        inset(style, yes, bottom=style.space.s6),
    ]
    return pass_card(style, pieces, None)


def pass_card(
    style: Style, pieces: list[ft.Control], foot: ft.Control | None, *, below: Sequence[ft.Control] = ()
) -> ft.Control:
    """Return the card that lies on the cobalt page, with its glazed foot, and what may stand below that."""
    color = style.color
    layers: list[ft.Control] = [ft.Container(height=style.space.s4), *pieces]
    if foot is not None:
        band = inset(style, foot, top=style.space.s3, bottom=style.space.s3)
        layers.append(ft.Container(band, bgcolor=color.glaze))
    layers += below
    inner = ft.Container(
        ft.Column(layers, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=color.surface,
        border_radius=style.corner.card_pass,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    return ft.Container(inner, border_radius=style.corner.card_pass, shadow=style.pass_shadow)


def name_text(style: Style, name: str, room: float, *, color: str | None = None) -> ft.Text:
    """Return a name as large as it fits in ``room`` px: 60 at most, never under 40, then in two lines."""
    look = style.texts.name
    scale = max(1.0, style.window.text_scale)
    size = max(style.size.name_least, min(look.size, room / scale / max(len(name), 1)))
    # A hanzi fills its em: on one line it needs none of the air between lines, and the number below moves up.
    one_line = size * scale * len(name) <= room
    shape = ft.TextStyle(
        size=size,
        height=_NAME_LINE if one_line else look.line / look.size,
        font_family=FONT_STRONG,
        letter_spacing=0,
        color=color or style.color.ink,
    )
    return ft.Text(name, style=shape)


def about(style: Style, view: InsuranceView) -> str:
    """Say what insurance a person has and where; the number of their certificate follows."""
    below = style.window.narrow or style.window.stacked or style.language is not Language.CHINESE
    end = "\n" if below else "·"
    return f"{in_a_line(INSURANCES[view.insutype], view.city)}{end}"


def name_row(style: Style, view: InsuranceView) -> ft.Control:
    """Return a person's name, as large as there is room, with their badge."""
    edge = style.size.badge_n
    room = style.content_width - 2 * (style.space.s4 if style.window.narrow else style.space.s6)
    name = name_text(style, view.name, room - edge - style.space.s2)
    return ft.Row(
        [
            ft.Container(ft.Semantics(content=name, header=True), expand=True),
            badge(style, view.badge, view.name, size=edge, paused=not view.is_normal),
        ],
        spacing=style.space.s2,
    )


def _head(style: Style, view: InsuranceView) -> ft.Control:
    lines = ft.Column(
        [
            name_row(style, view),
            identity_number(view, about(style, view), role="label"),
        ],
        spacing=0,
        tight=True,
    )
    return inset(style, lines)


def waiting(style: Style, shown: Shown | None, edge: float) -> ft.Control:
    """Return what stands in a code's place while there is none: its shape, or why none could be had."""
    if shown and shown.error:
        gap = style.space.s6
        return inset(style, error_card(style, shown.error, on_retry=shown.retry), top=gap, bottom=gap)
    gap = style.space.s3
    shape = skeleton(style, lines=4, height=edge + style.size.below_qr, saying=tr("正在换新码"))
    return inset(style, shape, top=gap, bottom=gap)


def on_paper(style: Style, codes: ft.Control, code: IssuedCode) -> ft.Control:
    """Return codes on the white that scanners need, until the code is over."""
    paper = ft.Container(
        codes,
        bgcolor=style.color.paper,
        border_radius=style.corner.card,
        alignment=ft.Alignment.TOP_CENTER,
    )
    return ft.Container(
        curtained(paper, code),
        margin=ft.Margin.symmetric(horizontal=style.space.s3, vertical=style.space.s2 if style.dark else 0),
    )


def _code(style: Style, view: InsuranceView, shown: Shown | None) -> ft.Control:
    """Return the white part: the codes, or their shape while a new one is on the way."""
    size = style.size
    edge = size.qr_narrow if style.window.narrow else (size.qr_dark if style.dark else size.qr)
    if shown is None or shown.code is None:
        return waiting(style, shown, edge)
    text_of_code = shown.code.text
    codes = ft.Column(
        [
            qr(style, view.name, text_of_code, edge),
            bar_code(style, view.name, text_of_code, style.content_width - 2 * style.space.s3),
            ft.Container(
                code_text(style, text_of_code),
                padding=ft.Padding.only(bottom=style.space.h3 + style.space.h1),
            ),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return on_paper(style, codes, shown.code)


def inset(style: Style, piece: ft.Control, *, top: float = 0, bottom: float = 0) -> ft.Control:
    """Return a piece with the card's side padding; the white ground of the codes reaches further out."""
    side = style.space.s4 if style.window.narrow else style.space.s6
    return ft.Container(piece, padding=ft.Padding.only(left=side, right=side, top=top, bottom=bottom))
