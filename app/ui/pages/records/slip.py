"""The 结算单 as a slip of paper: its front for people, its back with the national field names."""

from collections.abc import Sequence

import flet as ft
import flet.canvas as cv

from app.domain.money import format_yuan
from app.domain.settlement import ChargeLevel, SourceKind
from app.services.records import Receipt
from app.services.split import Part
from app.ui.components.amounts import amount
from app.ui.components.badges import badge
from app.ui.components.marks import brand_mark, scroll_band, seal, seal_on_paper, xian_lines
from app.ui.components.rows import sum_row
from app.ui.components.split_bar import split_bar
from app.ui.components.surfaces import column, hero_gradient
from app.ui.components.tags import tag
from app.ui.i18n import mark, tr
from app.ui.split_view import pieces_of
from app.ui.theme import Style, text
from app.ui.words import in_a_line

LEVELS = {ChargeLevel.A.value: mark("甲"), ChargeLevel.B.value: mark("乙"), ChargeLevel.C.value: mark("丙")}
STATES = {"done": mark("结算完成")}
_TOOTH = 14
_TEETH_OVER = 1200
_NOTCH = 20
_OWN, _POOLED = "1", "2"


def front(style: Style, slip: Receipt) -> ft.Control:
    """Return the side for people: the sum, who paid it, the items, what remains."""
    pieces: list[ft.Control] = [
        _who(style, slip),
        _total(style, slip),
        split_bar(pieces_of(slip.parts), slip.sentence, height=style.size.bar_1),
        column(style, _sums(style, slip), gap=0),
    ]
    tail: list[ft.Control] = []
    if slip.items:
        tail += [sum_row(style, item.name, format_yuan(item.amount_fen)) for item in slip.items]
    if not slip.whole:
        tail.append(text(style, "label", tr("这里只有您付的部分。整张单子看病的人自己能看。"), color=style.color.ink_2))
    return _paper(style, slip, pieces, tail)


def back(style: Style, slip: Receipt) -> ft.Control:
    """Return the side with the national names and codes."""
    about = [
        ("psn_name", tr("人员姓名"), slip.patient_name),
        ("setl_id", tr("结算编号"), slip.number),
        ("setl_time", tr("结算时间"), f"{slip.settled_at:%Y-%m-%d %H:%M:%S}"),
        ("fixmedins_name", tr("定点医药机构名称"), slip.place_name),
        ("fixmedins_code", tr("定点医药机构编号"), slip.place_code),
        ("med_type", tr("医疗类别"), f"{slip.med_type} {tr(slip.visit)}"),
        ("acct_used_flag", tr("个人账户使用标志"), _account_flag(slip)),
    ]
    pieces: list[ft.Control] = [_field(style, name, words, value) for name, words, value in about]
    pieces += [_field(style, name, words, format_yuan(fen)) for name, words, fen in slip.fields]
    tail = [
        _field(
            style,
            "chrgitm_lv",
            tr("{name}·收费项目等级", name=item.name),
            f"{item.chrgitm_lv} {tr(LEVELS[item.chrgitm_lv])}",
        )
        for item in slip.items
    ]
    return _paper(style, slip, [column(style, pieces, gap=style.space.s1)], tail)


def _account_flag(slip: Receipt) -> str:
    """Give acct_used_flag: 0 none, 1 the own account, 2 a sharer's."""
    paid = {part.kind for part in slip.parts if part.paid_fen}
    if SourceKind.SHARER in paid:
        return tr("{flag} 使用共济人个账", flag=_POOLED)
    return tr("{flag} 使用本人个账", flag=_OWN) if SourceKind.OWN in paid else tr("0 不使用")


def _field(style: Style, name: str, words: str, value: str) -> ft.Control:
    label = ft.Column(
        [text(style, "label", words), text(style, "caption", name, color=style.color.ink_3)],
        spacing=0,
        tight=True,
        expand=not style.window.stacked,
    )
    shown = text(style, "label", value, strong=True)
    if style.window.stacked:
        return ft.MergeSemantics(ft.Column([label, shown], spacing=0, tight=True))
    return ft.MergeSemantics(
        ft.Row([label, shown], spacing=style.space.s2, vertical_alignment=ft.CrossAxisAlignment.START)
    )


def _who(style: Style, slip: Receipt) -> ft.Control:
    name = ft.Row(
        [text(style, "title_2", slip.patient_name), tag(style, "covered", STATES.get(slip.state, tr("结算完成")))],
        spacing=style.space.s2,
        run_spacing=0,
        wrap=True,
    )
    where = text(style, "label", in_a_line(slip.place_name, slip.visit), color=style.color.ink_2)
    return ft.Row(
        [badge(style, slip.badge, slip.patient_name), ft.Column([name, where], spacing=0, tight=True, expand=True)],
        spacing=style.space.s3,
    )


def _total(style: Style, slip: Receipt) -> ft.Control:
    return ft.Row(
        [
            text(
                style,
                "label",
                tr("医疗费总额") if slip.whole else tr("从您的账户付了"),
                color=style.color.ink_2,
                expand=True,
            ),
            amount(style, slip.total_fen, role="amount_2"),
        ],
        vertical_alignment=ft.CrossAxisAlignment.END,
    )


