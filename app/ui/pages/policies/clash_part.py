"""Where documents say different things: their words side by side, the decision, and the switch to the other reading."""

import flet as ft

from app.services.case_views import BILL, BIND
from app.services.clashes import ClashView, Saying
from app.ui.components.choices import switch_row
from app.ui.components.surfaces import card, column, hint, side_by_side
from app.ui.components.tags import tag
from app.ui.guard import component
from app.ui.i18n import mark, tr
from app.ui.pages.policies.case_part import outcome_part
from app.ui.theme import Style, rich, text, use_style

_PAIR = 2
OTHER_EFFECTS = {
    BIND: mark("这一处改的不是账单，是能不能办授权。"),
    "fee": mark("这一处改的不是看病的账单，是能不能缴、缴多少。"),
}


@component
def clash_part(clash: ClashView) -> ft.Control:
    """Show both texts, the decision, and the example by our reading and by the other (a component)."""
    style = use_style()
    other, set_other = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    sayings = [_saying(style, one) for one in clash.sayings]
    both = side_by_side(style, sayings) if len(sayings) == _PAIR and not style.window.narrow else column(style, sayings)
    decided = rich(style, "body", tr("**我们这样算：**{decision}", decision=tr(clash.decision)))
    why = text(style, "label", clash.reason, color=style.color.ink_2)
    return column(
        style,
        [
            both,
            hint(style, column(style, [decided, why], gap=style.space.s2), icon=ft.Icons.GAVEL),
            switch_row(
                style,
                tr("按另一种说法算给我看"),
                other,
                set_other,
                note=tr("只看，不结算"),
                inset=False,
            ),
            _example(style, clash, other=other),
        ],
        gap=style.space.s4,
    )


def _saying(style: Style, one: Saying) -> ft.Control:
    color = style.color
    head = ft.Row(
        [
            text(style, "label", tr(one.section), strong=True, expand=True),
            text(style, "label", one.source.key, color=color.ink_3),
        ],
        spacing=style.space.s2,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    quote = text(style, "body", tr("“{quote}”", quote=tr(one.sentence)), color=color.ink_2)
    title = text(style, "caption", one.source.title, color=color.ink_3)
    return ft.MergeSemantics(
        ft.Container(
            column(style, [head, quote, title], gap=style.space.s2),
            border=ft.Border.all(style.size.line, color.outline_strong),
            border_radius=style.corner.row,
            bgcolor=color.surface,
            padding=style.space.h7,
        )
    )


def _example(style: Style, clash: ClashView, *, other: bool) -> ft.Control:
    """Return the example by our reading; with the switch on, by the other below it."""
    lines: list[ft.Control] = [
        text(style, "body_strong", tr("例子：“{quote}”", quote=clash.decided.title)),
        ft.Row([tag(style, "info", tr("我们这样算"))]),
        outcome_part(style, clash.decided),
    ]
    if other:
        lines += [
            ft.Row([tag(style, "paused", tr("另一种说法，只看"), icon=False)]),
            text(style, "label", clash.other_words, color=style.color.ink_2),
            ft.Semantics(content=outcome_part(style, clash.otherwise), live_region=True),
        ]
    if clash.decided.kind != BILL:
        lines.append(text(style, "label", OTHER_EFFECTS[clash.decided.kind], color=style.color.ink_2))
    return card(style, lines, gap=style.space.s3)
