"""医保钱包: money set aside for one relative, accepted or back in the morning, and back when the sharing ends."""

from datetime import date, datetime

import pytest

from app.cases.read import parse_cases
from app.cases.run import run_case
from app.config import CHINA
from app.domain.errors import GongjiError, InputError, NotAllowed
from app.domain.sharing import Mode
from app.rules.load import load_rules
from app.services.export_cases import export_text
from app.services.home import home
from app.services.notices import my_notices
from app.services.pay import OtherContentError, presettle
from app.services.refunds import refund_checked, refundable
from app.services.share import my_sharings, revoke, sharing
from app.services.turn import turn
from app.services.wallet import accept, top_up, wallet
from tests.services.install import HANGZHOU, NANCHANG, PIN

OTHER = "13900000001"


def at(install, month, day, hour, minute=0, *, year=2026):
    install.clock.moment = datetime(year, month, day, hour, minute, tzinfo=CHINA)


def by_wallet(install, region="360602", **money):
    """A father, his child in 杭州, and a wallet for the child."""
    father = install.register()
    install.insure(father, region=region, **{"prior_years": "5000.00", "this_year": "800.00", **money})
    child = install.enter(father, "李小满", region=HANGZHOU, born=date(2024, 1, 2))
    return father, child, install.share(father, child, "子女", mode=Mode.WALLET)


def put(install, who, sharing_id, amount, request="request", *, pin=PIN):
    return top_up(install.context, who.user_id, request, sharing_id, amount, pin)


def money(install, who, sharing_id):
    """历年, 当年, the wallet, and what of it can be spent."""
    return (
        install.balance("prior_years", who.person_id),
        install.balance("this_year", who.person_id),
        install.balance("wallet", sharing_id),
        sharing(install.context, who.user_id, sharing_id).left_fen,
    )


def said(install, who):
    return [(one.kind, one.title) for one in my_notices(install.context, who.user_id)]


def test_what_is_put_in_is_set_aside_and_spent_once_accepted(install):
    father, child, one = by_wallet(install)
    assert money(install, father, one) == (500_000, 80_000, 0, 0)
    made = put(install, father, one, "200")
    assert money(install, father, one) == (480_000, 80_000, 20_000, 0)
    assert home(install.context, father.user_id).shareable_fen == 480_000
    install.pay(father, child, "50.00")
    assert install.one("SELECT psn_cash_pay_fen FROM settlement") == 5_000
    accept(install.context, father.user_id, made)
    assert money(install, father, one) == (480_000, 80_000, 20_000, 20_000)
    install.pay(father, child, "50.00")
    assert money(install, father, one) == (480_000, 80_000, 15_000, 15_000)
    (view,) = my_sharings(install.context, father.user_id)
    assert (view.quota_fen, view.used_fen, view.uses, view.left_fen) == (20_000, 5_000, 1, 15_000)
    assert install.is_clean()


def test_the_sharer_cant_spend_what_is_set_aside(install):
    father, _, one = by_wallet(install, this_year="0", prior_years="100.00")
    install.fill(father, one, "80")
    install.pay(father, father.person_id, "50.00")
    assert money(install, father, one) == (0, 0, 8_000, 8_000)
    assert install.one("SELECT psn_cash_pay_fen FROM settlement") == 3_000
    assert install.is_clean()


def test_a_wallet_pays_what_is_in_it_whatever_the_account_holds(install):
    """The floor of 2,000 held when the money was put in; it isn't asked again, nor is anything else of the account."""
    father, child, one = by_wallet(install, NANCHANG, prior_years="2100.00", this_year="0")
    install.fill(father, one, "100.00")
    install.pay(father, father.person_id, "2000.00")
    assert money(install, father, one) == (0, 0, 10_000, 10_000)
    quote = presettle(install.context, father.user_id, install.form(father, child, "150.00"))
    assert quote.outcome.pooled_from == {str(father.person_id): 10_000}
    assert quote.outcome.not_used == {str(father.person_id): "quota-used-up"}
    part = next(part for part in quote.split.parts if part.kind == "sharer")
    assert (part.left_fen, part.quota_left_fen) == (None, 0)
    assert "只剩100.00 元" in part.explanation.why
    install.pay(father, child, "150.00")
    assert money(install, father, one) == (0, 0, 0, 0)
    assert install.is_clean()


def test_what_the_rules_saw_runs_as_cases(install):
    """An empty account beside a full wallet, a cap, too little, an ended one, and a fee: the export passes."""
    father, child, one = by_wallet(install, this_year="0", prior_years="300.00")
    install.pay(father, child, "10.00")
    install.fill(father, one, "300")
    install.pay(father, child, "120.00")
    install.pay(father, child, "200.00")
    revoke(install.context, father.user_id, one)
    install.share(father, child, "子女", mode=Mode.WALLET, per_payment="1")
    install.pay(father, child, "2.00")
    cases = parse_cases(export_text(install.context), "export")
    assert len(cases) == 6
    assert [run_case(load_rules(), case) for case in cases] == [[]] * 6


