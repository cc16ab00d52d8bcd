"""Days written out in sentences, so that another language can say them its own way."""

from datetime import date

from app.domain.words import Words


def written(day: date) -> Words:
    """Write a day out: 2026 年 12 月 31 日."""
    return Words("{year} 年 {month} {day} 日", year=day.year, month=Words(f"{day.month} 月"), day=day.day)
