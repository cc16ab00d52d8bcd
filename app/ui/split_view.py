"""How a split is shown, on the 预结算 and on the 结算单: the bar, every source in order, and each no in four parts."""

import re
from collections.abc import Sequence
from functools import partial

import flet as ft

from app.domain.money import format_yuan
from app.domain.settlement import SourceKind
from app.services.explain import Explanation
from app.services.rule_at import RuleAt
from app.services.split import Part
from app.ui.components.refusal import refusal_card
from app.ui.components.rows import list_row, rows, source_row
from app.ui.components.split_bar import Payer, Piece, swatch
from app.ui.components.surfaces import card, column, section
from app.ui.components.tags import tag
from app.ui.i18n import joined, mark, tr, without_term
from app.ui.paths import go, policy
from app.ui.sources import opens_rule, rule_line, sourced_card
from app.ui.theme import Style, rich, text
from app.ui.words import source_words

PAYERS: dict[SourceKind, Payer] = {
    SourceKind.FUND: "fund",
    SourceKind.FAMILY: "family",
    SourceKind.OWN: "own",
    SourceKind.SHARER: "pooled",
    SourceKind.CASH: "cash",
}
_SUM = re.compile(r"([0-9][0-9,]*\.[0-9]{2})")


def pieces_of(parts: Sequence[Part], *, cash_refused: bool = False) -> list[Piece]:
    """Give the pieces of the bar; ``cash_refused`` draws cash in vermilion, as a source said no to it."""
    return [
        Piece(
            PAYERS[part.kind],
            tr("本人账户") if part.kind is SourceKind.OWN else without_term(part.label),
            part.paid_fen,
            refused=cash_refused and part.kind is SourceKind.CASH,
        )
        for part in parts
    ]


def emphasised(sentence: str) -> str:
    """Set the sums of a sentence in 600."""
    return _SUM.sub(r"**\1**", tr(sentence))


def held_back(parts: Sequence[Part]) -> list[Part]:
    """Give the sources that paid less than they were asked, and the cash that no account may pay.

    One's own account is among them only if nobody else paid what it couldn't.
    """
    uncovered_fen = next((p.asked_fen - p.paid_fen for p in reversed(parts) if p.kind is not SourceKind.CASH), 0)
    return [part for part in parts if part.explanation and (uncovered_fen or part.kind is not SourceKind.OWN)]


def cash_due_to_refusal(parts: Sequence[Part], out_of_scope_fen: int) -> Part | None:
    """Give the source whose no leaves cash to pay: the last before it, or cash itself if it is all out of scope.

    None where nothing had to be paid so.
    """
    cash_fen = sum(part.paid_fen for part in parts if part.kind is SourceKind.CASH)
    said_no = [part for part in held_back(parts) if (part.kind is SourceKind.CASH) == (cash_fen <= out_of_scope_fen)]
    return said_no[-1] if said_no and cash_fen else None


def source_rows(style: Style, parts: Sequence[Part], out_of_scope_fen: int, *, said: str = mark("付后")) -> ft.Control:
    """Return every source in order, zeros included, with what remains after and why not more."""
    listed = [_source(style, part, out_of_scope_fen, said) for part in parts]
    return rows(style, listed, indent=0)


def _source(style: Style, part: Part, out_of_scope_fen: int, said: str) -> ft.Control:
    title = _payer(part)
    notes = [remaining(part, said) if part.paid_fen else ""]
    if part.kind is SourceKind.CASH:
        notes.append(
            tr("其中 {outside} 元谁的账户都不能付", outside=format_yuan(out_of_scope_fen)) if out_of_scope_fen else ""
        )
    elif part.explanation:
        notes.append(tr(part.explanation.title))
    return source_row(
        style,
        swatch(style, PAYERS[part.kind]),
        title,
        format_yuan(part.paid_fen),
        note="\n".join(note for note in notes if note) or None,
        quiet=part.paid_fen == 0,
    )


