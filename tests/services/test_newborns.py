"""新生儿免缴确认: offered before a payment, once a year, in three insured years; and nobody pays a free year."""

import threading
from datetime import date

import pytest

from app.domain.errors import NotAllowed, Refused
from app.services.fees import (
    FeeEventKind,
    NewbornState,
    confirm_newborn,
    fees_of,
    newborn,
    newborn_receipt,
    settle_fee,
)
from tests.services.fee_family import (
    CLOSED,
    IN_JANUARY,
    IN_WINDOW,
    LATE_IN_YEAR,
    OTHER,
    go_to,
    pay,
    quote,
    refused,
    resident,
)
from tests.services.install import HANGZHOU


@pytest.fixture
def father(install):
    go_to(install, IN_WINDOW)
    made = install.register()
    install.insure(made, prior_years="3000")
    return made


def child_of(install, father, born, **rest):
    made = install.enter(father, "李小满", born=born, **rest)
    install.share(father, made, "子女")
    return made


def states(install, who, child):
    return {one.year: one.state for one in newborn(install.context, who.user_id, child).years}


def not_confirmed(install, who, child, year):
    with pytest.raises(Refused) as raised:
        confirm_newborn(install.context, who.user_id, child, year)
    assert str(raised.value)
    assert "{" not in str(raised.value)
    assert install.sql("SELECT * FROM newborn_confirmation WHERE year = ?", year) == []
    return raised.value.rule


def test_it_is_offered_before_a_payment(install, father):
    baby = child_of(install, father, date(2025, 7, 1))
    found = quote(install, father, resident(baby))
    assert found.refusal.rule_name == "fee-newborn-free"
    assert "免缴确认" in found.refusal.next_step
    assert (found.newborn.year, found.newborn.state, found.may_confirm) == (2026, NewbornState.CAN_CONFIRM, True)
    with pytest.raises(Refused):
        settle_fee(install.context, father.user_id, "request", found)
    confirm_newborn(install.context, father.user_id, baby, 2026)
    assert quote(install, father, resident(baby)).newborn.state is NewbornState.CONFIRMED
    assert install.balance("prior_years", father.person_id) == 300_000
    assert install.is_clean()


def test_the_year_of_birth_before_2026_is_paid(install, father):
    """Clash 11: S1 names 400 yuan for an infant in 2025."""
    baby = child_of(install, father, date(2025, 7, 1))
    assert quote(install, father, resident(baby, 2025)).newborn is None
    pay(install, father, resident(baby, 2025))
    assert not_confirmed(install, father, baby, 2025) == "newborn-year-pays"
    assert install.is_clean()


def test_each_of_three_years(install, father):
    baby = child_of(install, father, date(2025, 7, 1))
    assert states(install, father, baby) == {
        2025: NewbornState.NOT_NOW,
        2026: NewbornState.CAN_CONFIRM,
        2027: NewbornState.NOT_NOW,
    }
    years = {one.year: one for one in newborn(install.context, father.user_id, baby).years}
    assert years[2025].obstacle.rule_name == "newborn-year-pays"
    assert not years[2025].obstacle.stated
    assert years[2027].obstacle.rule_name == "newborn-window-unknown"
    confirmed = confirm_newborn(install.context, father.user_id, baby, 2026)
    years = {one.year: one for one in newborn(install.context, father.user_id, baby).years}
    assert (years[2026].state, years[2026].confirmed_on, years[2026].confirmation_id) == (
        NewbornState.CONFIRMED,
        IN_WINDOW,
        confirmed,
    )


def test_a_child_born_after_the_window_is_confirmed_in_the_year_of_birth(install, father):
    go_to(install, LATE_IN_YEAR)
    baby = child_of(install, father, date(2026, 7, 22))
    assert states(install, father, baby)[2026] is NewbornState.CAN_CONFIRM
    assert confirm_newborn(install.context, father.user_id, baby, 2026)
    assert refused(install, father, resident(baby)) == "fee-newborn-free"


