"""A rule's no in the wizard, in its four parts: what, why, who says so since when, and what to do next."""

import flet as ft

from app.services.explain import Explanation
from app.ui.components.refusal import refusal_card
from app.ui.components.surfaces import card, column
from app.ui.i18n import tr
from app.ui.sources import opens_rule
from app.ui.theme import Style, text
from app.ui.words import source_words


def refused_card(style: Style, why: Explanation) -> ft.Control:
    """Return the no, and below it the way on."""
    no = refusal_card(
        style, why.title, why.why, quote=why.sentence or None, source=source_words(why), on_source=opens_rule(why)
    )
    way = ft.Row(
        [
            ft.Icon(ft.Icons.LIGHTBULB_OUTLINE, size=style.size.icon, color=style.color.cobalt),
            ft.Column(
                [
                    text(style, "label", tr("下一步怎么办"), strong=True),
                    text(style, "body", why.next_step, color=style.color.ink_2),
                ],
                spacing=0,
                tight=True,
                expand=True,
            ),
        ],
        spacing=style.space.s3,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return ft.Semantics(content=column(style, [no, card(style, way)], gap=style.space.s2), live_region=True)