def line_rules(style: Style, parts: Sequence[Part]) -> ft.Control:
    """Return by which rule each line was worked out; a tap opens the rule."""
    listed = [
        list_row(
            style,
            tr("{who} {paid} 元", who=_payer(part), paid=format_yuan(part.paid_fen)),
            subtitle=tr("{meaning}：{value}", meaning=tr(part.about.meaning), value=tr(part.about.value)),
            leading=swatch(style, PAYERS[part.kind]),
            on_click=partial(_open_rule, part.about),
        )
        for part in parts
        if part.about
    ]
    edge = style.size.swatch + style.space.s4 + style.space.h7
    return column(
        style,
        [section(style, tr("每一笔按哪条规则")), card(style, rows(style, listed, indent=edge), padding=0)],
        gap=style.space.s2,
    )


def _payer(part: Part) -> str:
    return tr("{name}共济", name=part.label) if part.kind is SourceKind.SHARER else part.label


def _open_rule(about: RuleAt) -> None:
    go(policy(about.key, about.region, about.day))


def remaining(part: Part, said: str = mark("付后")) -> str:
    """Say what is left of a source afterwards, nothing where the viewer may not know."""
    words = []
    if part.quota_left_fen is not None:
        words.append(tr("额度剩 {quota_left}", quota_left=format_yuan(part.quota_left_fen)))
    if part.left_fen is not None and part.left_label:
        words.append(tr("{label} {left}", label=part.left_label, left=format_yuan(part.left_fen)))
    return tr(said) + joined(*words) if words else ""


def no_of(style: Style, part: Part, *, refused: bool, step: bool = True) -> ft.Control:
    """Return a source's no in four parts: what it doesn't pay, why, who says so since when, what would change it.

    Without ``step`` the last is left to what follows.
    """
    if part.explanation is None:
        return ft.Container()
    if part.kind is SourceKind.CASH:
        return no_card(style, part.explanation.title, part.explanation, refused=refused, step=step)
    who = tr("{name}的共济", name=part.label) if part.kind is SourceKind.SHARER else part.label
    gap = format_yuan(part.asked_fen - part.paid_fen)
    title = (
        tr("{who}还差 {gap} 元", who=who, gap=gap) if part.paid_fen else tr("{who}付不了这 {gap} 元", who=who, gap=gap)
    )
    return no_card(style, title, part.explanation, refused=refused, step=step)


def no_card(style: Style, title: str, why: Explanation, *, refused: bool, step: bool = True) -> ft.Control:
    """Return a no in four parts under its own title, in vermilion only where it is what has to be paid for."""
    first = (
        refusal_card(
            style, title, why.why, quote=why.sentence or None, source=source_words(why), on_source=opens_rule(why)
        )
        if refused
        else _quiet_no(style, title, why)
    )
    next_step = card(
        style,
        ft.Row(
            [
                ft.Icon(ft.Icons.LIGHTBULB_OUTLINE, size=style.size.icon, color=style.color.cobalt),
                ft.Column(
                    [
                        text(style, "label", tr("怎样才能付"), strong=True),
                        text(style, "body", why.next_step, color=style.color.ink_2),
                    ],
                    spacing=0,
                    tight=True,
                    expand=True,
                ),
            ],
            spacing=style.space.s3,
            vertical_alignment=ft.CrossAxisAlignment.START,
        ),
    )
    pieces = [first, next_step] if step else [first]
    if not why.stated:
        unsure = [ft.Row([tag(style, "paused", tr("没有文件写明，按最稳妥的算"), icon=False)])]
        said = [text(style, "label", why.note, color=style.color.ink_2)] if why.note else []
        pieces.insert(1, column(style, [*unsure, *said], gap=0))
    return column(style, pieces, gap=style.space.s2)


def _quiet_no(style: Style, title: str, why: Explanation) -> ft.Control:
    color = style.color
    pieces: list[ft.Control] = [
        ft.Semantics(content=text(style, "body_strong", title), header=True),
        rich(style, "label", why.why, color=color.ink_2),
    ]
    if why.sentence:
        pieces.append(
            ft.Container(
                text(style, "label", tr("“{quote}”", quote=why.sentence), color=color.ink_2),
                padding=ft.Padding.only(left=style.space.s3),
                border=ft.Border.only(left=ft.BorderSide(style.size.quote_line, color.outline_strong)),
            )
        )
    pieces.append(rule_line(style, why))
    return sourced_card(style, pieces, gap=style.space.s2)
