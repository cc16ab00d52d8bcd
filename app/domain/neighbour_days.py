"""The days that lie ahead on which something begins to hold, and what people have on them."""

from dataclasses import replace
from datetime import date

from app.domain.rulebook import Rules
from app.domain.situation import Situation


def later_days(rules: Rules, situation: Situation, patient: str) -> tuple[date, ...]:
    """Give the days after the situation's on which a sharing begins, a rule begins, or the year turns."""
    today = situation.day
    begins = {sharing.since for sharing in situation.sharings_of(patient)}
    turns = {date(today.year + 1, 1, 1)} if today.year < date.max.year else set()
    return tuple(sorted(day for day in begins | {rule.since for rule in rules.all} | turns if day > today))


def on_day(rules: Rules, situation: Situation, day: date) -> Situation:
    """Give the situation as it is on a later day if nothing is done: this year's balances become prior years'."""
    turned = day.year > situation.day.year and rules.home_book(day).turns_yearly
    people = {
        key: replace(one, prior_years_fen=one.balance_fen, this_year_fen=0) if turned else one
        for key, one in situation.people.items()
    }
    return replace(situation, day=day, people=people)
