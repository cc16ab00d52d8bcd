"""Whatever a family pays in fees: each takes just what its quote says, once; the audit is clean, the export passes."""

from datetime import date
from shutil import copy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.command import main as run_cases
from app.domain.errors import GongjiError
from app.domain.fees import FeePayment
from app.services.audit import audit
from app.services.export_cases import export_text
from app.services.fees import Channel, FeeForm, FeeKind, confirm_newborn, huiminbao, newborn, quote_fee, resident_years
from app.services.fees import settle_fee as settle
from app.services.share import revoke
from app.services.turn import turn
from tests.services.fee_family import go_to
from tests.services.install import HANGZHOU, NANCHANG, YINGTAN, Install

BORN = [date(1992, 3, 4), date(1960, 5, 6), date(2015, 6, 7), date(2025, 7, 1), date(2026, 1, 10)]
NAMES = ["王桂兰", "李大满", "李小满", "李新生"]
AMOUNTS = ["0", "399.99", "400.00", "2400.00", "3000.00"]
WHO = st.sampled_from(range(len(BORN)))
YEARS = st.sampled_from([2024, 2025, 2026, 2026, 2027])
RELATIONS = ["父母", "子女", "子女", "子女"]
RESIDENT_FEES = st.tuples(
    st.just("fee"),
    st.just(FeeKind.RESIDENT),
    WHO,
    st.sampled_from([2026, 2026, 2026, 2025, 2027]),
    st.sampled_from([*Channel, *[Channel.GANFUTONG] * 5]),
    st.just(""),
    st.just(""),
    st.just(value=False),
)
HUIMINBAO_FEES = st.tuples(
    st.just("fee"),
    st.just(FeeKind.HUIMINBAO),
    WHO,
    st.sampled_from([2026, 2026, 2027, 2025]),
    st.just(Channel.GANFUTONG),
    st.sampled_from(["", "", "子女", "兄弟姐妹"]),
    st.sampled_from(["69", "0.01", "9999", ""]),
    st.sampled_from([False, False, True]),
)
INSURANCES = st.tuples(
    st.just("insure"),
    WHO,
    st.sampled_from(["310", "390", "390", ""]),
    st.sampled_from([YINGTAN, YINGTAN, NANCHANG, HANGZHOU]),
    st.sampled_from(["1", "1", "2"]),
    st.sampled_from(AMOUNTS),
    st.sampled_from(AMOUNTS),
)
SHARINGS = st.tuples(st.just("share"), WHO, st.sampled_from(["", "400", "900"]), st.sampled_from(["", "399"]))
REVOCATIONS = st.tuples(st.just("revoke"), st.integers(1, 6))
MOVES = st.tuples(st.just("move"), st.sampled_from([1, 1, 20, 60]))
CONFIRMATIONS = st.tuples(st.just("confirm"), WHO, YEARS)
KINDS = [*[RESIDENT_FEES, HUIMINBAO_FEES] * 4, INSURANCES, SHARINGS, REVOCATIONS, MOVES, CONFIRMATIONS]
STEPS = st.sampled_from(KINDS).flatmap(lambda kind: kind)


class Story:
    """A father, and four relatives whom he entered and shares with."""

    def __init__(self, install):
        self.install = install
        self.father = install.register(born=BORN[0])
        install.insure(self.father, prior_years="3000.00", this_year="800.00")
        entered = (install.enter(self.father, name, born=born) for name, born in zip(NAMES, BORN[1:], strict=True))
        self.people = [self.father.person_id, *entered]
        for person, relation in zip(self.people[1:], RELATIONS, strict=True):
            install.share(self.father, person, relation)

    def insure(self, who, insutype, region, status, prior, this):  # noqa: PLR0917 - drawn
        money = {"prior_years": prior, "this_year": this}
        self.install.insure(self.father, insutype, region, person=self.people[who], status=status, since=None, **money)

    def share(self, who, quota, cap):
        self.install.share(self.father, self.people[who], "子女", quota=quota, per_payment=cap)

    def revoke(self, number):
        revoke(self.install.context, self.father.user_id, number)

    def move(self, days):
        self.install.clock.move(days=days)
        turn(self.install.context)

    def confirm(self, who, year):
        confirm_newborn(self.install.context, self.father.user_id, self.people[who], year)

    def fee(self, kind, who, year, channel, relation, amount, own):  # noqa: PLR0917 - drawn
        person = self.people[who]
        form = FeeForm(kind, person, year, channel, relation, amount, person if own else None)
        before = self.balances()
        quote = quote_fee(self.install.context, self.father.user_id, form)
        assert self.balances() == before
        fee_id = settle(self.install.context, self.father.user_id, self.install.context.token(), quote)
        paid = quote.outcome
        assert isinstance(paid, FeePayment)
        assert sum(part.paid_fen for part in quote.parts) == paid.amount_fen
        payer = str(person if own else self.father.person_id)
        wanted = {
            ("this_year", payer): -paid.this_year_fen,
            ("prior_years", payer): -paid.prior_years_fen,
            ("collector", kind.value): paid.amount_fen,
        }
        after = self.balances()
        moved = {key: after[key] - before.get(key, 0) for key in after if after[key] != before.get(key, 0)}
        assert moved == {key: fen for key, fen in wanted.items() if fen}
        assert quote_fee(self.install.context, self.father.user_id, form).outcome.rule == "fee-already-paid"
        assert fee_id

    def balances(self):
        return {
            (kind, owner): fen for kind, owner, fen in self.install.sql("SELECT kind, owner, balance_fen FROM account")
        }

    def look(self):
        """Every page stands, whatever has happened."""
        context, user = self.install.context, self.father.user_id
        assert len(huiminbao(context, user).people) == len(self.people)
        for person in self.people:
            assert resident_years(context, user, person).years
            assert newborn(context, user, person)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, min_size=6, max_size=20))
def test_any_fees(tmp_path_factory, empty, steps):
    install = Install(copy(empty, tmp_path_factory.mktemp("any") / "gongji.db").parent)
    go_to(install, date(2026, 1, 15))
    story, said = Story(install), []
    for name, *drawn in steps:
        try:
            getattr(story, name)(*drawn)
        except GongjiError as error:
            said.append(str(error))
    assert all(words and "{" not in words for words in said)
    story.look()
    assert audit(install.context) == []
    path = install.folder / "export.toml"
    text = export_text(install.context)
    path.write_text(text, encoding="utf-8")
    assert not text or run_cases([str(path)]) == 0
    install.context.database.close()
