"""A family's money in plain Python: what the install must hold after any history. It knows nothing of the app's code.

F is insured as an employee in 鹰潭 (only prior years' money is shared), W in 南昌 (2,000 yuan stay in the account).
C and G are residents in 鹰潭 with one 门诊家庭账户 each. All money in 分.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

F, W, C, G = "F", "W", "C", "G"
EMPLOYEES, YINGTAN, RESIDENTS = {F, W}, {F, C, G}, {C, G}
FLOOR, YEARLY, MOST, TIMES = 200_000, 9_000, 200_000, 3


@dataclass
class Sharing:
    """One sharing; a wallet's quota is what was accepted and hasn't been released."""

    sharer: str
    member: str
    wallet: bool
    since: date
    until: date | None
    quota: int | None
    cap: int | None
    used: int = 0
    uses: int = 0
    revoked: date | None = None
    ended: date | None = None
    this_year_in: Counter = field(default_factory=Counter)

    @property
    def over(self):
        """The first day on which it is over."""
        after = self.until + timedelta(days=1) if self.until else None
        return min((day for day in (self.revoked, self.ended, after) if day), default=None)

    def in_force(self, day):
        return self.since <= day and (self.over is None or day < self.over)

    @property
    def left(self):
        quota = (self.quota or 0) if self.wallet else self.quota
        return None if quota is None else quota - self.used


@dataclass
class TopUp:
    """Money put into a wallet, by the balance it came from."""

    sharing: int
    this_year: int
    prior: int
    at: datetime
    waits: bool = True
    accepted: bool = False

    @property
    def returns_at(self):
        return datetime.combine(self.at.date() + timedelta(days=1), time(6), self.at.tzinfo)


@dataclass
class Part:
    """What one account paid of a payment, and what hasn't gone back of it."""

    account: tuple[str, str]
    left: int
    sharing: int | None = None


@dataclass
class Payment:
    """A payment: its parts in order, and what hasn't gone back of the part in scope and of the rest."""

    place: str
    payer: str
    day: date
    parts: list[Part]
    inside: int
    outside: int
    confirmed: bool


