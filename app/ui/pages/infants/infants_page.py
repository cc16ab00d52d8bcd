"""宝宝参保: the infants of the family and how far each is; without one, the way as it is for all."""

from dataclasses import dataclass

import flet as ft

from app.domain.infant import InfantStep
from app.services.fee_words import Told
from app.services.infants import InfantPath, infant_rules, infants
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.rows import list_row, rows
from app.ui.components.states import error_card, skeleton
from app.ui.components.steps import question
from app.ui.components.surfaces import card, section
from app.ui.guard import component
from app.ui.i18n import joined, tr
from app.ui.layout import page_view
from app.ui.pages.infants.told import STEPS
from app.ui.pages.infants.way import plain_way
from app.ui.panes import columns_width, two_columns
from app.ui.paths import INFANTS, NEW_INFANT, go, infant_of
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, use_style


@dataclass(frozen=True, slots=True)
class _Known:
    infants: list[InfantPath]
    rules: dict[InfantStep, tuple[Told, ...]]


@component(view=True)
def infants_page() -> ft.View:
    """Show the page at /infants."""
    style, session = use_style(), use_session()

    async def load() -> _Known:
        return _Known(await session.ask(infants), await session.run(infant_rules))

    found = use_query(load, [use_changes()])
    known = found.value
    bottom: ft.Control | None = None
    if known is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
        ]
    else:
        body = _infants(style, known.infants) if known.infants else _nobody(style)
        steps = plain_way(style, known.rules)
        half = (len(steps) + 1) // 2
        whole = [section(style, tr("从出生到能报销，一共 {count} 步", count=len(steps)))]
        whole += [two_columns(style, steps[:half], steps[half:])] if style.window.columns else steps
        body += whole
        make = buttons.tonal if known.infants else buttons.filled
        bottom = make(style, tr("登记一个宝宝"), lambda: go(NEW_INFANT), icon=ft.Icons.CHILD_CARE)
    return page_view(
        style,
        INFANTS,
        tr("宝宝参保"),
        body,
        bottom=bottom,
        gap=style.space.s4,
        plate=True,
        max_width=columns_width(style),
    )


def _nobody(style: Style) -> list[ft.Control]:
    lead = tr("有出生医学证明就能开始，不用等身份证。")
    return [question(style, tr("宝宝刚出生，先办什么？"), lead=lead)]


def _infants(style: Style, found: list[InfantPath]) -> list[ft.Control]:
    listed = [_infant(style, one) for one in found]
    return [card(style, rows(style, listed, indent=style.size.edge_badge), padding=0)]


def _infant(style: Style, one: InfantPath) -> ft.Control:
    far = tr("{total} 步办好了 {done} 步", total=len(one.steps), done=one.done)
    ahead = one.next_step
    after = tr("下一步：{step}", step=STEPS[ahead.step].title) if ahead else ""
    return list_row(
        style,
        one.name,
        subtitle=joined(far, after),
        leading=badge(style, one.badge, one.name),
        on_click=lambda: go(infant_of(one.person_id)),
        strong=True,
    )
