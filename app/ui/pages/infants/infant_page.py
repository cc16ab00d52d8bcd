"""One infant's way: what is done, what is next, what waits; each step with its source and where it is done."""

import flet as ft

from app.services.infants import InfantPath, infant
from app.ui.components.badges import badge
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, notice
from app.ui.guard import component
from app.ui.i18n import joined, tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.pages.infants.way import progress, way
from app.ui.panes import columns_width, two_columns
from app.ui.paths import INFANTS, SHARE, go, infant_of
from app.ui.run import use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.share_draft import begin_share_for
from app.ui.theme import Style, heading, text, use_style


@component(view=True)
def infant_page() -> ft.View:
    """Show the page at /infants/<person>."""
    style, session = use_style(), use_session()
    person_id = int(ft.use_route_params().get("person_id", "0"))
    found = use_query(lambda: session.ask(infant, person_id), [use_changes(), person_id])
    path = found.value

    async def share() -> None:
        if path is not None:
            papers = {"cert_type": path.cert_type, "name": path.name, "mother_name": path.mother_name}
            await begin_share_for(session, person_id, papers)
        go(SHARE)

    sharing = use_command(share)
    if path is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
        ]
    else:
        steps = way(style, path, sharing)
        half = (len(steps) + 1) // 2
        body = [_head(style, path)]
        body += [two_columns(style, steps[:half], steps[half:])] if style.window.columns else steps
    return page_view(
        style,
        infant_of(person_id),
        tr("宝宝参保"),
        body,
        gap=style.space.s4,
        max_width=columns_width(style),
        below=INFANTS,
    )


def _head(style: Style, path: InfantPath) -> ft.Control:
    born = tr("{day}出生", day=day_words(path.born))
    age = joined(born, tr("{days} 天", days=path.days_old))
    who = ft.Row(
        [
            badge(style, path.badge, path.name),
            ft.Column(
                [heading(style, "title_1", path.name), text(style, "label", age, color=style.color.ink_2)],
                spacing=0,
                tight=True,
                expand=True,
            ),
        ],
        spacing=style.space.s4,
    )
    pieces: list[ft.Control] = [who, progress(style, path)]
    if path.next_step is None and path.done == len(path.steps):
        pieces.append(notice(style, tr("都办好了"), tr("免缴确认每年办一次，别忘了明年的"), tone="covered"))
    return card(style, pieces, gap=style.space.s4)