class Family:
    """Accounts by kind and owner, sharings and top-ups by number, payments; and the day."""

    def __init__(self, now, ids, households, balances):
        self.now, self.ids, self.households = now, ids, households
        self.accounts = Counter(balances)
        self.normal = dict.fromkeys(ids, True)
        self.sharings: list[Sharing] = []
        self.top_ups: list[TopUp] = []
        self.payments: list[Payment] = []
        self.contributions: dict[str, list[tuple[int, date]]] = {}
        self.paid_in: set[tuple[str, date]] = set()

    @property
    def today(self):
        return self.now.date()

    def this_year(self, who):
        return "this_year", str(self.ids[who])

    def prior(self, who):
        return "prior_years", str(self.ids[who])

    def move(self, debit, credit, fen):
        self.accounts[debit] -= fen
        self.accounts[credit] += fen

    def draw(self, who, fen, *, prior_only):
        """This year's first, or prior years' alone."""
        this = 0 if prior_only else min(fen, self.accounts[self.this_year(who)])
        return this, fen - this

    def shareable(self, who):
        total = self.accounts[self.this_year(who)] + self.accounts[self.prior(who)]
        return self.accounts[self.prior(who)] if who == F else max(0, total - FLOOR)

    # Sharing

    def refuses_to_share(self, sharer, member, *, wallet):
        if not self.normal[sharer]:
            return "sharer-not-normal"
        if not self.normal[member]:
            return "member-not-insured"
        if not wallet and sharer == F and member not in YINGTAN:
            return "member-remote"
        live = {one.sharer for one in self.sharings if one.member == member and one.in_force(self.today)}
        if (wallet and sharer in live) or (not wallet and live):
            return "already-shared"
        return None

    def share(self, sharer, member, wallet, until, quota, cap):  # noqa: PLR0917 - the terms
        self.sharings.append(Sharing(sharer, member, wallet, self.today, until, quota, cap))

    def end_with_insurance(self, who):
        for number, one in enumerate(self.sharings):
            if who in {one.sharer, one.member} and (one.over is None or one.over > self.today):
                one.ended = self.today
                self.release(number)

    def revoke(self, number, day):
        self.sharings[number].revoked = day
        if day <= self.today:
            self.release(number)

    # Wallets

    def refuses_top_up(self, number, fen):
        one = self.sharings[number]
        today = [t for t in self.top_ups if t.at.date() == self.today and self.sharings[t.sharing].sharer == one.sharer]
        return (
            not one.wallet
            or not one.in_force(self.today)
            or not 6 <= self.now.hour < 22
            or len(today) >= TIMES
            or fen > min(MOST, self.shareable(one.sharer))
        )

    def top_up(self, number, fen):
        one = self.sharings[number]
        this, prior = self.draw(one.sharer, fen, prior_only=one.sharer == F)
        self.move(self.this_year(one.sharer), wallet_of(number), this)
        self.move(self.prior(one.sharer), wallet_of(number), prior)
        one.this_year_in[self.today.year] += this
        self.top_ups.append(TopUp(number, this, prior, self.now))

    def accept(self, made):
        made.waits, made.accepted = False, True
        one = self.sharings[made.sharing]
        one.quota = (one.quota or 0) + made.this_year + made.prior

    def give_back(self, number, fen, this, day):
        """Out of a wallet, so much of it as this year's."""
        one = self.sharings[number]
        self.move(wallet_of(number), self.this_year(one.sharer), this)
        self.move(wallet_of(number), self.prior(one.sharer), fen - this)
        one.this_year_in[day.year] -= this

    def return_waiting(self, made, day):
        made.waits = False
        this = made.this_year if made.at.year == day.year else 0
        self.give_back(made.sharing, made.this_year + made.prior, this, day)

    def release(self, number, day=None):
        one, day = self.sharings[number], day or self.today
        if not one.wallet:
            return
        for made in self.top_ups:
            if made.sharing == number and made.waits:
                self.return_waiting(made, day)
        left = self.accounts[wallet_of(number)]
        self.give_back(number, left, min(left, one.this_year_in[day.year]), day)
        one.quota = one.used or None

    # Payments

    def pay(self, patient, place, fen, outside, *, clinic, confirmed):
        """Book a payment by the order of funds."""
        parts: list[Part] = []
        left = fen
        if clinic and patient in RESIDENTS:
            family = ("family", self.households[patient])
            left -= add(parts, family, min(left, self.accounts[family]))
        if patient in EMPLOYEES:
            for account in (self.this_year(patient), self.prior(patient)):
                left -= add(parts, account, min(left, self.accounts[account]))
        for number, one in sorted(enumerate(self.sharings), key=lambda pair: pair[1].since):
            if one.member == patient and one.in_force(self.today) and self.normal[one.sharer]:
                left -= self.lend(parts, number, left)
        add(parts, ("cash", str(self.ids[patient])), left + outside)
        for part in parts:
            self.move(part.account, ("institution", place), part.left)
        for number in {part.sharing for part in parts if part.sharing is not None}:
            self.sharings[number].used += sum(part.left for part in parts if part.sharing == number)
            self.sharings[number].uses += 1
        payer = patient if patient in EMPLOYEES else F
        self.payments.append(Payment(place, payer, self.today, parts, fen, outside, confirmed))

    def lend(self, parts, number, left):
        """Add what a sharing pays of what is left, and give how much it is."""
        one = self.sharings[number]
        most = min(limit for limit in (left, one.left, one.cap) if limit is not None)
        if one.wallet:
            return add(parts, wallet_of(number), most, number)
        this, prior = self.draw(one.sharer, min(most, self.shareable(one.sharer)), prior_only=one.sharer == F)
        return add(parts, self.this_year(one.sharer), this, number) + add(parts, self.prior(one.sharer), prior, number)

    def give_payment_back(self, payment, inside, outside):
        """The source that paid last first; what nobody's account may pay stays paid in cash unless it is given back."""
        kept, back = payment.outside, {}
        payment.inside -= inside
        payment.outside -= outside
        for part in reversed(payment.parts):
            is_cash = part.account[0] == "cash"
            fen = min(inside, part.left - (kept if is_cash else 0))
            inside -= fen
            fen += outside if is_cash else 0
            part.left -= fen
            turned = part.account[0] == "this_year" and payment.day.year < self.today.year
            self.move(("institution", payment.place), ("prior_years", part.account[1]) if turned else part.account, fen)
            if part.sharing is not None:
                back[part.sharing] = back.get(part.sharing, 0) + fen
        for number, fen in back.items():
            one = self.sharings[number]
            one.used -= fen
            if not payment.confirmed:
                one.uses -= 1
            if one.wallet and one.over is not None and one.over <= self.today and one.left:
                self.release(number)

    # The calendar

    def advance(self, to):
        """Let time pass: months begin at midnight, mornings at six."""
        day = self.today
        while day <= to.date():
            if day > self.today:
                self.begin(day)
            six = datetime.combine(day, time(6), to.tzinfo)
            if self.now < six <= to:
                for made in [one for one in self.top_ups if one.waits and one.returns_at == six]:
                    self.return_waiting(made, day)
            day += timedelta(days=1)
        self.now = to

    def begin(self, day):
        if (day.month, day.day) == (1, 1):
            for who in sorted(EMPLOYEES):
                self.move(self.this_year(who), self.prior(who), self.accounts[self.this_year(who)])
            for who in sorted(RESIDENTS):
                if self.normal[who]:
                    self.move(("fund", "统筹基金"), ("family", self.households[who]), YEARLY)
        if day.day == 1:
            for who in self.contributions:
                self.pay_in(who, day)
        for number, one in enumerate(self.sharings):
            if one.wallet and one.over == day and one.left:
                self.release(number, day)

    def contribute(self, who, fen, from_day):
        self.contributions.setdefault(who, []).append((fen, from_day))
        if from_day == self.today and self.today.day == 1:
            self.pay_in(who, self.today)

    def pay_in(self, who, day):
        begun = [fen for fen, from_day in self.contributions[who] if from_day <= day]
        if begun and begun[-1] and self.normal[who] and (who, day) not in self.paid_in:
            self.paid_in.add((who, day))
            self.move(("employer", str(self.ids[who])), self.this_year(who), begun[-1])


def add(parts, account, fen, sharing=None):
    """Let an account pay, and give what it paid."""
    if fen:
        parts.append(Part(account, fen, sharing))
    return fen


def wallet_of(number):
    """The account of a sharing's wallet; the install numbers sharings from 1."""
    return "wallet", str(number + 1)