@pytest.mark.parametrize(("hour", "minute", "shut"), [(21, 59, False), (22, 0, True), (5, 59, True), (6, 0, False)])
def test_nothing_at_night(install, hour, minute, shut):
    father, _, one = by_wallet(install)
    at(install, 6, 13, hour, minute)
    view = wallet(install.context, father.user_id, one)
    assert view.may_top_up is not shut
    if shut:
        assert view.shut == "22:00 到 06:00 不能转，06:00 以后再来"
        with pytest.raises(InputError, match="06:00 以后再来") as raised:
            put(install, father, one, "1")
        assert raised.value.field == "amount"
    else:
        assert put(install, father, one, "1")


def test_three_times_a_day_whatever_the_wallet(install):
    father, _, one = by_wallet(install)
    other = install.share(father, install.enter(father, "孙八"), "父母", mode=Mode.WALLET)
    assert wallet(install.context, father.user_id, one).times_left == 3
    for number, target in enumerate((one, other, one)):
        put(install, father, target, "1", f"request {number}")
    view = wallet(install.context, father.user_id, other)
    assert (view.times_left, view.may_top_up, view.shut) == (0, False, "今天已经转了 3 次，明天再来")
    with pytest.raises(InputError, match="今天已经转了 3 次"):
        put(install, father, one, "1", "request 3")
    at(install, 6, 13, 9)
    assert put(install, father, one, "1", "request 3") == 4


def test_so_much_at_once(install):
    father, _, one = by_wallet(install)
    assert wallet(install.context, father.user_id, one).most_fen == 200_000
    with pytest.raises(InputError, match=r"一次最多转 2,000\.00 元"):
        put(install, father, one, "2000.01")
    assert put(install, father, one, "2000")


@pytest.mark.parametrize(
    ("region", "prior", "this", "most", "why"),
    [
        ("360602", "100.00", "800.00", 10_000, "鹰潭的共济只能用历年余额"),
        (NANCHANG, "1500.00", "800.00", 30_000, "至少要留2,000.00 元"),
        (NANCHANG, "900.00", "800.00", 0, "至少要留2,000.00 元"),
    ],
)
def test_only_what_may_be_shared(install, region, prior, this, most, why):  # noqa: PLR0917 - a table
    father, _, one = by_wallet(install, region, prior_years=prior, this_year=this)
    view = wallet(install.context, father.user_id, one)
    assert (view.most_fen, view.may_top_up) == (most, most > 0)
    with pytest.raises(InputError) as raised:
        put(install, father, one, "300.01")
    assert why in str(raised.value).replace("留 ", "留")
    assert install.balance("wallet", one) == 0


@pytest.mark.parametrize("amount", ["", "0", "-1", "0.001", "abc", "=1+1"])
def test_amounts_that_wont_do(install, amount):
    father, _, one = by_wallet(install)
    with pytest.raises(InputError) as raised:
        put(install, father, one, amount)
    assert raised.value.field == "amount"


def test_the_payment_password_is_asked(install):
    father, _, one = by_wallet(install)
    with pytest.raises(InputError) as raised:
        put(install, father, one, "1", pin="000000")
    assert raised.value.field == "pin"
    assert install.balance("wallet", one) == 0


def test_the_same_request_is_the_same_top_up(install):
    father, _, one = by_wallet(install)
    assert put(install, father, one, "100") == put(install, father, one, "100.00")
    assert install.balance("wallet", one) == 10_000
    with pytest.raises(OtherContentError):
        put(install, father, one, "101")


def test_whose_wallet_it_is(install):
    father, child, one = by_wallet(install)
    made = put(install, father, one, "100")
    stranger = install.register("赵六", phone=OTHER)
    for call in (
        lambda: wallet(install.context, stranger.user_id, one),
        lambda: put(install, stranger, one, "1", "other"),
        lambda: accept(install.context, stranger.user_id, made),
        lambda: accept(install.context, stranger.user_id, 99),
        lambda: put(install, father, 99, "1", "other"),
    ):
        with pytest.raises(NotAllowed, match="没有找到"):
            call()
    plain = install.share(father, install.enter(father, "孙八"), "父母")
    with pytest.raises(NotAllowed, match="不是医保钱包"):
        put(install, father, plain, "1", "other")
    assert child


def test_the_member_accepts_and_both_are_told(install):
    father = install.register()
    install.insure(father, prior_years="500")
    number = install.id_no()
    wife = install.enter(father, "周芳", region=HANGZHOU, no=number)
    one = install.share(father, wife, "配偶", mode=Mode.WALLET)
    herself = install.register("周芳", phone=OTHER, no=number)
    made = put(install, father, one, "100")
    assert said(install, herself)[0] == ("topped_up", "李明往您的医保钱包转了 100.00 元")
    with pytest.raises(NotAllowed, match="没有找到这笔钱"):
        accept(install.context, father.user_id, made)
    (lying,) = wallet(install.context, herself.user_id, one).waiting
    assert (lying.top_up_id, lying.amount_fen, lying.may_accept) == (made, 10_000, True)
    assert lying.returns_at == datetime(2026, 6, 13, 6, tzinfo=CHINA)
    view = wallet(install.context, herself.user_id, one)
    assert (view.may_top_up, view.most_fen, view.shut) == (False, 0, None)
    for _ in range(2):
        accept(install.context, herself.user_id, made)
    assert said(install, father)[0] == ("accepted", "周芳接收了 100.00 元")
    assert money(install, father, one) == (40_000, 0, 10_000, 10_000)
    assert install.is_clean()


