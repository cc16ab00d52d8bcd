"""Days and months as people write them, in the language of the page at hand."""

from datetime import date

from app.ui.i18n import mark, tr

_MONTHS = (
    mark("1 月"),
    mark("2 月"),
    mark("3 月"),
    mark("4 月"),
    mark("5 月"),
    mark("6 月"),
    mark("7 月"),
    mark("8 月"),
    mark("9 月"),
    mark("10 月"),
    mark("11 月"),
    mark("12 月"),
)


def day_words(day: date) -> str:
    """Write a day: 2026 年 12 月 31 日, 31 December 2026."""
    return tr("{year} 年 {month} {day} 日", year=day.year, month=month_name(day), day=day.day)


def short_day_words(day: date, this: date) -> str:
    """Write a day without its year where that is the year of ``this``: 12 月 31 日, 31 December."""
    return tr("{month} {day} 日", month=month_name(day), day=day.day) if day.year == this.year else day_words(day)


def month_words(day: date, this: date) -> str:
    """Write the month of a day, without its year where that is the year of ``this``."""
    if day.year == this.year:
        return month_name(day)
    return tr("{year} 年 {month}", year=day.year, month=month_name(day))


def month_name(day: date) -> str:
    """Write the month of a day: 12 月, December."""
    return tr(_MONTHS[day.month - 1])


def since_words(day: date | None) -> str:
    """Write from when a rule holds, to follow other words; nothing without a day."""
    if day is None:
        return ""
    if (day.month, day.day) == (1, 1):
        return tr("，{year} 年起", year=day.year)
    return tr("，{day}起", day=day_words(day))
