"""The calendar: balances turned at New Year, accounts filled, 划入 each month; once, whoever asks, however late."""

import subprocess
import sys
import threading
from datetime import date, datetime

import pytest

from app.bootstrap import open_context
from app.config import CHINA, read_settings
from app.domain.errors import InputError, NotAllowed
from app.services.as_user import as_user
from app.services.contribution import ContributionView, contribution, set_contribution
from app.services.home import home
from app.services.notices import my_notices
from app.services.pay import QuoteChangedError, presettle, settle_quote
from app.services.preferences import set_day
from app.services.turn import turn
from tests.services.install import NANCHANG

NEW_YEAR = date(2027, 1, 1)
TURNS = (
    "SELECT turn_entry.kind, person_id, month, turn_entry.amount_fen, transfer.day FROM turn_entry"
    " JOIN transfer ON transfer.id = transfer_id ORDER BY turn_entry.id"
)


def on(install, year, month, day, hour=9):
    install.clock.moment = datetime(year, month, day, hour, tzinfo=CHINA)


def personal(install, person):
    return install.balance("prior_years", person), install.balance("this_year", person)


def test_at_new_year_this_years_balance_becomes_prior_years(install):
    father, mother = install.family()
    assert turn(install.context) == 0
    on(install, 2026, 12, 31, 23)
    assert turn(install.context) == 0
    on(install, 2027, 1, 1, 0)
    assert turn(install.context) == 2
    assert personal(install, father.person_id) == (380_000, 0)
    assert install.balance("family", 1) == 9_000
    assert install.sql(TURNS) == [
        ("year", father.person_id, "2027-01-01", 80_000, "2027-01-01"),
        ("family", mother, "2027-01-01", 9_000, "2027-01-01"),
    ]
    assert turn(install.context) == 0
    assert install.is_clean()


def test_those_it_concerns_are_told(install):
    father, _ = install.family()
    on(install, 2027, 1, 1)
    turn(install.context)
    told = [(one.kind, one.title, one.body) for one in my_notices(install.context, father.user_id)][:2]
    assert told == [
        ("family_account", "门诊家庭账户划入 90.00 元", "王桂兰，2027 年的。去年剩下的还在。"),
        ("turned", "当年余额 800.00 元转成了历年余额", "2027 年开始了，账户里的钱一分没少。"),
    ]


def test_a_family_account_keeps_what_is_left_and_gets_so_much_for_each_member_who_has_one(install):
    father = install.register()
    install.insure(father, prior_years="100")
    grandmother = install.enter(father, family_account="30.00")
    together = {"household_with": grandmother}
    install.enter(father, "李小满", born=date(2026, 2, 12), **together)
    install.enter(father, "孙八", status="2", **together)
    worker = install.enter(father, "钱七", **together)
    install.insure(father, "310", NANCHANG, person=worker)
    install.enter(father, "赵六", region=NANCHANG)
    on(install, 2027, 1, 1)
    turn(install.context)
    assert install.sql("SELECT owner, balance_fen FROM account WHERE kind = 'family'") == [("1", 3_000 + 2 * 9_000)]
    on(install, 2028, 1, 1)
    turn(install.context)
    assert install.balance("family", 1) == 3_000 + 4 * 9_000
    assert install.is_clean()


def test_money_comes_in_each_month_as_it_is_set(install):
    father, _ = install.family(this_year="0")
    set_contribution(install.context, father.user_id, father.person_id, "300", date(2026, 7, 15))
    on(install, 2026, 8, 1)
    assert turn(install.context) == 1
    set_contribution(install.context, father.user_id, father.person_id, "310.50", date(2026, 9, 1))
    on(install, 2026, 10, 31)
    assert turn(install.context) == 2
    set_contribution(install.context, father.user_id, father.person_id, "0", date(2026, 10, 31))
    on(install, 2026, 12, 31)
    assert turn(install.context) == 0
    assert personal(install, father.person_id) == (300_000, 30_000 + 2 * 31_050)
    assert install.balance("employer", father.person_id) == -(30_000 + 2 * 31_050)
    assert [row[4] for row in install.sql(TURNS)] == ["2026-08-01", "2026-09-01", "2026-10-01"]
    assert install.is_clean()


