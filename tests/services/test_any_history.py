"""Whatever a family does: money moves exactly by the split, the audit is clean, and the export passes as cases."""

from collections import Counter
from datetime import date
from shutil import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.command import main as run_cases
from app.domain.certificates import CertType
from app.domain.errors import GongjiError
from app.domain.settlement import Settlement
from app.domain.sharing import Mode
from app.services.audit import audit
from app.services.export_cases import export_text
from app.services.family_links import link
from app.services.insured_register import Certificate, look_up
from app.services.pay import PayForm, presettle, settle_quote
from app.services.refunds import RefundForm, RefundLine, refund_checked
from app.services.share import revoke
from app.services.show_code import issue, take
from app.services.turn import turn
from app.services.visit_templates import PLACES, ItemForm
from app.services.wallet import accept, top_up
from tests.services.install import HANGZHOU, NANCHANG, PIN, YINGTAN, Install

NAMES = ["王芳", "李明", "since", "born"]
PEOPLE = range(6)
AMOUNTS = ["0", "0.01", "30.00", "90.00", "400.00", "2000.00", "2400.00"]
WHO = st.sampled_from(PEOPLE)
STEPS = st.one_of(
    st.tuples(
        st.just("insure"),
        WHO,
        st.sampled_from(["310", "310", "390", ""]),
        st.sampled_from([YINGTAN, YINGTAN, NANCHANG, HANGZHOU]),
        st.sampled_from(["1", "1", "1", "2"]),
        st.sampled_from(AMOUNTS),
        st.sampled_from(AMOUNTS),
        st.one_of(st.none(), WHO),
    ),
    st.tuples(
        st.just("share"),
        st.booleans(),
        WHO,
        st.sampled_from(["子女", "父母", "配偶"]),
        st.sampled_from(list(Mode)),
        st.sampled_from(["", "50.00", "1000"]),
        st.sampled_from(["", "20.00"]),
        st.sampled_from([None, 0, 3]),
    ),
    st.tuples(st.just("revoke"), st.integers(1, 4)),
    st.tuples(st.just("fill"), st.booleans(), st.integers(1, 6), st.sampled_from(["0.01", "50.00", "1000.00"])),
    st.tuples(st.just("move"), st.sampled_from([-3, -1, 1, 1, 40])),
    st.tuples(st.just("give_back"), WHO, st.integers(1, 3), st.sampled_from(AMOUNTS)),
    *[
        st.tuples(
            st.just("pay"),
            WHO,
            st.sampled_from(PLACES),
            st.sampled_from(["11", "14", "21", "41", "9107"]),
            st.lists(
                st.tuples(st.sampled_from(["药品", "中医", "保健品"]), st.sampled_from(AMOUNTS[1:])),
                min_size=1,
                max_size=3,
            ),
            st.sampled_from(["", "", "10.00"]),
        )
    ]
    * 3,
)


class Story:
    """Two users, each with two relatives they entered, who know each other's."""

    def __init__(self, install, names):
        self.install = install
        numbers = [install.id_no(date(1970 + 10 * one, 1, 2)) for one in PEOPLE]
        self.users = [install.register(names[one], phone=f"1390000000{one}", no=numbers[one]) for one in range(2)]
        self.people = [user.person_id for user in self.users]
        self.keeper = [0, 1]
        for one in range(2, 6):
            self.people.append(install.enter(self.users[one % 2], names[one], no=numbers[one], family_account="90"))
            self.keeper.append(one % 2)
        for user in self.users:
            for name, number in zip(names, numbers, strict=True):
                look_up(install.context, user.user_id, Certificate(CertType.ID_CARD, number, name))
        for user in self.users:
            install.insure(user, prior_years="2400.00", this_year="800.00")

    def insure(self, who, insutype, region, status, prior, this, mate):  # noqa: PLR0917 - drawn
        money = {"prior_years": prior, "this_year": this, "family_account": prior}
        mate = None if mate is None else self.people[mate]
        keeper = self.users[self.keeper[who]]
        self.install.insure(
            keeper, insutype, region, person=self.people[who], status=status, since=None, household_with=mate, **money
        )

    def share(self, second, member, relation, mode, quota, cap, days):  # noqa: PLR0917 - drawn
        until = None if days is None else date.fromordinal(self.install.clock.today().toordinal() + days)
        terms = {"mode": mode, "quota": quota, "per_payment": cap, "until": until}
        if mode is Mode.WALLET:
            terms["quota"] = ""
        self.install.share(self.users[second], self.people[member], relation, **terms)

    def revoke(self, number):
        revoke(self.install.context, self.users[0].user_id, number)

    def fill(self, second, number, amount):
        user = self.users[second]
        made = top_up(self.install.context, user.user_id, self.install.context.token(), number, amount, PIN)
        member = self.install.one("SELECT member_id FROM sharing WHERE id = ?", number)
        accept(self.install.context, self.users[self.keeper[self.people.index(member)]].user_id, made)

    def move(self, days):
        self.install.clock.move(days=days)
        turn(self.install.context)

    def pay(self, who, place, med_type, items, fund_pay):
        context, user, person = self.install.context, self.users[self.keeper[who]].user_id, self.people[who]
        if person not in self.people[:2]:
            link(context, user, person, "", agreed=True)
        code = take(context, user, issue(context, user, person).text).code_id
        bill = tuple(ItemForm(kind, kind, "01", amount) for kind, amount in items)
        form = PayForm(code, person, place, med_type, bill, fund_pay)
        before = self.balances()
        quote = presettle(context, user, form)
        assert self.balances() == before
        settle_quote(context, user, context.token(), quote)
        assert isinstance(quote.outcome, Settlement)
        moved = Counter(self.balances())
        moved.subtract(before)
        assert {key: fen for key, fen in moved.items() if fen} == self.expected(quote.outcome, place.code)

    def give_back(self, who, settlement, amount):
        user, token = self.users[self.keeper[who]].user_id, self.install.context.token()
        form = RefundForm((RefundLine(0, amount),))
        refund_checked(self.install.context, user, token, settlement, form)

    def balances(self):
        return {
            (kind, owner): fen for kind, owner, fen in self.install.sql("SELECT kind, owner, balance_fen FROM account")
        }

    @staticmethod
    def expected(outcome, place):
        moved = Counter()
        for source in outcome.sources:
            match source.kind:
                case "own" | "sharer":
                    moved["this_year", source.person] -= source.this_year_fen
                    moved["prior_years", source.person] -= source.prior_years_fen
                    moved["wallet", source.sharing] -= source.set_aside_fen
                case "family":
                    moved["family", source.household] -= source.paid_fen
                case "cash":
                    moved["cash", source.person] -= source.paid_fen
                case "fund":
                    moved["fund", "统筹基金"] -= source.paid_fen
        moved["institution", place] += outcome.medfee_sumamt_fen
        return {key: fen for key, fen in moved.items() if fen}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return tmp_path_factory


