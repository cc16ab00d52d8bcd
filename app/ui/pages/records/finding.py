"""What 记录 are looked for: by words, kind and sharer; and the table of what was found."""

from collections.abc import Callable

import flet as ft

from app.services.records import RecordFilter, RecordKind
from app.services.records_csv import KIND_WORDS, records_csv
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.choices import Choice, chips
from app.ui.components.fields import text_field
from app.ui.components.surfaces import card, column, section
from app.ui.guard import component
from app.ui.i18n import language, say, tr
from app.ui.run import use_command
from app.ui.saving import save_file
from app.ui.session import use_session
from app.ui.theme import Style, use_style

ALL = ""
People = list[tuple[int, str, int]]
OnChange = Callable[..., None]
_KINDS = (RecordKind.VISIT, RecordKind.REFUND, RecordKind.FEE, RecordKind.FREE_YEAR, RecordKind.ACCOUNT)


@component
def finder(wanted: RecordFilter, lenders: People, on_change: OnChange) -> ft.Control:
    """Show the fields of the search (a component); ``on_change(text=, kind=, lender_id=)`` is told what was chosen.

    What is typed is looked for when it is entered or left, so that half-typed pinyin isn't.
    """
    style, session = use_style(), use_session()
    typed, set_typed = ft.use_state(wanted.text)
    tongue = language()

    async def save() -> None:
        data, _ = await session.ask(records_csv, wanted, lambda words: say(tongue, words))
        day = session.context.clock.today().isoformat()
        await save_file(f"{tr('共济通记录')}-{day}.csv", data, "text/csv")

    def look(_text: str = "") -> None:
        if typed != wanted.text:
            on_change(text=typed.strip())

    saving = use_command(save)
    kinds = [Choice(ALL, tr("花的钱")), *[Choice(kind.value, tr(KIND_WORDS[kind])) for kind in _KINDS]]
    pieces: list[ft.Control] = [
        text_field(
            style,
            tr("搜索"),
            value=typed,
            on_change=set_typed,
            on_submit=look,
            on_blur=look,
            hint=tr("地方、姓名、药名"),
            icon=ft.Icons.SEARCH,
        ),
        section(style, tr("类别"), quiet=True),
        chips(style, kinds, wanted.kind, lambda key: on_change(kind=key), wrap=True),
    ]
    if lenders:
        pieces += [section(style, tr("谁出的钱"), quiet=True), _lenders(style, lenders, wanted, on_change)]
    pieces.append(
        buttons.tonal(style, tr("存成表格（CSV）"), saving.run, icon=ft.Icons.TABLE_VIEW, loading=saving.running)
    )
    return card(style, column(style, pieces))


def _lenders(style: Style, lenders: People, wanted: RecordFilter, on_change: OnChange) -> ft.Control:
    choices = [
        Choice(ALL, tr("不限")),
        *[
            Choice(str(key), name, leading=badge(style, slot, name, size=style.size.badge_xs))
            for key, name, slot in lenders
        ],
    ]
    chosen = ALL if wanted.lender_id is None else str(wanted.lender_id)
    return chips(style, choices, chosen, lambda key: on_change(lender_id=int(key) if key else None), wrap=True)