@pytest.mark.parametrize(
    ("born", "day", "year", "rule"),
    [
        (date(2025, 7, 1), CLOSED, 2026, "newborn-window"),
        (date(2025, 7, 1), date(2025, 10, 14), 2026, "newborn-window"),
        (date(2025, 7, 1), LATE_IN_YEAR, 2027, "newborn-window-unknown"),
        (date(2026, 1, 5), date(2027, 1, 1), 2026, "newborn-year-over"),
        (date(2024, 7, 1), IN_WINDOW, 2027, "newborn-years-up"),
        (date(2023, 12, 31), IN_WINDOW, 2026, "newborn-born-earlier"),
        (date(2026, 1, 5), IN_JANUARY, 2025, "fee-before-birth"),
    ],
)
def test_each_no_has_its_rule(install, father, born, day, year, rule):  # noqa: PLR0917 - an example
    go_to(install, max(day, date(2025, 10, 14)))
    baby = install.enter(father, "李小满", born=born)
    assert not_confirmed(install, father, baby, year) == rule
    shown = {one.year: one for one in newborn(install.context, father.user_id, baby).years}
    if year in shown:
        why = shown[year].obstacle
        assert why.rule_name == rule
        assert why.source_title
        assert why.section
        assert why.sentence
        assert "{" not in f"{why.title}{why.why}{why.next_step}"


def test_who_was_born_too_early_has_no_free_years(install, father):
    grandmother = install.enter(father)
    found = newborn(install.context, father.user_id, grandmother)
    assert (found.years, found.obstacle.rule_name) == ((), "newborn-born-earlier")
    assert "王桂兰" in found.obstacle.why
    assert {one.key for one in found.rules} == {
        "newborn.born_from",
        "newborn.first_year",
        "newborn.free_years",
        "newborn.confirmation",
    }


def test_a_child_insured_elsewhere(install, father):
    baby = install.enter(father, "李小满", born=date(2025, 7, 1), region=HANGZHOU)
    assert not_confirmed(install, father, baby, 2026) == "newborn-elsewhere"


def test_once_more_gives_the_same(install, father):
    baby = child_of(install, father, date(2025, 7, 1))
    start, ended = threading.Barrier(8), []

    def window():
        context = install.open()
        start.wait()
        ended.append(confirm_newborn(context, father.user_id, baby, 2026))
        context.database.close()

    threads = [threading.Thread(target=window) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert ended == [1] * 8
    assert install.one("SELECT count(*) FROM newborn_confirmation") == 1
    go_to(install, CLOSED)
    assert confirm_newborn(install.context, father.user_id, baby, 2026) == 1


def test_the_slip_and_the_list(install, father):
    baby = child_of(install, father, date(2025, 7, 1))
    confirmed = confirm_newborn(install.context, father.user_id, baby, 2026)
    slip = newborn_receipt(install.context, father.user_id, confirmed)
    assert (slip.number, slip.name, slip.year, slip.made_by) == ("SIM20251110-M000001", "李小满", 2026, "李明")
    assert slip.years_left == (2027,)
    assert slip.rules[0].basis.source_key == "JX26"
    (line,) = fees_of(install.context, father.user_id)
    assert (line.kind, line.record_id, line.name, line.amount_fen) == (FeeEventKind.NEWBORN, confirmed, "李小满", 0)


def test_only_who_looks_after_the_child_confirms(install, father):
    """A sharer of the child who didn't enter it is told so; a stranger learns nothing."""
    number = install.id_no()
    mother = install.enter(father, "周芳", no=number)
    herself = install.register("周芳", phone=OTHER, no=number)
    install.insure(herself, "390", since=None)
    baby = install.enter(herself, "李小满", born=date(2025, 7, 1))
    stranger = install.register("赵六", phone="13900000002")
    for call in (newborn, lambda *who: confirm_newborn(*who, 2026)):
        with pytest.raises(NotAllowed, match="没有找到这个人"):
            call(install.context, stranger.user_id, baby)
        with pytest.raises(NotAllowed, match="没有找到这个人"):
            call(install.context, father.user_id, baby)
    confirmed = confirm_newborn(install.context, herself.user_id, baby, 2026)
    for who in (stranger, father):
        with pytest.raises(NotAllowed, match="没有找到这份免缴确认"):
            newborn_receipt(install.context, who.user_id, confirmed)
    assert mother


def test_a_relative_who_shares_is_sent_to_the_parents(install, father):
    baby = child_of(install, father, date(2025, 7, 1))
    aunt = install.register("李红", phone=OTHER)
    install.insure(aunt, prior_years="3000")
    install.sql("INSERT INTO acquaintance VALUES (?, ?, 0)", aunt.person_id, baby)
    assert newborn(install.context, aunt.user_id, baby).may_confirm is False
    found = quote(install, aunt, resident(baby))
    assert (found.refusal.rule_name, found.may_confirm) == ("fee-newborn-free", False)
    with pytest.raises(NotAllowed, match="由登记孩子的家长办"):
        confirm_newborn(install.context, aunt.user_id, baby, 2026)
