"""What one family does in a load test, and the families: by the names on the screen, as in test_main_flow.py.

A tap is timed from the moment it is sent until what it leads to stands on the screen.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from load_client import Control, RemotePage

from app.bootstrap import open_context
from app.config import Settings
from app.data import sample_family as numbers
from app.domain.certificates import CertType
from app.services.context import Context
from app.services.insurance import InsuranceForm
from app.services.insured_register import Certificate, NewPerson, add_person, save_insurance
from app.services.passwords import Passwords
from app.services.registration import Registration, register
from app.services.text_messages import Purpose, send_code

YINGTAN, NANCHANG = "360600", "360100"
PASSWORD = "一家人 2026"  # noqa: S105 - of families made here
FATHER_BORN, MOTHER_BORN = numbers.FATHER_BORN, numbers.MOTHER_BORN
NUMBERS_A_DAY = 1000
# One payment is 1.30: what a father has lasts for hundreds.
MONEY = "3000.00"
# Letters and digits come this much quicker after each other than taps.
QUICK = 10


@dataclass(frozen=True)
class Family:
    """Who logs in, and the infant they share with."""

    phone: str
    certificate: str
    mother_no: str


@dataclass(frozen=True)
class Tap:
    """One tap: what was tapped, and how long it took."""

    name: str
    seconds: float
    at: float


@dataclass
class Diary:
    """What all families together have seen."""

    taps: list[Tap] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    payments: int = 0


class _OneHash(Passwords):
    """Every family has the same passwords, so that they are worked out once."""

    _known: dict[str, str] = {}  # noqa: RUF012 - one for all is what is meant

    def hash(self, password: str) -> str:
        if password not in self._known:
            self._known[password] = super().hash(password)
        return self._known[password]


def make_families(settings: Settings, count: int) -> list[Family]:
    """Register families on an empty install: a father with money, and an infant of four months he has entered."""
    context = replace(open_context(settings), passwords=_OneHash())
    try:
        return [_make_family(context, index) for index in range(1, count + 1)]
    finally:
        context.database.close()


def _make_family(context: Context, index: int) -> Family:
    phone = f"139{index:08d}"
    code = send_code(context, phone, Purpose.REGISTER, "").code
    days, number = divmod(index, NUMBERS_A_DAY)
    father_no = numbers.id_number("360698", FATHER_BORN + timedelta(days), number)
    mother_no = numbers.id_number("360699", MOTHER_BORN + timedelta(days), number)
    father = register(context, Registration("李明", father_no, phone, code, PASSWORD, numbers.PIN), "")
    money = InsuranceForm("310", YINGTAN, since=date(2020, 1, 1), prior_years=MONEY, this_year=MONEY)
    save_insurance(context, father.user_id, father.person_id, money)
    born = numbers.days(context.clock.today(), context.first_day).baby_born
    certificate = f"X{990000000 + index}"
    infant = Certificate(CertType.BIRTH_CERTIFICATE, certificate, "李小满", "周芳", mother_no)
    insurance = InsuranceForm("390", YINGTAN, since=born, family_account="90.00")
    add_person(context, father.user_id, NewPerson(infant, born, "女", insurance))
    return Family(phone, certificate, mother_no)


class Visitor:
    """One of them at their phone: looks for a name, thinks, taps, and waits for what comes."""

    def __init__(self, page: RemotePage, family: Family, diary: Diary, pause_s: float) -> None:
        """Make a visitor who thinks for `pause_s` before each tap, more or less."""
        self.page, self.family, self.diary, self.pause_s = page, family, diary, pause_s

    async def think(self) -> None:
        """Wait as a person does who reads; no two alike."""
        await asyncio.sleep(random.uniform(0.5, 1.5) * self.pause_s)  # noqa: S311 - no secret

    async def _until_there(self, find: Callable[[], Control | None], what: str) -> Control:
        await self.page.until(find, f"nothing is called {what!r}")
        found = find()
        if found is None:
            raise LookupError(what)
        return found

    async def _timed(self, name: str, then: str, send: Callable[[], Awaitable[None]]) -> None:
        heard, started = self.page.heard, time.perf_counter()
        await send()
        await self.page.until(
            lambda: self.page.heard > heard and self.page.sees(then), f"{name!r} should lead to {then!r}"
        )
        self.diary.taps.append(Tap(name, time.perf_counter() - started, started))

    async def tap(self, name: str, then: str, *, at_once: bool = False) -> None:
        """Tap what has this name; what it leads to says `then`. `at_once`: there is nothing to read before it."""
        await asyncio.sleep(self.pause_s / QUICK) if at_once else await self.think()
        control = await self._until_there(lambda: self.page.named(name), name)
        await self._timed(name, then, lambda: self.page.fire(control, "click"))

    async def type(self, label: str, words: str) -> None:
        """Type into a field, by the letter: each is a message of its own."""
        control = await self._until_there(lambda: self.page.field(label), label)
        for length in range(1, len(words) + 1):
            await asyncio.sleep(self.pause_s / QUICK)
            await self.page.change(control, words[:length])

    async def log_in(self) -> None:
        """Log in with phone and password."""
        await self.type("手机号", self.family.phone)
        await self.type("登录密码", PASSWORD)
        await self.tap("登录", "家人的医保码")

    async def share(self) -> None:
        """Walk through the wizard for the infant, and take her code."""
        await self.tap("授权登记", "家人看病，花谁的钱")
        await self.tap("下一步", "给谁用")
        await self.tap("证件类型", "中国护照")
        await self.tap("出生医学证明", "宝宝姓名")
        await self.type("出生医学证明编号", self.family.certificate)
        await self.type("宝宝姓名", "李小满")
        await self.type("妈妈的姓名", "周芳")
        await self.type("妈妈的身份证号", self.family.mother_no)
        await self.tap("查参保登记", "李小满是我的谁")
        await self.tap("女儿", "女儿")
        await self.tap("下一步", "最多给李小满用多少")
        await self.tap("下一步", "个人郑重承诺")
        await self.tap("我已读完，我承诺", "提交授权")
        await self.tap("提交授权", "在我的手机上出示李小满的医保码")
        await self.tap("我是李小满的监护人，我同意", "加亲情账户")
        await self.tap("加亲情账户", "秒后换新码")

    async def pay(self) -> None:
        """Pay 1.30 for the infant at a clinic, look at the records, and go home."""
        await self._go("/pay", "李小满的码")
        await self.tap("李小满的码", "来看病的是李小满本人")
        await self.tap("加一项", "金额（元）")
        await self.type("名称", "退热药")
        await self.type("金额（元）", "1.30")
        await self.tap("保存这一项", "退热药，1.30")
        await self.tap("预结算", "输密码，付款")
        await self.tap("输密码，付款", "已输入 0 位")
        for digit in numbers.PIN[:-1]:
            await self.tap(digit, "已输入", at_once=True)
        await self.tap(numbers.PIN[-1], "结算完成", at_once=True)
        self.diary.payments += 1
        await self._go("/records", "年花了")
        await self._go("/code", "秒后换新码")
        await self._go("/", "家人的医保码")

    async def _go(self, route: str, then: str) -> None:
        await self.think()
        await self._timed(route, then, lambda: self.page.go(route))

    async def look(self) -> None:
        """Log in and look at each tab."""
        try:
            await self.log_in()
            await self._go("/family", "给家人授权")
            await self._go("/code", "秒后换新码")
            await self._go("/records", "记录")
            await self._go("/", "家人的医保码")
        except Exception as error:  # noqa: BLE001 - it is what is looked for
            self.diary.errors.append(f"{type(error).__name__}: {error}")

    async def live(self, until: float) -> None:
        """Do all of it once, then pay again and again until the time (of time.monotonic) has come."""
        try:
            await self.log_in()
            await self.share()
            await self._go("/", "家人的医保码")
            while time.monotonic() < until:
                await self.pay()
        except Exception as error:  # noqa: BLE001 - it is what is looked for
            self.diary.errors.append(f"{type(error).__name__}: {error}")