@given(st.lists(st.sampled_from(NAMES), min_size=6, max_size=6), st.lists(STEPS, min_size=6, max_size=20))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_history(folders, empty, names, steps):
    folder = folders.mktemp("story")
    install = Install(copy(empty, folder / "gongji.db").parent)
    story = Story(install, names)
    for name, *words in steps:
        try:
            getattr(story, name)(*words)
        except GongjiError as error:
            assert "{" not in str(error)  # noqa: PT017 - a refusal is fine, as long as it is in words
    assert audit(install.context) == []
    file = folder / "export.toml"
    file.write_text(export_text(install.context), encoding="utf-8")
    assert run_cases([str(file)]) == 0
    install.context.database.close()


def test_the_export_of_a_history_with_everything_in_it(install, tmp_path):
    """Same names, a wallet, a sharing revoked and bound anew, people who changed kind, place and household, or left."""
    father = install.register("王芳")
    install.insure(father, prior_years="100", this_year="50")
    number = install.id_no()
    wife = install.enter(father, "王芳", "310", no=number, prior_years="30")
    herself = install.register("王芳", phone="13900000001", no=number)
    baby = install.enter(father, "王芳", family_account="90", born=date(2026, 2, 12))
    other = install.enter(father, "born", family_account="10", household_with=baby, born=date(2024, 7, 7))
    look_up(install.context, herself.user_id, Certificate(CertType.ID_CARD, *_of(install, other), "born"))
    first = install.share(father, baby, "子女", quota="50")
    install.pay(father, baby, "68.00")
    revoke(install.context, father.user_id, first)
    install.share(father, baby, "子女")
    install.share(herself, other, "子女", mode=Mode.WALLET)
    install.share(father, other, "子女", mode=Mode.WALLET, per_payment="1")
    install.pay(father, other, "20.00")
    install.insure(herself, "", "", since=install.clock.today())
    install.insure(father, "390", person=other, region=NANCHANG, since=install.clock.today())
    install.pay(father, other, "20.00")
    install.insure(father, "", "", person=other, since=install.clock.today())
    install.pay(father, baby, "20.00")
    install.insure(father, "390", family_account="5", household_with=baby, since=install.clock.today())
    install.pay(father, baby, "20.00")
    install.insure(father, "310", prior_years="7", since=None)
    install.pay(father, father.person_id, "8.00")
    install.clock.move(days=-1)
    with pytest.raises(GongjiError, match="已经记过账"):
        install.pay(father, father.person_id, "2.00")
    assert wife == herself.person_id
    assert audit(install.context) == []
    text = export_text(install.context)
    file = tmp_path / "export.toml"
    file.write_text(text, encoding="utf-8")
    assert run_cases([str(file)]) == 0
    assert text.count("[[case]]") == 10
    assert '"000000"' in text
    assert "王芳(2)" in text


def _of(install, person):
    sealed = install.one("SELECT cert_sealed FROM person WHERE id = ?", person)
    return (install.context.vault.unseal(sealed),)
