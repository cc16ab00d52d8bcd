"""「体验示例家庭」: as the design says, on whatever day; whole or not at all."""

import threading
from datetime import date, datetime

import pytest

from app.cases.read import parse_cases
from app.cases.run import run_case
from app.config import CHINA
from app.data.sample_family import PHONE
from app.domain.errors import NotAllowed
from app.domain.people import age_on
from app.rules.load import load_rules
from app.services import sample
from app.services.devices import resume
from app.services.export_cases import export_text
from app.services.family_links import my_links
from app.services.home import home
from app.services.log_in import check_pin, reset_password
from app.services.notices import my_notices
from app.services.registration import is_empty_install
from app.services.sample import enter_sample, has_sample
from app.services.share import my_sharings
from app.services.text_messages import Purpose, send_code

TODAY = date(2026, 6, 12)


def test_the_family_is_as_the_design_says(install):
    who = enter_sample(install.context, "phone")
    view = home(install.context, who.user_id)
    people = {member.view.name: member.view for member in view.family}
    shown = {
        name: (
            one.badge,
            one.insutype,
            one.city,
            one.status,
            one.prior_years_fen,
            one.this_year_fen,
            one.family_account_fen,
        )
        for name, one in people.items()
    }
    assert shown == {
        "李明": (0, "310", "鹰潭", "1", 300_000, 80_000, None),
        "周芳": (1, "310", "南昌", "2", 120_000, 0, None),
        "李小满": (2, "390", "鹰潭", "1", None, None, 9_000),
        "王桂兰": (3, "390", "鹰潭", "1", None, None, 9_000),
    }
    assert who.is_sample
    assert people["李小满"].born == date(2026, 2, 12)
    assert people["李小满"].cert_type == "990201"
    assert people["李小满"].household_mates == people["王桂兰"].household_mates == ()
    assert all(one.masked_no.startswith("3606") for name, one in people.items() if name != "李小满")
    assert {one.masked_no[:4] for name, one in people.items() if name != "李小满"} == {"3606"}
    assert view.shareable_fen == 300_000
    assert view.notice.title == "周芳的参保暂停了"
    told = [notice.title for notice in my_notices(install.context, who.user_id)]
    assert told == ["周芳的参保暂停了", "王桂兰用了您 68.00 元"]
    assert resume(install.context, who.token).user_id == who.user_id


def test_what_has_happened_before(install):
    who = enter_sample(install.context, "phone")
    (one,) = my_sharings(install.context, who.user_id)
    assert (one.member.name, one.state, one.quota_fen, one.used_fen, one.uses) == (
        "王桂兰",
        "active",
        200_000,
        6_800,
        1,
    )
    assert [link.name for link in my_links(install.context, who.user_id)] == ["王桂兰"]
    assert install.sql("SELECT day, medfee_sumamt_fen, acct_mulaid_pay_fen FROM settlement") == [
        ("2026-05-23", 6_800, 6_800)
    ]
    assert install.balance("prior_years", who.person_id) == 300_000
    check_pin(install.context, who.user_id, "246810")
    assert install.is_clean()


def test_it_is_filled_in_once(install):
    first = enter_sample(install.context, "phone")
    second = enter_sample(install.context, "tablet")
    assert first.user_id == second.user_id
    assert first.token != second.token
    assert install.one("SELECT count(*) FROM person") == 4


def test_not_where_somebody_registered(install):
    install.register()
    with pytest.raises(NotAllowed, match="已经有人注册了"):
        enter_sample(install.context, "phone")
    assert install.one("SELECT count(*) FROM person") == 1


def test_two_at_the_same_moment_get_one_family(install):
    contexts = [install.open() for _ in range(3)]
    users = []
    threads = [threading.Thread(target=lambda one=one: users.append(enter_sample(one, "").user_id)) for one in contexts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert users == [users[0]] * 3
    assert install.one("SELECT count(*) FROM person") == 4


def test_a_family_that_fails_half_way_leaves_nothing(install, monkeypatch):
    def fail(*_):
        raise OSError

    monkeypatch.setattr(sample, "_finish", fail)
    with pytest.raises(OSError):  # noqa: PT011 - our own
        enter_sample(install.context, "phone")
    assert is_empty_install(install.context)
    assert not has_sample(install.context)
    assert install.one("SELECT count(*) FROM transfer") == 0
    monkeypatch.undo()
    assert enter_sample(install.context, "phone").is_sample


@pytest.mark.parametrize(
    "day",
    [
        "2025-01-01",
        "2025-01-15",
        "2025-02-15",
        "2025-03-31",
        "2026-01-01",
        "2026-03-31",
        "2026-12-31",
        "2027-02-28",
        "2028-02-29",
        "2028-06-30",
        "2026-07-31",
        "2036-11-22",
    ],
)
def test_its_dates_count_from_the_day(install, day):
    install.clock.moment = datetime.fromisoformat(day).replace(hour=23, tzinfo=CHINA)
    who = enter_sample(install.context, "")
    today = install.clock.today()
    baby = next(one.view for one in home(install.context, who.user_id).family if one.view.name == "李小满")
    months = (today.year - baby.born.year) * 12 + today.month - baby.born.month
    assert (age_on(baby.born, today), months) == (0, 4)
    assert my_sharings(install.context, who.user_id)[0].is_live
    assert install.is_clean()
    cases = parse_cases(export_text(install.context), "export")
    assert [run_case(load_rules(), case) for case in cases] == [[], []]


def test_before_there_were_rules(install):
    """Said in words, nothing kept."""
    install.clock.moment = datetime(2024, 12, 31, 9, tzinfo=CHINA)
    with pytest.raises(Exception, match="还没有那时的规则资料"):
        enter_sample(install.context, "")
    assert is_empty_install(install.context)


def test_on_a_shared_install_nobody_locks_the_others_out(shared):
    enter_sample(shared.context, "mine")
    code = send_code(shared.context, PHONE, Purpose.RESET, "mine").code
    with pytest.raises(NotAllowed, match="示例家庭的密码不能改"):
        reset_password(shared.context, PHONE, code, "new horse 1", "mine")
    assert enter_sample(shared.context, "another")
