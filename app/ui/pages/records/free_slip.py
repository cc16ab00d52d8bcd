"""The slip of a 新生儿免缴确认: which year is free, and which are still to be confirmed."""

from dataclasses import replace

import flet as ft

from app.services.fees import NewbornReceipt, newborn_receipt
from app.ui.components.badges import badge
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import column, section
from app.ui.components.tags import tag
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.pages.records.paper import paper
from app.ui.pages.records.slip import moment_words
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.sources import rule_line
from app.ui.theme import Style, text, use_style


@component
def free_part(confirmation_id: int) -> ft.Control:
    """Show one confirmation (a component)."""
    style, session = use_style(), use_session()

    async def load() -> NewbornReceipt:
        slip = await session.ask(newborn_receipt, confirmation_id)
        return replace(slip, confirmed_at=slip.confirmed_at.astimezone(session.context.clock.now().tzinfo))

    found = use_query(load, [use_changes(), confirmation_id])
    slip = found.value
    if slip is None or slip.confirmation_id != confirmation_id:
        return error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
    lines: list[ft.Control] = [rule_line(style, rule.basis) for rule in slip.rules]
    return column(style, [_paper(style, slip), section(style, tr("依据"), quiet=True), *lines], gap=style.space.s4)


def _paper(style: Style, slip: NewbornReceipt) -> ft.Control:
    name = ft.Row(
        [text(style, "title_2", slip.name), tag(style, "covered", tr("免缴已确认"))], spacing=style.space.s2, wrap=True
    )
    who = ft.Row(
        [badge(style, slip.badge, slip.name), ft.Container(name, expand=True)],
        spacing=style.space.s3,
    )
    left = tr("、").join(str(year) for year in slip.years_left)
    rest = tr("还有 {years} 年度免缴，到时候每年再确认一次。", years=left) if left else tr("三个年度都确认过了。")
    pieces = [who, text(style, "title_1", tr("{year} 年度居民医保免缴", year=slip.year))]
    tail: list[ft.Control] = [text(style, "body", rest)]
    foot = [tr("{name}办的", name=slip.made_by), tr("单号 {number}", number=slip.number)]
    return paper(style, tr("共济通 免缴确认单"), moment_words(slip.confirmed_at), pieces, tail, foot)
