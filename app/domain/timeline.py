"""The timeline of a value: what it was, what it is, what isn't known, in each place with a rule of its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.rule_texts import Rule
from app.domain.rulebook import Rules


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which a rule holds, through ``until`` (None: no end is known). Without a rule, nothing is known."""

    since: date
    until: date | None
    rule: Rule | None

    def holds_on(self, day: date) -> bool:
        """Tell whether a day lies within."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Lane:
    """The values of one place (digits of a region, "" the nation), the oldest first."""

    region: str
    stretches: tuple[Stretch, ...]

    def on(self, day: date) -> Rule | None:
        """Give the rule that holds on a day, None if none is known."""
        return next((one.rule for one in self.stretches if one.holds_on(day)), None)


def lanes_of(rules: Rules, key: str) -> tuple[Lane, ...]:
    """Give the lane of each place with a value of a key, the city first, then the province, then the nation."""
    known = [rule for rule in rules.all if rule.key == key]
    return tuple(
        Lane(region, _stretches(sorted((rule for rule in known if rule.region == region), key=lambda one: one.since)))
        for region in sorted({rule.region for rule in known}, key=len, reverse=True)
    )


def _stretches(known: list[Rule]) -> tuple[Stretch, ...]:
    ends = [one.since - timedelta(days=1) for one in known[1:]]
    return tuple(Stretch(rule.since, until, rule) for rule, until in zip(known, [*ends, None], strict=True))


def yearly_lanes(rules: Rules, series: str, this_year: int) -> tuple[Lane, ...]:
    """Give the lanes of a key that stands for one key each insured year (``resident_fee.{year}.amount``).

    A year without a value between the first that any is known of and the next one is a stretch without a rule.
    """
    first, last = _years_with_values(rules, series.split("{", maxsplit=1)[0], this_year)
    years = range(first, last + 1)
    by_year = {year: [one for one in rules.all if one.key == series.replace("{year}", str(year))] for year in years}
    regions = sorted({one.region for found in by_year.values() for one in found}, key=len, reverse=True)
    return tuple(
        Lane(
            region,
            tuple(
                Stretch(
                    date(year, 1, 1), date(year, 12, 31), next((o for o in by_year[year] if o.region == region), None)
                )
                for year in years
            ),
        )
        for region in regions
    )


def _years_with_values(rules: Rules, before: str, this_year: int) -> tuple[int, int]:
    """Give the first year that anything is known of, and the later of the next year and the last known."""
    tails = (rule.key.removeprefix(before).partition(".")[0] for rule in rules.all if rule.key.startswith(before))
    years = sorted({int(tail) for tail in tails if tail.isdigit()})
    return years[0], max(years[-1], this_year + 1)