def test_a_year_of_not_being_opened_is_booked_month_by_month(install):
    """What came in before New Year is turned, what came in after it isn't."""
    father, _ = install.family()
    set_contribution(install.context, father.user_id, father.person_id, "100", date(2026, 11, 1))
    on(install, 2028, 3, 15)
    context = install.open()
    assert turn(context) == 17 + 2 + 2
    booked = install.sql(TURNS)
    assert [row[4] for row in booked] == sorted(row[4] for row in booked)
    assert [row[3] for row in booked if row[0] == "year"] == [80_000 + 2 * 10_000, 12 * 10_000]
    assert personal(install, father.person_id) == (300_000 + 80_000 + 14 * 10_000, 3 * 10_000)
    assert install.balance("family", 1) == 18_000
    assert install.is_clean()
    context.database.close()


def test_insurance_of_the_day_counts(install):
    father, _ = install.family(this_year="0")
    set_contribution(install.context, father.user_id, father.person_id, "100", date(2026, 7, 1))
    install.insure(father, status="2", since=date(2026, 6, 12))
    on(install, 2026, 7, 1)
    assert turn(install.context) == 0
    install.insure(father, since=date(2026, 7, 1))
    on(install, 2026, 8, 1)
    assert turn(install.context) == 1
    assert install.is_clean()


def test_what_is_set_on_the_first_of_a_month_comes_on_it_once(install):
    on(install, 2026, 7, 1)
    father, _ = install.family(this_year="0")
    for amount in ("100", "200"):
        set_contribution(install.context, father.user_id, father.person_id, amount, date(2026, 7, 1))
    assert personal(install, father.person_id)[1] == 10_000
    on(install, 2026, 8, 1)
    turn(install.context)
    assert personal(install, father.person_id)[1] == 30_000
    assert install.is_clean()


def test_what_comes_in_is_shown(install):
    father, mother = install.family()
    me = father.person_id

    def shown():
        return contribution(install.context, father.user_id, me)

    assert shown() == ContributionView(me, 0, None, 0, None)
    set_contribution(install.context, father.user_id, me, "300", date(2026, 7, 2))
    assert shown() == ContributionView(me, 0, None, 30_000, date(2026, 8, 1))
    on(install, 2026, 7, 5)
    set_contribution(install.context, father.user_id, me, "0", date(2026, 9, 1))
    assert shown() == ContributionView(me, 30_000, date(2026, 7, 2), 30_000, date(2026, 8, 1))
    set_contribution(install.context, father.user_id, me, "50", date(2026, 7, 20))
    assert shown() == ContributionView(me, 30_000, date(2026, 7, 2), 5_000, date(2026, 8, 1))
    assert mother


@pytest.mark.parametrize(
    ("amount", "day", "field"),
    [
        ("", date(2026, 7, 1), "amount"),
        ("-1", date(2026, 7, 1), "amount"),
        ("0.001", date(2026, 7, 1), "amount"),
        ("=1", date(2026, 7, 1), "amount"),
        ("100", date(2026, 6, 11), "from_day"),
    ],
)
def test_what_cant_be_set(install, amount, day, field):
    father, _ = install.family()
    with pytest.raises(InputError) as raised:
        set_contribution(install.context, father.user_id, father.person_id, amount, day)
    assert raised.value.field == field
    assert install.sql("SELECT * FROM contribution") == []


def test_whose_account_it_may_be(install):
    father, mother = install.family()
    wife = install.enter(father, "周芳", "310")
    stranger = install.register("赵六", phone="13900000001")
    with pytest.raises(InputError, match="职工医保"):
        set_contribution(install.context, father.user_id, mother, "100", date(2026, 7, 1))
    set_contribution(install.context, father.user_id, wife, "100", date(2026, 7, 1))
    for call in (
        lambda: set_contribution(install.context, stranger.user_id, wife, "100", date(2026, 7, 1)),
        lambda: contribution(install.context, stranger.user_id, wife),
        lambda: contribution(install.context, stranger.user_id, 999),
    ):
        with pytest.raises(NotAllowed, match="没有找到这个人"):
            call()


