"""Counting days by the calendar."""

from datetime import date, timedelta

MONTHS = 12


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later (earlier if below 0), or the month's last where it has no such day."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    first_of_next = date(year + (month + 1) // MONTHS, (month + 1) % MONTHS + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
