"""The terms of an insured year of 居民医保 in words: cover, window, who pays less, late payments, and the channels."""

from dataclasses import dataclass
from datetime import date

from app.domain.book import RuleBook
from app.domain.fee_years import YearTerms, terms_of
from app.domain.fees import Channel
from app.domain.money import format_yuan
from app.domain.rule_texts import Clash
from app.domain.rulebook import Rules
from app.domain.words import Words
from app.services.fee_words import window_words
from app.services.share_terms import Basis, basis_of
from app.services.written import written

ASSISTED = (
    (Words("定额资助的人"), "assisted_subsidy", "assisted_own"),
    (Words("全额资助的人"), "", "fully_funded_own"),
    (Words("大学生"), "student_subsidy", "student_own"),
)
OPEN_CHANNELS, CLOSED_CHANNELS = "resident_fee.channels", "resident_fee.closed_channels"


@dataclass(frozen=True)
class Assisted:
    """What people pay for whom somebody else pays a part, in 分; the app doesn't pay their fees."""

    who: Words
    subsidy_fen: int | None
    own_fen: int
    basis: Basis


@dataclass(frozen=True)
class Late:
    """补缴 at the counter after the window: `covers_from` if paid today, None if the year is over by then.

    `price`: what it costs isn't known.
    """

    wait_months: int
    covers_from: date | None
    words: Words
    price: Words
    basis: Basis


@dataclass(frozen=True)
class ChannelView:
    """A way to pay, whether it pays from a personal account, and who says so."""

    channel: Channel
    pays: bool
    basis: Basis


def cover_words(terms: YearTerms, day: date) -> Words:
    """Tell from when on a payment within the window covers."""
    first = terms.covers_from(day)
    if first is None:
        return Words("从哪天起有待遇，资料没有写。")
    if first == date(terms.year, 1, 1):
        return Words("今天缴，{year} 年全年都有待遇。", year=terms.year)
    return Words("今天缴，从 {day} 起有待遇。", day=written(first))


def until_words(terms: YearTerms) -> Words:
    """Tell until when an open year can be paid."""
    if terms.window is None:
        return Words("现在就能缴；缴到哪天为止，资料没有写。")
    return Words("现在就能缴，缴费期到 {last} 为止。", last=written(terms.window[1]))


def late_payment(rules: Rules, home: RuleBook, terms: YearTerms) -> Late | None:
    """Give what a payment at the counter on the book's day comes to, None where no source speaks of it."""
    if terms.late_wait_months is None:
        return None
    first, months = terms.late_covers_from(home.day), terms.late_wait_months
    if first is None:
        words = Words("今天补缴也要等 {months} 个月，等满时 {year} 年已经过完。", months=months, year=terms.year)
    else:
        words = Words("今天补缴，等满 {months} 个月，从 {day} 起有待遇。", months=months, day=written(first))
    rule = home.rule(f"resident_fee.{terms.year:04d}.late_wait_months")
    return Late(months, first, words, Words("补缴要多少钱，资料没有写。"), basis_of(rules, rule))


def earlier_words(home: RuleBook, year: int) -> Words:
    """Tell what one of the three years before was like, the latest of which enough is known; "" if of none is."""
    for earlier in range(year - 1, year - 4, -1):
        terms = terms_of(home, earlier)
        if terms.amount_fen is not None and terms.window is not None:
            return Words(
                "{year} 年度是每人 {yuan} 元，缴费期 {window}，可以参考。",
                year=earlier,
                yuan=format_yuan(terms.amount_fen),
                window=window_words(terms.window),
            )
    return Words("")


def assisted_kinds(rules: Rules, home: RuleBook, year: int) -> tuple[Assisted, ...]:
    """Give who pays less for a year, none where nothing is known."""
    key = f"resident_fee.{year:04d}"
    found = []
    for who, subsidy, own in ASSISTED:
        own_fen = home.number(f"{key}.{own}")
        if own_fen is not None:
            basis = basis_of(rules, home.rule(f"{key}.{own}"))
            found.append(Assisted(who, home.number(f"{key}.{subsidy}") if subsidy else None, own_fen, basis))
    return tuple(found)


def channels(rules: Rules, home: RuleBook) -> tuple[ChannelView, ...]:
    """Give the ways to pay 居民医保, and which of them pay from a personal account."""
    says = {
        name: (key == OPEN_CHANNELS, basis_of(rules, home.rules[key]))
        for key in (OPEN_CHANNELS, CLOSED_CHANNELS)
        if key in home.rules
        for name in home.texts(key)
    }
    return tuple(ChannelView(channel, *says[channel.value]) for channel in Channel if channel.value in says)


def channel_clash(rules: Rules, home: RuleBook) -> Clash | None:
    """Give what the sources say differently of the channels, and what was decided."""
    number = home.rule(OPEN_CHANNELS).clash
    return next((clash for clash in rules.clashes if clash.number == number), None)