def test_a_quote_of_last_year_takes_nothing_in_the_new_one(install):
    """At the counter over midnight: the balances are turned first, and the payer sees the new split."""
    father, _ = install.family()
    on(install, 2026, 12, 31, 23)
    install.clock.move(minutes=59)
    quote = presettle(install.context, father.user_id, install.form(father, father.person_id, "10.00"))
    install.clock.move(minutes=2)
    with pytest.raises(QuoteChangedError) as changed:
        settle_quote(install.context, father.user_id, "request", quote)
    assert install.sql("SELECT * FROM turn_entry") == []
    settle_quote(install.context, father.user_id, "request", changed.value.quote)
    assert personal(install, father.person_id) == (300_000 + 80_000 - 1_000, 0)
    assert install.is_clean()


def test_another_day_that_is_tried_brings_what_comes_by_then(install):
    father, _ = install.family()
    set_day(install.context, father.user_id, NEW_YEAR)
    assert personal(install, father.person_id) == (380_000, 0)
    with pytest.raises(InputError, match="2027-01-01 已经记过账"):
        set_day(install.context, father.user_id, date(2026, 12, 31))


def test_an_empty_year_that_was_tried_comes_again(install):
    """Nothing was booked on that day, so that the clock may go back; the real New Year turns what came in meanwhile."""
    father = install.register()
    set_day(install.context, father.user_id, NEW_YEAR)
    set_day(install.context, father.user_id, date(2026, 6, 12))
    install.insure(father, prior_years="1", this_year="2")
    assert personal(install, father.person_id) == (100, 200)
    set_day(install.context, father.user_id, NEW_YEAR)
    assert personal(install, father.person_id) == (300, 0)
    assert install.is_clean()


def test_money_of_the_new_year_is_never_turned_with_the_old_ones(install):
    """The clock goes back into the old year and comes again, after money came in in the new one."""
    father, _ = install.family()
    on(install, 2027, 1, 5)
    install.insure(father, this_year="70")
    on(install, 2026, 12, 30)
    assert turn(install.context) == 0
    on(install, 2027, 1, 6)
    assert turn(install.context) == 0
    assert personal(install, father.person_id) == (380_000, 7_000)
    assert install.is_clean()


def test_it_is_booked_as_the_app_opens_and_with_any_page_but_not_by_who_only_looks(install):
    father, _ = install.family()
    settings = read_settings(data_dir=str(install.folder), environ={"GONGJI_TODAY": "2027-01-02"})
    open_context(settings, only_look=True).database.close()
    assert install.sql("SELECT * FROM turn_entry") == []
    open_context(settings).database.close()
    assert len(install.sql("SELECT * FROM turn_entry")) == 2
    on(install, 2028, 1, 1, 0)
    view = as_user(install.context, father.token, home)
    assert view.me.prior_years_fen == 380_000
    assert install.balance("family", 1) == 18_000


def test_eight_windows_at_once_turn_the_year_once(install):
    father, _ = install.family()
    on(install, 2027, 1, 1)
    start, ended = threading.Barrier(8), []

    def window():
        context = install.open()
        start.wait()
        ended.append(turn(context))
        context.database.close()

    threads = [threading.Thread(target=window) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(ended) == [0] * 7 + [2]
    assert personal(install, father.person_id) == (380_000, 0)
    assert install.is_clean()


OPEN = """
import sys
from app.bootstrap import open_context
from app.config import read_settings
settings = read_settings(data_dir=sys.argv[1], environ={"GONGJI_TODAY": "2028-02-01"})
sys.stdin.readline()
open_context(settings).database.close()
"""


def test_several_processes_that_start_at_once_turn_the_year_once(install):
    father, _ = install.family()
    install.context.database.close()
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(install.folder)], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 3
    assert personal(install, father.person_id) == (380_000, 0)
    assert install.balance("family", 1) == 18_000
    assert install.is_clean()
