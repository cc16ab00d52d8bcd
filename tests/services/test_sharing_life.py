"""A sharing's whole life: changed terms, a day of revocation, an end by itself, and all of it told by the page."""

from datetime import date, datetime

import pytest

from app.config import CHINA
from app.domain.certificates import CertType
from app.domain.errors import InputError, NotAllowed, Refused
from app.domain.sharing import Mode
from app.services.insured_register import Certificate, look_up
from app.services.notices import my_notices
from app.services.pay import presettle, settle_quote
from app.services.refunds import refund_checked, refundable, reverse
from app.services.share import my_sharings, revoke, sharing
from app.services.sharing_change import change_terms
from app.services.sharing_history import PAGE, EventKind, history_page
from app.services.wallet import top_up
from tests.services.install import HANGZHOU, PIN

TODAY = date(2026, 6, 12)
OTHER = "13900000001"


def change(install, who, quota="", per_payment="", until=None, *, sharing_id=1):
    change_terms(install.context, who.user_id, sharing_id, quota, per_payment, until)


def view(install, who, sharing_id=1):
    return sharing(install.context, who.user_id, sharing_id)


def pooled(install, who, member, amount="68.00"):
    """What the sharing would pay of a bill, and why no more."""
    outcome = presettle(install.context, who.user_id, install.form(who, member, amount)).outcome
    return outcome.acct_mulaid_pay_fen, outcome.not_used.get(str(who.person_id))


def said(install, who):
    return [(one.kind, one.title, one.body) for one in my_notices(install.context, who.user_id)]


# Changed terms


def test_new_terms_hold_from_now_on(install):
    father, mother = install.family(quota="100")
    install.pay(father, mother)
    change(install, father, "200", "50", date(2026, 12, 31))
    now = view(install, father)
    assert (now.quota_fen, now.left_fen, now.per_payment_fen, now.until) == (20_000, 13_200, 5_000, date(2026, 12, 31))
    assert pooled(install, father, mother) == (5_000, "per-payment-cap")
    change(install, father, "68")
    assert pooled(install, father, mother) == (0, "quota-used-up")
    change(install, father)
    assert (view(install, father).quota_fen, view(install, father).left_fen) == (None, None)
    assert pooled(install, father, mother) == (6_800, None)
    assert install.is_clean()


@pytest.mark.parametrize(
    ("terms", "field", "words"),
    [
        ({"quota": "67.99"}, "quota", r"已经用了 68\.00 元"),
        ({"quota": "0"}, "quota", "大于 0"),
        ({"quota": "abc"}, "quota", "不是金额"),
        ({"per_payment": "0.001"}, "per_payment", "两位小数"),
        ({"quota": "100", "per_payment": "101"}, "per_payment", "比额度"),
        ({"until": date(2026, 6, 11)}, "until", "已经过去"),
    ],
)
def test_terms_that_wont_do(install, terms, field, words):
    father, mother = install.family(quota="100")
    install.pay(father, mother)
    with pytest.raises(InputError, match=words) as raised:
        change(install, father, **terms)
    assert raised.value.field == field
    assert view(install, father).quota_fen == 10_000
    assert install.sql("SELECT * FROM sharing_event") == []


def test_the_same_terms_are_no_change(install):
    father, _ = install.family(quota="100")
    change(install, father, "100.00")
    assert install.sql("SELECT * FROM sharing_event") == []


def test_only_the_sharer_changes_them_and_only_while_it_lasts(install):
    father = install.register()
    install.insure(father, prior_years="100")
    number = install.id_no()
    wife = install.enter(father, "周芳", no=number)
    one = install.share(father, wife, "配偶", until=TODAY)
    herself, stranger = install.register("周芳", phone=OTHER, no=number), install.register("赵六", phone="13900000002")
    for who in (herself, stranger):
        with pytest.raises(NotAllowed, match="不能改"):
            change(install, who, "50", sharing_id=one)
    with pytest.raises(NotAllowed, match="不能改"):
        change(install, father, "50", sharing_id=99)
    install.clock.move(days=1)
    with pytest.raises(NotAllowed, match="已经结束了"):
        change(install, father, "50", until=date(2026, 12, 31), sharing_id=one)


def test_the_member_is_told_of_new_terms(install):
    father = install.register()
    install.insure(father, prior_years="100")
    number = install.id_no()
    wife = install.enter(father, "周芳", no=number)
    install.share(father, wife, "配偶")
    herself = install.register("周芳", phone=OTHER, no=number)
    change(install, father, "50", until=date(2026, 12, 31))
    assert said(install, herself)[0] == ("changed", "李明改了给您的家庭共济", "现在额度 50.00 元，到 2026-12-31 为止。")


