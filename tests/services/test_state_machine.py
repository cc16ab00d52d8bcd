"""Whatever a family does, in two windows and over years: the install holds what plain Python says it must."""

from datetime import date, timedelta
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from app.domain.certificates import CertType
from app.domain.errors import GongjiError, Refused
from app.domain.money import plain_yuan
from app.domain.sharing import Mode
from app.services.audit import audit
from app.services.contribution import set_contribution
from app.services.insured_register import Certificate, look_up
from app.services.pay import presettle, settle_quote
from app.services.refunds import RefundForm, RefundLine, refund_checked, reverse
from app.services.share import Authorization, authorize, revoke
from app.services.sharing_change import change_terms
from app.services.turn import turn
from app.services.visit_templates import ItemForm
from app.services.wallet import accept, top_up
from tests.services.family_model import FLOOR, C, F, Family, G, W
from tests.services.install import NANCHANG, PHARMACY, PIN, TOWNSHIP, Install
from tests.sizes import size

RUNS, STEPS = size(10, 2_000), size(20, 50)
BALANCES = {F: (300_000, 80_000), W: (150_000, FLOOR - 80_000), C: 9_000, G: 0}
WHO, USERS, WINDOW = st.sampled_from([F, W, C, G]), st.sampled_from([F, W]), st.booleans()
NUMBER = st.integers(0, 63)
AMOUNT = st.sampled_from([1, 2_000, 2_000, 6_800, 6_800, 9_001, 9_001, 30_000, 200_000, 200_001])
TERM = st.sampled_from([None, None, 5_000, 20_000])
DAYS = st.sampled_from([None, None, None, 0, 3, 40])
PART = st.sampled_from([1, 2, 2, 3])


class Household:
    """The family in an install, entered once for all runs: two users, whom they entered, and who is called what."""

    def __init__(self, folder: Path):
        install = self.install = Install(folder)
        self.folder = folder
        numbers = {who: install.id_no() for who in (F, W, C, G)}
        self.users = {F: install.register("李明", no=numbers[F])}
        self.users[W] = install.register("周芳", phone="13900000001", no=numbers[W])
        self.ids = {who: user.person_id for who, user in self.users.items()}
        for who, name in ((C, "李小满"), (G, "王桂兰")):
            self.ids[who] = install.enter(
                self.users[F], name, no=numbers[who], family_account=plain_yuan(BALANCES[who])
            )
        for who, region in ((F, "360602"), (W, NANCHANG)):
            prior, this = map(plain_yuan, BALANCES[who])
            install.insure(self.users[who], region=region, prior_years=prior, this_year=this)
        for user, name, whom in (("W", "李小满", C), ("W", "王桂兰", G), ("W", "李明", F), ("F", "周芳", W)):
            certificate = Certificate(CertType.ID_CARD, numbers[whom], name)
            look_up(install.context, self.users[user].user_id, certificate)
        self.keeper = {F: self.users[F], W: self.users[W], C: self.users[F], G: self.users[F]}
        homes = dict(install.sql("SELECT person_id, household_id FROM household_member"))
        self.households = {who: str(homes[self.ids[who]]) for who in (C, G)}
        install.context.database.close()

    def model(self, now) -> Family:
        held = {("family", self.households[who]): BALANCES[who] for who in (C, G)}
        for who in (F, W):
            prior, this = BALANCES[who]
            held |= {("prior_years", str(self.ids[who])): prior, ("this_year", str(self.ids[who])): this}
        return Family(now, self.ids, self.households, held)


