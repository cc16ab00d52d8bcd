"""Counting days by the calendar."""

from datetime import date, timedelta

MONTHS = 12


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later (earlier if below 0), or the month's last where it has no such day."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    first_of_next = date(year + (month + 1) // MONTHS, (month + 1) % MONTHS + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def month_of(day: date) -> date:
    """Give the first day of the day's month."""
    return day.replace(day=1)


def months_come(known: date, today: date) -> list[date]:
    """Give the first days of the months after that of `known`, through that of `today`, in order."""
    count = (today.year - known.year) * MONTHS + today.month - known.month
    return [months_after(month_of(known), number) for number in range(1, count + 1)]


def first_not_before(day: date) -> date:
    """Give the day itself if a month begins on it, else the first day of the next month."""
    return day if day.day == 1 else months_after(month_of(day), 1)