def test_the_quota_of_a_wallet_is_its_money(install):
    father, _ = install.family()
    child = install.enter(father, "李小满", region=HANGZHOU)
    one = install.share(father, child, "子女", mode=Mode.WALLET)
    install.fill(father, one, "100")
    with pytest.raises(InputError, match="要多些就再转") as raised:
        change(install, father, "200", sharing_id=one)
    assert raised.value.field == "quota"
    change(install, father, per_payment="20", sharing_id=one)
    assert (view(install, father, one).quota_fen, view(install, father, one).per_payment_fen) == (10_000, 2_000)
    assert install.is_clean()


# Revoked


def test_revoked_from_a_day_on(install):
    father, mother = install.family()
    revoke(install.context, father.user_id, 1, date(2026, 6, 20))
    now = view(install, father)
    assert (now.state, now.revoked_on, now.may_revoke) == ("active", date(2026, 6, 20), True)
    assert said(install, father)[0][2] == "李明给王桂兰的共济从 2026-06-20 起不能再用，账户里的钱没有动。"
    install.clock.move(days=7)
    assert pooled(install, father, mother) == (6_800, None)
    install.clock.move(days=1)
    assert (view(install, father).state, view(install, father).may_revoke) == ("revoked", False)
    assert pooled(install, father, mother) == (0, "sharing-revoked")
    assert install.share(father, mother) == 2


def test_a_day_that_lies_ahead_can_be_brought_forward_and_not_put_off(install):
    father, _ = install.family()
    revoke(install.context, father.user_id, 1, date(2026, 6, 20))
    for day in (date(2026, 6, 20), date(2026, 6, 21)):
        with pytest.raises(NotAllowed, match="已经解除了，从 2026-06-20 起"):
            revoke(install.context, father.user_id, 1, day)
    revoke(install.context, father.user_id, 1)
    assert view(install, father).revoked_on == TODAY
    with pytest.raises(NotAllowed, match="已经解除了"):
        revoke(install.context, father.user_id, 1)


def test_not_from_a_day_that_has_passed(install):
    father, _ = install.family()
    with pytest.raises(InputError) as raised:
        revoke(install.context, father.user_id, 1, date(2026, 6, 11))
    assert raised.value.field == "on"
    assert view(install, father).revoked_on is None


# Ended by itself


@pytest.mark.parametrize("side", ["sharer", "member"])
@pytest.mark.parametrize("change_to", [{"status": "2"}, {"status": "4"}, {"insutype": "", "region": ""}])
def test_a_pause_ends_it_for_good(install, side, change_to):
    """Back to normal, it has to be authorized anew."""
    father, mother = install.family()
    person, insutype = (father.person_id, "310") if side == "sharer" else (mother, "390")
    before = {"insutype": insutype, "region": "360602"}
    install.insure(father, person=person, **{**before, "since": date(2026, 6, 10), **change_to})
    now = view(install, father)
    name = "李明" if side == "sharer" else "王桂兰"
    assert (now.state, now.paused_name, now.is_live, now.may_revoke) == ("paused", name, False, True)
    assert install.sql("SELECT ended_on, ended_side FROM sharing") == [("2026-06-12", side)]
    install.insure(father, person=person, **before, since=None)
    now = view(install, father)
    assert (now.state, now.revoked_on, now.may_revoke) == ("revoked", TODAY, False)
    assert pooled(install, father, mother) == (0, "sharing-revoked")
    assert install.share(father, mother) == 2
    assert pooled(install, father, mother) == (6_800, None)
    assert install.is_clean()


def test_while_the_sharer_is_paused_that_is_the_reason(install):
    father, mother = install.family()
    install.insure(father, status="2", since=None)
    assert pooled(install, father, mother) == (0, "insurance-not-normal")


def test_who_becomes_a_resident_shares_no_more_and_who_becomes_an_employee_is_still_shared_with(install):
    father, mother = install.family()
    install.insure(father, "310", person=mother)
    assert view(install, father).is_live
    install.insure(father, "390")
    assert view(install, father).state == "paused"


def test_both_sides_are_told_whose_insurance_it_was(install):
    father, _ = install.family()
    install.insure(father, status="2", since=date(2026, 6, 12))
    kind, title, body = said(install, father)[0]
    assert (kind, title) == ("ended", "李明给王桂兰的共济停了")
    assert body == "2026-06-12 起，李明的参保不正常。恢复参保以后，要重新授权。"


def test_the_ended_stay_ended_and_one_member_never_has_two_sharers(install):
    """The father pauses, an uncle takes over; back to normal, the father doesn't come back by himself."""
    father, mother = install.family()
    number = install.id_no()
    uncle = install.enter(father, "李叔", "310", no=number)
    install.insure(father, status="2", since=None)
    himself = install.register("李叔", phone=OTHER, no=number)
    install.insure(himself, prior_years="100")
    sealed = install.one("SELECT cert_sealed FROM person WHERE id = ?", mother)
    look_up(
        install.context,
        himself.user_id,
        Certificate(CertType.ID_CARD, install.context.vault.unseal(sealed), "王桂兰"),
    )
    install.share(himself, mother)
    install.insure(father, since=None)
    with pytest.raises(Refused):
        install.share(father, mother)
    live = [one.sharer.name for one in my_sharings(install.context, father.user_id) if one.is_live]
    assert live == ["李叔"]
    assert uncle == himself.person_id
    assert install.is_clean()


