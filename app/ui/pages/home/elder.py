"""首页 of 长辈版: five large things to do, and the way back to the usual form."""

from dataclasses import dataclass

import flet as ft

from app.domain.money import format_yuan
from app.services.home import HomeView
from app.services.records import RecordFilter, RecordKind, RecordLine, my_records
from app.ui.components import buttons
from app.ui.components.elder_row import elder_row
from app.ui.components.surfaces import column, notice
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import short_day_words
from app.ui.paths import ASK, CODE, HELP, LINK, ME, NOTICES, RECORDS, code_of, go
from app.ui.run import use_command, use_query
from app.ui.session import Session, use_changes, use_session
from app.ui.theme import Style, use_style
from app.ui.words import HOTLINE, HOTLINE_SPOKEN

_URGENT = ("paused", "revoked")


@component
def elder_home(home: HomeView) -> ft.Control:
    """Return the rows (a component); what was paid last is asked for by itself."""
    style, session = use_style(), use_session()

    async def load() -> RecordLine | None:
        found = await session.ask(my_records, RecordFilter(kind=RecordKind.VISIT.value), most=1)
        return next(iter(found.lines), None)

    last = use_query(load, [use_changes()])
    family = _family_of(home)
    rows = [
        elder_row(
            style, ft.Icons.QR_CODE_2, tr("我的医保码"), tr("看病买药，打开给人扫"), lambda: go(CODE), first=True
        ),
        elder_row(style, ft.Icons.FAMILY_RESTROOM, tr("家人的码"), family.words, lambda: go(family.opens)),
        elder_row(style, ft.Icons.RULE, tr("能不能付"), tr("先试一试，不花钱"), lambda: go(ASK)),
        elder_row(style, ft.Icons.RECEIPT_LONG, tr("付过的钱"), _paid(session, last.value), lambda: go(RECORDS)),
        elder_row(
            style,
            ft.Icons.SUPPORT_AGENT,
            tr("找人帮忙"),
            tr("医保热线 {number}", number=HOTLINE),
            lambda: go(HELP),
            spoken=tr("找人帮忙，医保热线 {number}", number=HOTLINE_SPOKEN),
        ),
        _else(style, session),
    ]
    if home.notice and home.notice.kind in _URGENT:
        rows.insert(-1, notice(style, home.notice.title, on_click=lambda: go(NOTICES)))
    return column(style, rows)


@dataclass(frozen=True, slots=True)
class _Family:
    """Whose codes there are, and where they are: the first of them, or how to get one."""

    words: str
    opens: str


def _family_of(home: HomeView) -> _Family:
    shown = [one.view for one in home.family if one.shows_code and not one.view.is_me]
    if not shown:
        return _Family(tr("还没有，点这里加一位"), LINK)
    return _Family(tr("、").join(view.name for view in shown), code_of(shown[0].person_id))


def _paid(session: Session, last: RecordLine | None) -> str:
    if last is None:
        return tr("一笔一笔都在这里")
    day = short_day_words(last.day, session.context.clock.today())
    return tr("上次 {day} {yuan} 元", day=day, yuan=format_yuan(last.total_fen).removesuffix(".00"))


def _else(style: Style, session: Session) -> ft.Control:
    """Return what else there is: everything of mine, and the usual form."""
    command = use_command(lambda: session.set_look(elder=False))
    mine = buttons.plain(style, tr("我的"), lambda: go(ME), icon=ft.Icons.PERSON, strong=False)
    usual = buttons.plain(style, tr("换成普通版"), command.run, icon=ft.Icons.SWAP_HORIZ, strong=False)
    return ft.Row([mine, usual], alignment=ft.MainAxisAlignment.SPACE_EVENLY, wrap=True, run_spacing=0)
