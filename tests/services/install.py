"""An install in a temporary folder with the test's own clock, digits and passwords; short words for what people do."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from app.config import CHINA
from app.data.sample_family import id_number
from app.data.unit_of_work import Database
from app.data.vault import Vault
from app.domain.certificates import CertType
from app.rules.load import load_rules
from app.services.audit import audit
from app.services.context import AppClock, Context
from app.services.devices import LoggedIn
from app.services.family_links import link
from app.services.insurance import InsuranceForm
from app.services.insured_register import Certificate, NewPerson, add_person, save_insurance
from app.services.passwords import Passwords
from app.services.pay import PayForm, presettle, settle_quote
from app.services.registration import Registration, register
from app.services.share import Authorization, authorize
from app.services.show_code import issue, take
from app.services.text_messages import Purpose, send_code
from app.services.visit_templates import PLACES, ItemForm
from app.services.wallet import accept, top_up

START = datetime(2026, 6, 12, 10, 24, tzinfo=CHINA)
CHEAP = Passwords(memory_kib=8, passes=1, scrypt_n=2)
PASSWORD, PIN = "correct horse", "246810"
YINGTAN, NANCHANG, HANGZHOU = "360602", "360102", "330106"
PHARMACY = next(place for place in PLACES if place.name == "月湖区某定点药店")
TOWNSHIP = next(place for place in PLACES if place.name == "余江区某乡镇卫生院")
FAMILY, PERSONAL = ("family",), ("this_year", "prior_years")


@dataclass
class SetClock:
    """A clock that stands still until a test moves it."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def move(self, **how: float) -> None:
        self.moment += timedelta(**how)


@dataclass
class Install:
    """A context and its clock, with people who register, enter relatives, share and pay."""

    folder: Path
    shared: bool = False
    clock: SetClock = field(default_factory=SetClock)

    def __post_init__(self):
        self.numbers = count(1)
        self.context = self.open()

    def open(self) -> Context:
        """A context of its own on the same files, as another process would have."""
        return Context(
            database=Database(self.folder / "gongji.db"),
            rules=load_rules(),
            vault=Vault.at(self.folder / "gongji.key"),
            clock=AppClock(self.clock),
            shared=self.shared,
            passwords=CHEAP,
            digits=lambda length: f"{next(self.numbers) % 10**length:0{length}d}",
            token=lambda: f"token-{next(self.numbers):06d}",
        )

    @property
    def path(self) -> Path:
        return self.folder / "gongji.db"

    def id_no(self, born: date = date(1992, 3, 4), sequence: int | None = None) -> str:
        return id_number("360698", born, sequence or next(self.numbers))

    def register(self, name="李明", *, phone="13800001234", no=None, born=date(1992, 3, 4), device="phone") -> LoggedIn:
        code = send_code(self.context, phone, Purpose.REGISTER, device).code
        form = Registration(name, no or self.id_no(born), phone, code, PASSWORD, PIN)
        return register(self.context, form, device)

    def insure(self, who: LoggedIn, insutype="310", region=YINGTAN, *, person=None, **rest) -> None:
        form = InsuranceForm(insutype, region, **{"since": date(2020, 1, 1), **rest})
        save_insurance(self.context, who.user_id, person or who.person_id, form)

    def enter(
        self, who: LoggedIn, name="王桂兰", insutype="390", region=YINGTAN, *, no=None, born=date(1960, 5, 6), **rest
    ) -> int:
        certificate = Certificate(CertType.ID_CARD, no or self.id_no(born), name)
        form = InsuranceForm(insutype, region, **{"since": date(2020, 1, 1), **rest})
        return add_person(self.context, who.user_id, NewPerson(certificate, None, "", form))

    def share(self, who: LoggedIn, member: int, relation="父母", **rest) -> int:
        form = Authorization(member, relation, "", **{"commitment": True, **rest})
        return authorize(self.context, who.user_id, form)

    def fill(self, who: LoggedIn, sharing: int, amount: str, *, by: LoggedIn | None = None) -> int:
        """Money put into the wallet of a sharing, and accepted by who looks after the member."""
        made = top_up(self.context, who.user_id, self.context.token(), sharing, amount, PIN)
        accept(self.context, (by or who).user_id, made)
        return made

    def code(self, who: LoggedIn, person: int) -> int:
        """The id of a code of this person that this user has taken at the counter."""
        if person != who.person_id:
            link(self.context, who.user_id, person, "", agreed=True)
        return take(self.context, who.user_id, issue(self.context, who.user_id, person).text).code_id

    def form(
        self, who: LoggedIn, patient: int, amount="68.00", *, place=PHARMACY, med_type="41", kind="药品"
    ) -> PayForm:
        return PayForm(self.code(who, patient), patient, place, med_type, (ItemForm("药", kind, "01", amount),))

    def pay(self, who: LoggedIn, patient: int, amount="68.00", **rest) -> int:
        quote = presettle(self.context, who.user_id, self.form(who, patient, amount, **rest))
        return settle_quote(self.context, who.user_id, self.context.token(), quote)

    def family(self, quota: str = "", **money: str) -> tuple[LoggedIn, int]:
        """A father in 鹰潭 with money, his mother entered by him, and a sharing between them."""
        father = self.register()
        self.insure(father, **{"prior_years": "3000.00", "this_year": "800.00", **money})
        mother = self.enter(father)
        self.share(father, mother, quota=quota)
        return father, mother

    def sql(self, statement: str, *values: object) -> list[tuple]:
        """Behind the model's back: a plain connection, as any program may open one."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            return connection.execute(statement, values).fetchall()

    def one(self, statement: str, *values: object) -> object:
        return self.sql(statement, *values)[0][0]

    def balance(self, kind: str, owner: object) -> int:
        return self.one(
            "SELECT coalesce(sum(balance_fen), 0) FROM account WHERE kind = ? AND owner = ?", kind, str(owner)
        )

    def is_clean(self) -> bool:
        found = audit(self.context)
        assert found == []
        return True