class Life(RuleBasedStateMachine):
    """Each step is done in one of two windows on the same file, and in the model."""

    household: Household
    folders: pytest.TempPathFactory

    def __init__(self):
        super().__init__()
        folder = self.folders.mktemp("life") / "data"
        self.install = Install(copytree(self.household.folder, folder))
        self.install.numbers = iter(range(10_000, 10**9))
        self.windows = self.install.context, self.install.open()
        self.model = self.household.model(self.install.clock.now())
        self.requests = 0

    def teardown(self):
        assert audit(self.install.context) == []
        for window in self.windows:
            window.database.close()
        rmtree(self.install.folder)

    # What happens

    @rule(sharer=USERS, member=WHO, wallet=st.booleans(), quota=TERM, cap=TERM, days=DAYS, window=WINDOW)
    def share(self, sharer, member, wallet, quota, cap, days, window):  # noqa: PLR0917 - drawn
        if sharer == member or (quota and cap and cap > quota):
            return
        quota = None if wallet else quota
        until = None if days is None else self.model.today + timedelta(days=days)
        mode = Mode.WALLET if wallet else Mode.PROVINCE
        relation = "配偶" if member in {F, W} else "子女"
        terms = Authorization(self.household.ids[member], relation, "", yuan(quota), yuan(cap), until, mode, True)  # noqa: FBT003
        no = self.model.refuses_to_share(sharer, member, wallet=wallet)
        if no is None:
            authorize(self.windows[window], self.user(sharer), terms)
            self.model.share(sharer, member, wallet, until, quota, cap)
            return
        with pytest.raises(Refused) as raised:
            authorize(self.windows[window], self.user(sharer), terms)
        assert raised.value.rule == no

    @precondition(lambda self: self.model.sharings)
    @rule(number=NUMBER, quota=TERM, cap=TERM, days=DAYS, window=WINDOW)
    def change(self, number, quota, cap, days, window):
        number = self.one_of(number, lambda one: one.in_force(self.model.today))
        one = self.model.sharings[number]
        until = None if days is None else self.model.today + timedelta(days=days)
        wrong = (
            bool(quota and cap and cap > quota)
            or not one.in_force(self.model.today)
            or (quota is not None and (one.wallet or quota < one.used))
        )
        terms = (self.user(one.sharer), number + 1, yuan(quota), yuan(cap), until)
        if self.tried(lambda: change_terms(self.windows[window], *terms), wrong=wrong):
            one.quota, one.cap, one.until = one.quota if one.wallet else quota, cap, until

    @precondition(lambda self: self.model.sharings)
    @rule(number=NUMBER, days=st.sampled_from([0, 0, 2, 35]), by_member=st.booleans(), window=WINDOW)
    def revoke(self, number, days, by_member, window):
        number = self.one_of(number, lambda one: one.in_force(self.model.today))
        one = self.model.sharings[number]
        day = self.model.today + timedelta(days=days)
        who = self.household.keeper[one.member if by_member else one.sharer]
        wrong = one.revoked is not None and one.revoked <= day
        if self.tried(lambda: revoke(self.windows[window], who.user_id, number + 1, day), wrong=wrong):
            self.model.revoke(number, day)

    @precondition(lambda self: any(one.wallet for one in self.model.sharings))
    @rule(number=NUMBER, fen=AMOUNT, window=WINDOW, accepted=st.booleans())
    def top_up(self, number, fen, window, accepted):
        number = self.one_of(number, lambda one: one.wallet and one.in_force(self.model.today))
        user, request = self.user(self.model.sharings[number].sharer), self.request()
        wrong = self.model.refuses_top_up(number, fen)
        if self.tried(lambda: top_up(self.windows[window], user, request, number + 1, yuan(fen), PIN), wrong=wrong):
            assert top_up(self.windows[not window], user, request, number + 1, yuan(fen), PIN)
            self.model.top_up(number, fen)
            if accepted:
                self.accept(len(self.model.top_ups) - 1, window)

    @precondition(lambda self: self.model.top_ups)
    @rule(number=NUMBER, window=WINDOW)
    def accept(self, number, window):
        number %= len(self.model.top_ups)
        made = self.model.top_ups[number]
        one = self.model.sharings[made.sharing]
        user = self.household.keeper[one.member].user_id
        returned = not made.waits and not made.accepted
        wrong = returned or (made.waits and not one.in_force(self.model.today))
        if self.tried(lambda: accept(self.windows[window], user, number + 1), wrong=wrong) and made.waits:
            self.model.accept(made)

    @rule(
        patient=WHO,
        fen=AMOUNT,
        outside=st.sampled_from([0, 0, 3_000]),
        clinic=st.booleans(),
        window=WINDOW,
        confirmed=st.sampled_from([True, True, True, False]),
    )
    def pay(self, patient, fen, outside, clinic, window, confirmed):  # noqa: PLR0917 - drawn
        who, place = self.household.keeper[patient], TOWNSHIP if clinic else PHARMACY
        if not self.model.normal[patient]:
            self.tried(lambda: self.install.code(who, self.household.ids[patient]), wrong=True)
            return
        form = self.install.form(
            who, self.household.ids[patient], yuan(fen), place=place, med_type="11" if clinic else "41"
        )
        if outside:
            item = ItemForm("保健", "保健品", "03", yuan(outside))
            form = type(form)(form.code_id, form.patient_id, place, form.med_type, (*form.items, item))
        quote = presettle(self.windows[window], who.user_id, form)
        request = self.request()
        for counter in (self.windows[window], self.windows[not window]):
            number = settle_quote(counter, who.user_id, request, quote, confirmed=confirmed)
            assert number == len(self.model.payments) + 1
        self.model.pay(patient, place.code, fen, outside, clinic=clinic, confirmed=confirmed)

    @precondition(lambda self: self.model.payments)
    @rule(number=NUMBER, part=PART, more=st.sampled_from([0] * 7 + [1]), outside=st.booleans(), window=WINDOW)
    def refund(self, number, part, more, outside, window):
        """A part of what is left of a payment, or a 分 too much."""
        number %= len(self.model.payments)
        payment = self.model.payments[number]
        inside, outside = payment.inside // part + more, payment.outside if outside else 0
        lines = tuple(RefundLine(line, yuan(fen)) for line, fen in enumerate((inside, outside)) if fen)
        wrong = not payment.confirmed or inside > payment.inside or not lines
        user, request, form = self.payer(number), self.request(), RefundForm(lines)
        if self.tried(lambda: refund_checked(self.windows[window], user, request, number + 1, form), wrong=wrong):
            self.model.give_payment_back(payment, inside, outside)
            assert refund_checked(self.windows[not window], user, request, number + 1, form)

    @precondition(lambda self: any(not one.confirmed for one in self.model.payments))
    @rule(number=NUMBER, window=WINDOW)
    def reverse(self, number, window):
        failed = [number for number, one in enumerate(self.model.payments) if not one.confirmed]
        number = failed[number % len(failed)]
        payment = self.model.payments[number]
        reverse(self.windows[window], self.payer(number), number + 1)
        if payment.inside:
            self.model.give_payment_back(payment, payment.inside, payment.outside)

    @rule(who=WHO, normal=st.sampled_from([True] * 7 + [False]))
    def insure(self, who, normal):
        if normal != self.model.normal[who]:
            insutype, region = ("310", NANCHANG if who == W else "360602") if who in {F, W} else ("390", "360602")
            person, status = self.household.ids[who], "1" if normal else "2"
            self.install.insure(self.household.keeper[who], insutype, region, person=person, status=status, since=None)
            self.model.normal[who] = normal
            if not normal:
                self.model.end_with_insurance(who)

    @rule(who=USERS, fen=st.sampled_from([0, 30_000]), days=st.sampled_from([0, 20]), window=WINDOW)
    def contribute(self, who, fen, days, window):
        day = self.model.today + timedelta(days=days)
        set_contribution(self.windows[window], self.user(who), self.household.ids[who], plain_yuan(fen), day)
        self.model.contribute(who, fen, day)

    @rule(days=st.sampled_from([0, 0, 1, 1, 1, 3, 40, 400]), hour=st.sampled_from([3, 10, 10, 10, 23]), window=WINDOW)
    def time_passes(self, days, hour, window):
        to = (self.model.now + timedelta(days=days)).replace(hour=hour)
        self.pass_to(to, window)

    @rule(window=WINDOW, hour=st.sampled_from([0, 10]))
    def new_year_comes(self, window, hour):
        new_year = date(self.model.today.year + 1, 1, 1)
        days = (new_year - self.model.today).days
        self.pass_to((self.model.now + timedelta(days=days)).replace(hour=hour), window)

    @rule(window=WINDOW)
    def open(self, window):
        """A window is closed, and another opened."""
        self.windows[window].database.close()
        opened = self.install.open()
        turn(opened)
        self.windows = (self.windows[0], opened) if window else (opened, self.windows[1])

    # What must be so

    @invariant()
    def holds_what_it_must(self):
        held = self.install.sql("SELECT kind, owner, balance_fen FROM account WHERE kind <> 'opening'")
        assert {(kind, owner): fen for kind, owner, fen in held if fen} == {
            account: fen for account, fen in self.model.accounts.items() if fen
        }
        assert self.install.sql("SELECT quota_fen, used_fen, uses FROM sharing ORDER BY id") == [
            (one.quota, one.used, one.uses) for one in self.model.sharings
        ]

    # Short words

    def user(self, who):
        return self.household.users[who].user_id

    def payer(self, number):
        return self.user(self.model.payments[number].payer)

    def one_of(self, number, fitting):
        """Give one of the sharings, by its number: mostly one that fits."""
        fit = [number for number, one in enumerate(self.model.sharings) if fitting(one)]
        anyone = range(len(self.model.sharings))
        return fit[number % len(fit)] if fit and number < 56 else anyone[number % len(anyone)]

    def request(self):
        self.requests += 1
        return f"request {self.requests}"

    def pass_to(self, to, window):
        if to > self.model.now:
            self.install.clock.moment = to
            turn(self.windows[window])
            self.model.advance(to)

    @staticmethod
    def tried(step, *, wrong):
        """Do something that is refused, in words, exactly if it is wrong; tell whether it was done."""
        if not wrong:
            step()
            return True
        with pytest.raises(GongjiError) as raised:
            step()
        assert "{" not in str(raised.value)
        return False


def yuan(fen):
    return "" if fen is None else plain_yuan(fen)


@pytest.mark.soak
def test_any_life(tmp_path_factory):
    Life.folders, Life.household = tmp_path_factory, Household(tmp_path_factory.mktemp("household"))
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=RUNS, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