# 往来


def history(context, user_id, sharing_id):
    return history_page(context, user_id, sharing_id).events


def kinds(events):
    return [event.kind for event in events]


def test_all_that_happened_newest_first(install):
    father, _ = install.family()
    child = install.enter(father, "李小满", region=HANGZHOU, born=date(2024, 1, 2))
    one = install.share(father, child, "子女", mode=Mode.WALLET)

    def later():
        install.clock.move(minutes=10)

    later()
    install.fill(father, one, "200")
    later()
    paid = install.pay(father, child, "50.00")
    later()
    refund_checked(install.context, father.user_id, "r", paid, refundable(install.context, father.user_id, paid).whole)
    later()
    quote = presettle(install.context, father.user_id, install.form(father, child, "20.00"))
    failed = settle_quote(install.context, father.user_id, "half", quote, confirmed=False)
    later()
    reverse(install.context, father.user_id, failed)
    later()
    change(install, father, per_payment="30", until=date(2026, 12, 31), sharing_id=one)
    later()
    top_up(install.context, father.user_id, "late", one, "10", PIN)
    install.clock.moment = datetime(2026, 6, 13, 9, tzinfo=CHINA)
    revoke(install.context, father.user_id, one)
    events = history(install.context, father.user_id, one)
    assert [(event.kind, event.day.day, event.paid_fen) for event in events] == [
        (EventKind.RELEASED, 13, 20_000),
        (EventKind.RETURNED, 13, 1_000),
        (EventKind.REVOKED, 13, 0),
        (EventKind.TOPPED_UP, 12, 1_000),
        (EventKind.CHANGED, 12, 0),
        (EventKind.REVERSED, 12, 2_000),
        (EventKind.PAID, 12, 2_000),
        (EventKind.REFUNDED, 12, 5_000),
        (EventKind.PAID, 12, 5_000),
        (EventKind.ACCEPTED, 12, 20_000),
        (EventKind.TOPPED_UP, 12, 20_000),
        (EventKind.BEGUN, 12, 0),
    ]
    told = {event.kind: str(event.words) for event in events if event.words}
    assert told == {
        EventKind.REVOKED: "李明解除的",
        EventKind.CHANGED: "一次最多从不限改成 30.00 元、到期从不设改成 2026-12-31 ",
        EventKind.ACCEPTED: "李明接收的",
    }
    assert [event.state for event in events if event.kind is EventKind.PAID] == ["已撤销", "已退款"]


def test_its_end_by_itself_is_told(install):
    father, mother = install.family()
    install.insure(father, "390", person=mother, status="2", since=None)
    assert kinds(history(install.context, father.user_id, 1)) == [EventKind.ENDED, EventKind.BEGUN]
    assert history(install.context, father.user_id, 1)[0].words == "王桂兰的参保不正常"
    child = install.enter(father, "李小满")
    two = install.share(father, child, "子女", until=TODAY)
    assert kinds(history(install.context, father.user_id, two)) == [EventKind.BEGUN]
    install.clock.move(days=1)
    assert kinds(history(install.context, father.user_id, two)) == [EventKind.EXPIRED, EventKind.BEGUN]
    revoke(install.context, father.user_id, two)
    assert kinds(history(install.context, father.user_id, two)) == [
        EventKind.REVOKED,
        EventKind.EXPIRED,
        EventKind.BEGUN,
    ]


def test_pages_end_where_the_next_begins(install):
    father, mother = install.family(quota="1000")
    for number in range(PAGE):
        install.clock.move(minutes=1)
        install.pay(father, mother, f"{number + 1}.00")
        install.clock.move(minutes=1)
        change(install, father, "1000", f"{number + 100}")
    whole, older = [], None
    for _ in range(3):
        page = history_page(install.context, father.user_id, 1, older)
        whole += page.events
        older = page.older
    assert older is None
    assert len(whole) == 2 * PAGE + 1
    assert kinds(whole) == [EventKind.CHANGED, EventKind.PAID] * PAGE + [EventKind.BEGUN]
    assert [event.paid_fen for event in whole if event.kind is EventKind.PAID] == [
        100 * number for number in range(PAGE, 0, -1)
    ]


def test_nobody_elses_history(install):
    father, _ = install.family()
    stranger = install.register("赵六", phone=OTHER)
    with pytest.raises(NotAllowed, match="没有找到这份共济"):
        history_page(install.context, stranger.user_id, 1)
    assert father
