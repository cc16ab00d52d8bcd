"""The 结算单 as a slip of paper: its front for people, its back with the national field names."""

from collections.abc import Sequence
from datetime import datetime

import flet as ft

from app.domain.money import format_yuan
from app.domain.settlement import ChargeLevel, SourceKind
from app.services.records import Receipt
from app.services.split import Part
from app.ui.components.amounts import amount
from app.ui.components.badges import badge
from app.ui.components.rows import sum_row
from app.ui.components.split_bar import split_bar
from app.ui.components.surfaces import column, ends, notice
from app.ui.components.tags import tag
from app.ui.i18n import mark, tr, without_term
from app.ui.pages.records.paper import paper
from app.ui.split_view import cash_due_to_refusal, pieces_of
from app.ui.theme import Style, text
from app.ui.words import in_a_line

LEVELS = {ChargeLevel.A.value: mark("甲"), ChargeLevel.B.value: mark("乙"), ChargeLevel.C.value: mark("丙")}
_OWN, _POOLED = "1", "2"


def front(style: Style, slip: Receipt) -> ft.Control:
    """Return the side for people: the sum, who paid it, the items, what remains."""
    refused = cash_due_to_refusal(slip.parts, slip.out_of_scope_fen) is not None
    pieces: list[ft.Control] = [
        _who(style, slip),
        _total(style, slip),
        column(
            style,
            [
                split_bar(pieces_of(slip.parts, cash_refused=refused), slip.sentence, height=style.size.bar_1),
                text(style, "label", slip.sentence, color=style.color.ink_2),
            ],
            gap=style.space.s2,
        ),
        column(
            style,
            [
                sum_row(style, words, format_yuan(fen), strong=words == tr("个人现金支付"))
                for words, fen in sums_of(slip)
            ],
            gap=0,
        ),
    ]
    tail: list[ft.Control] = []
    if slip.items:
        tail += [sum_row(style, item.name, format_yuan(item.amount_fen)) for item in slip.items]
    if not slip.whole:
        tail.append(text(style, "label", tr("这里只有您付的部分。整张单子看病的人自己能看。"), color=style.color.ink_2))
    return _paper(style, slip, pieces, tail)


def unconfirmed_notice(style: Style) -> ft.Control:
    """Say of a payment that the institution never got its result, and what can be done."""
    return notice(
        style,
        tr("机构还没有确认这一笔"),
        tr("账户已经付了，机构那边没有收到结果。可以请机构补确认，或者冲正：钱全部退回，码和额度也还回来。"),
    )


def back(style: Style, slip: Receipt) -> ft.Control:
    """Return the side with the national names and codes."""
    pieces: list[ft.Control] = [_field(style, name, words, value) for name, words, value in national_fields(slip)]
    tail = [_field(style, name, words, value) for name, words, value in levels_of(slip)]
    return _paper(style, slip, [column(style, pieces, gap=style.space.s1)], tail)


Field = tuple[str, str, str]
"""A national field: its name, its words, its value."""


def national_fields(slip: Receipt) -> list[Field]:
    """Give the fields of the 结算, as on the back."""
    about = [
        ("psn_name", tr("人员姓名"), slip.patient_name),
        ("setl_id", tr("结算编号"), slip.number),
        ("setl_time", tr("结算时间"), moment_words(slip.settled_at)),
        ("fixmedins_name", tr("定点医药机构名称"), slip.place_name),
        ("fixmedins_code", tr("定点医药机构编号"), slip.place_code),
        ("med_type", tr("医疗类别"), f"{slip.med_type} {tr(slip.visit)}"),
        ("acct_used_flag", tr("个人账户使用标志"), _account_flag(slip)),
    ]
    return [*about, *[(name, tr(words), format_yuan(fen)) for name, words, fen in slip.fields]]


def levels_of(slip: Receipt) -> list[Field]:
    """Give the level of each line of the bill, as on the back."""
    return [
        (
            "chrgitm_lv",
            tr("{name}·收费项目等级", name=tr(item.name)),
            f"{item.chrgitm_lv} {tr(LEVELS[item.chrgitm_lv])}",
        )
        for item in slip.items
    ]


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
        [
            text(style, "title_2", slip.patient_name),
            tag(style, "covered" if slip.is_settled else "paused", slip.state),
        ],
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
    words = tr("医疗费总额") if slip.whole else tr("从您的账户付了")
    return ends(
        style,
        text(style, "label", words, color=style.color.ink_2),
        amount(style, slip.total_fen, role="amount_2"),
        side=ft.CrossAxisAlignment.END,
    )


def sums_of(slip: Receipt) -> list[tuple[str, int]]:
    """Give what each kind of money paid (分), under the words of the national 结算单; cash last."""
    kinds = (
        (tr("基金支付"), (SourceKind.FUND, SourceKind.FAMILY)),
        (tr("个人账户支付"), (SourceKind.OWN,)),
        (tr("个人账户共济支付"), (SourceKind.SHARER,)),
        (tr("个人现金支付"), (SourceKind.CASH,)),
    )
    found = [(words, of, sum(part.paid_fen for part in slip.parts if part.kind in of)) for words, of in kinds]
    return [(words, fen) for words, of, fen in found if fen or (SourceKind.CASH in of and slip.whole)]


def _paper(style: Style, slip: Receipt, pieces: Sequence[ft.Control], tail: Sequence[ft.Control]) -> ft.Control:
    return paper(style, tr("共济通 结算单"), moment_words(slip.settled_at), pieces, tail, foot_of(slip))


def moment_words(moment: datetime) -> str:
    """Write a moment as on a slip."""
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def foot_of(slip: Receipt) -> list[str]:
    """Give what stands at the foot: what is left of each source, and the slip's number."""
    return [*[words for part in slip.parts for words in _left(part)], tr("单号 {number}", number=slip.number)]


def _left(part: Part) -> list[str]:
    """Say what is left of a source after this payment."""
    words = []
    if part.quota_left_fen is not None:
        words.append(tr("{name}的额度剩 {left}", name=part.label, left=format_yuan(part.quota_left_fen)))
    if part.left_fen is not None:
        account = tr("{name}的账户", name=part.label) if part.kind is SourceKind.SHARER else without_term(part.label)
        words.append(tr("{account}剩 {left}", account=account, left=format_yuan(part.left_fen)))
    return words