def _sums(style: Style, slip: Receipt) -> list[ft.Control]:
    """Return what each kind of money paid, under the words of the national 结算单."""
    kinds = (
        (tr("基金支付"), (SourceKind.FUND, SourceKind.FAMILY)),
        (tr("个人账户支付"), (SourceKind.OWN,)),
        (tr("个人账户共济支付"), (SourceKind.SHARER,)),
        (tr("个人现金支付"), (SourceKind.CASH,)),
    )
    lines: list[ft.Control] = []
    for words, of in kinds:
        fen = sum(part.paid_fen for part in slip.parts if part.kind in of)
        is_cash = SourceKind.CASH in of
        if fen or (is_cash and slip.whole):
            lines.append(sum_row(style, words, format_yuan(fen), strong=is_cash))
    return lines


def _paper(style: Style, slip: Receipt, pieces: Sequence[ft.Control], tail: Sequence[ft.Control]) -> ft.Control:
    """Return a side of the slip: cobalt head with 卷草, the tear line, 弦纹 and 底款 at the foot, a torn edge."""
    pad = style.space.s5
    upper = ft.Container(
        column(style, list(pieces), gap=style.space.s4),
        padding=ft.Padding.only(left=pad, right=pad, top=style.space.s5),
    )
    lower = ft.Container(
        column(
            style,
            [
                *tail,
                ft.Container(xian_lines(style), padding=ft.Padding.symmetric(vertical=style.space.s2)),
                _foot(style, slip),
            ],
            gap=0,
        ),
        padding=ft.Padding.only(left=pad, right=pad, bottom=style.space.s5),
    )
    paper = ft.Container(
        column(style, [_head(style, slip), upper, _tear_line(style), lower], gap=0),
        bgcolor=style.color.surface,
        border_radius=ft.BorderRadius.vertical(top=style.corner.card),
        border=ft.Border.all(1, style.color.outline) if style.dark else None,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    return column(style, [paper, _teeth(style)], gap=0)


def _head(style: Style, slip: Receipt) -> ft.Control:
    color = style.color
    words = ft.Column(
        [
            text(style, "title_2", tr("共济通 结算单"), color=color.on_hero),
            text(style, "label", f"{slip.settled_at:%Y-%m-%d %H:%M:%S}", color=color.on_hero_2),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    row = ft.Row([brand_mark(size=44, spoken=None), words, seal(style, color=color.on_hero)], spacing=style.space.s3)
    return ft.Container(
        column(
            style,
            [ft.Container(row, padding=ft.Padding.only(left=20, right=20, top=14, bottom=8)), scroll_band()],
            gap=0,
        ),
        gradient=hero_gradient(style),
    )


def _foot(style: Style, slip: Receipt) -> ft.Control:
    said = [words for part in slip.parts for words in _left(part)]
    lines: list[ft.Control] = [
        text(style, "caption", words, color=style.color.ink_2)
        for words in (*said, tr("单号 {number}", number=slip.number))
    ]
    return ft.Row(
        [ft.Column(lines, spacing=0, tight=True, expand=True), seal_on_paper(style)],
        spacing=style.space.s3,
        vertical_alignment=ft.CrossAxisAlignment.END,
    )


def _left(part: Part) -> list[str]:
    """Say what is left of a source after this payment."""
    words = []
    if part.quota_left_fen is not None:
        words.append(tr("{name}的额度剩 {left}", name=part.label, left=format_yuan(part.quota_left_fen)))
    if part.left_fen is not None:
        account = tr("{name}的账户", name=part.label) if part.kind is SourceKind.SHARER else part.label
        words.append(tr("{account}剩 {left}", account=account, left=format_yuan(part.left_fen)))
    return words


def _tear_line(style: Style) -> ft.Control:
    """Return a dashed line with a half-round notch at either edge."""
    half = _NOTCH / 2
    paint = ft.Paint(
        color=style.color.outline, stroke_width=2, stroke_dash_pattern=[8, 6], style=ft.PaintingStyle.STROKE
    )
    line = cv.Canvas([cv.Line(0, half, _TEETH_OVER, half, paint)], height=_NOTCH)

    def notch(*, left: float | None = None, right: float | None = None) -> ft.Control:
        return ft.Container(
            width=_NOTCH, height=_NOTCH, bgcolor=style.color.ground, border_radius=half, top=0, left=left, right=right
        )

    return ft.Container(
        ft.Stack(
            [
                ft.Container(
                    line, left=style.space.s5, right=style.space.s5, top=0, clip_behavior=ft.ClipBehavior.HARD_EDGE
                ),
                notch(left=-half),
                notch(right=-half),
            ],
            height=_NOTCH,
        ),
        margin=ft.Margin.symmetric(vertical=style.space.s2),
    )


def _teeth(style: Style) -> ft.Control:
    """Return the perforated edge: a band of paper with holes in the colour of the ground."""
    paint = ft.Paint(color=style.color.surface)
    bites = [
        cv.Path(
            [
                cv.Path.MoveTo(x, 0),
                cv.Path.LineTo(x + _TOOTH, 0),
                cv.Path.LineTo(x + _TOOTH, _TOOTH / 2),
                cv.Path.ArcTo(x + 4, _TOOTH / 2, radius=5, clockwise=False),
                cv.Path.LineTo(x, _TOOTH / 2),
                cv.Path.Close(),
            ],
            paint,
        )
        for x in range(0, _TEETH_OVER, _TOOTH)
    ]
    return ft.Container(
        cv.Canvas(list(bites), height=_TOOTH / 2), height=_TOOTH / 2, clip_behavior=ft.ClipBehavior.HARD_EDGE
    )
