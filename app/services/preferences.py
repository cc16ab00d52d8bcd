"""What a user sets for themself, and the install's clock (「换一天试试」)."""

import re
from datetime import date

from sqlmodel import Session, func, select

from app.data.money_tables import TransferRow
from app.data.people_tables import SettingRow
from app.domain.errors import InputError, NotAllowed
from app.domain.rulebook import NoRuleYet
from app.services.access import me
from app.services.context import Context
from app.services.turn import turn

THEMES = ("system", "light", "dark")
LANGUAGES = ("zh", "en")
SHIFT = "clock_shift_days"
FARTHEST_DAYS = 366 * 10


def set_look(
    context: Context, user_id: int, *, theme: str | None = None, language: str | None = None, elder: bool | None = None
) -> None:
    """Keep what the user chose of light and dark, language and 长辈版; None leaves it as it is.

    Raises:
        ValueError: no such theme or language.
    """
    if theme not in (None, *THEMES) or language not in (None, *LANGUAGES):
        msg = f"no such look: {theme} {language}"
        raise ValueError(msg)
    with context.database.write() as unit:
        user = me(unit.session, user_id).user
        user.theme = theme or user.theme
        user.language = language or user.language
        user.elder = user.elder if elder is None else elder
        unit.session.add(user)
        unit.commit()


def clock_shift(context: Context) -> int:
    """Give by how many days this install's clock is ahead."""
    with context.database.read() as session:
        return clock_shift_in(session)


def set_day(context: Context, user_id: int, day: date) -> None:
    """Make `day` the app's today, and book what the calendar brings by then.

    Raises:
        InputError: before the last payment (the ledger can't go back), too far, or before any rule (field "day").
        NotAllowed: the install is shared with strangers.
    """
    if context.shared:
        raise NotAllowed("这里是多人共用的服务，不能换日子")
    shift = (day - context.clock.base.today()).days
    if abs(shift) > FARTHEST_DAYS:
        raise InputError("day", "太远了，选十年以内的日子")
    with context.database.write() as unit:
        session = unit.session
        me(session, user_id)
        last: date | None = session.scalar(select(func.max(TransferRow.day)))
        if last is not None and day < last:
            raise InputError(
                "day",
                "{last} 已经记过账，不能回到那以前。只能换到那天或以后；要从头来，换一个数据文件夹",
                last=f"{last:%Y-%m-%d}",
            )
        try:
            context.rules.home_book(day)
        except NoRuleYet as error:
            raise InputError("day", "那一天太早了，还没有规则资料") from error
        row = session.get(SettingRow, SHIFT) or SettingRow(key=SHIFT, value="0")
        row.value = str(shift)
        session.add(row)
        unit.commit()
    context.clock.shift_days = shift
    turn(context)


def clock_shift_in(session: Session) -> int:
    """Give the same from an open session."""
    row = session.get(SettingRow, SHIFT)
    return int(row.value) if row and re.fullmatch(r"-?[0-9]{1,4}", row.value) else 0