def test_what_nobody_accepts_comes_back_in_the_morning(install):
    father, _, one = by_wallet(install, NANCHANG)
    made = put(install, father, one, "1000")
    assert money(install, father, one)[:3] == (480_000, 0, 100_000)
    at(install, 6, 13, 5, 59)
    assert turn(install.context) == 0
    at(install, 6, 13, 6)
    with pytest.raises(NotAllowed, match="已经退回去了"):
        accept(install.context, father.user_id, made)
    assert turn(install.context) == 2
    assert money(install, father, one)[:3] == (500_000, 80_000, 0)
    assert said(install, father)[0] == ("returned", "医保钱包退回 1,000.00 元")
    assert turn(install.context) == 0
    assert install.is_clean()


def test_over_new_year_it_comes_back_as_prior_years(install):
    father, _, one = by_wallet(install, NANCHANG)
    at(install, 12, 31, 21)
    put(install, father, one, "1000")
    at(install, 1, 1, 9, year=2027)
    turn(install.context)
    assert money(install, father, one)[:3] == (580_000, 0, 0)
    assert install.sql("SELECT this_year_fen, prior_years_fen FROM wallet_return") == [(0, 100_000)]
    assert install.is_clean()


@pytest.mark.parametrize("end", ["revoke", "pause", "expire", "revoke later"])
def test_what_is_left_comes_back_when_the_sharing_ends(install, end):
    father, child, _ = by_wallet(install)
    revoke(install.context, father.user_id, 1)
    one = install.share(father, child, "子女", mode=Mode.WALLET, until=date(2026, 6, 30))
    install.fill(father, one, "200")
    install.pay(father, child, "50.00")
    if end == "expire":
        at(install, 6, 30, 20)
    put(install, father, one, "30")
    match end:
        case "revoke":
            revoke(install.context, father.user_id, one)
        case "pause":
            install.insure(father, person=child, insutype="390", region=HANGZHOU, status="2", since=None)
        case "revoke later":
            revoke(install.context, father.user_id, one, date(2026, 6, 20))
            assert money(install, father, one)[2] == 18_000
            at(install, 6, 20, 9)
        case _:
            at(install, 7, 1, 9)
    turn(install.context)
    assert money(install, father, one) == (495_000, 80_000, 0, 0)
    assert {kind for kind, _ in said(install, father)} >= {"returned"}
    with pytest.raises(GongjiError):
        put(install, father, one, "1", "again")
    assert install.is_clean()


def test_this_years_money_comes_back_as_this_years(install):
    """Prior years' money is spent first; what came from this year's balance is the last to go."""
    father, child, one = by_wallet(install, NANCHANG, prior_years="2500.00", this_year="100.00")
    install.fill(father, one, "300")
    assert money(install, father, one) == (230_000, 0, 30_000, 30_000)
    install.pay(father, child, "250.00")
    revoke(install.context, father.user_id, one)
    assert money(install, father, one)[:3] == (230_000, 5_000, 0)
    assert install.is_clean()


def test_a_refund_fills_the_wallet_again_and_an_ended_one_gives_it_to_the_sharer(install):
    father, child, one = by_wallet(install)
    install.fill(father, one, "200")
    first, second = install.pay(father, child, "50.00"), install.pay(father, child, "60.00")

    def give_back(settlement):
        whole = refundable(install.context, father.user_id, settlement).whole
        refund_checked(install.context, father.user_id, f"refund {settlement}", settlement, whole)

    give_back(first)
    assert money(install, father, one) == (480_000, 80_000, 14_000, 14_000)
    revoke(install.context, father.user_id, one)
    assert money(install, father, one) == (494_000, 80_000, 0, 0)
    give_back(second)
    assert money(install, father, one) == (500_000, 80_000, 0, 0)
    assert install.is_clean()


def test_its_rules_are_told(install):
    father, _, one = by_wallet(install)
    told = wallet(install.context, father.user_id, one).basis
    assert {basis.source_key for basis in told} == {"WAL", "N26"}
    assert any("每天最多转三次" in basis.sentence for basis in told)


def test_no_quota_is_typed_for_a_wallet(install):
    father = install.register()
    install.insure(father, prior_years="100")
    mother = install.enter(father)
    with pytest.raises(InputError, match="先授权，再往里转") as raised:
        install.share(father, mother, mode=Mode.WALLET, quota="50")
    assert raised.value.field == "quota"
