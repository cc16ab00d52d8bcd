"""The addresses of the pages. Pages go to each other by these alone; what is shown there stands in routes.py."""

from datetime import date
from urllib.parse import parse_qsl, urlencode, urlparse

import flet as ft

HOME = "/"
FAMILY = "/family"
CODE = "/code"
RECORDS = "/records"
ME = "/me"
TABS = (HOME, FAMILY, CODE, RECORDS, ME)

LOGIN = "/"
LOGIN_SMS = "/sms"
LOGIN_FACE = "/face"
REGISTER = "/register"
FORGOT = "/forgot"
GUEST_PATHS = (LOGIN, LOGIN_SMS, LOGIN_FACE, REGISTER, FORGOT)

ZONE = "/zone"
NOTICES = "/notices"
HELP = "/help"
FEES = "/fees"
HUIMINBAO = "/fees/huiminbao"
NEWBORNS = "/fees/newborn"
FAMILY_ACCOUNT = "/family-account"
SHARE = "/share"
LINK = "/link"
PAY = "/pay"
PAY_QUOTE = "/pay/quote"
ASK = "/ask"
COMPARE = "/ask/compare"
POLICIES = "/policies"
CLASHES = "/policies/clashes"
POLICY = "/rule"
"""What stands behind the address of any page on which a rule is opened."""

_POLICY_ASKS = ("rule", "in", "on")
CHANNELS = "/channels"
WHICH = "/which"
INFANTS = "/infants"
NEW_INFANT = "/infants/new"
CASES = "/cases"
EXERCISES = "/exercises"
NEW_EXERCISES = "/exercises/new"
CODE_FULL = "/code/full"
INSURANCE = "/me/insurance"
INSURED_REGISTER = "/me/register"
NEW_PERSON = "/me/register/new"
PASSWORD = "/me/password"  # noqa: S105 - an address
PIN = "/me/pin"
DAY = "/me/day"
ABOUT = "/me/about"


def sharing(sharing_id: int) -> str:
    """One sharing."""
    return f"{FAMILY}/sharing/{sharing_id}"


def sharing_terms(sharing_id: int) -> str:
    """Give where the terms of a sharing are changed."""
    return f"{sharing(sharing_id)}/terms"


def sharing_end(sharing_id: int) -> str:
    """Give where a sharing is ended on a day that lies ahead."""
    return f"{sharing(sharing_id)}/end"


def wallet_of(sharing_id: int) -> str:
    """Give the 医保钱包 of a sharing."""
    return f"{sharing(sharing_id)}/wallet"


def contribution_of(person_id: int) -> str:
    """每月划入 of one person."""
    return f"/me/contribution/{person_id}"


def shared(sharing_id: int) -> str:
    """Give what happens next, after a sharing was begun."""
    return f"{SHARE}/done/{sharing_id}"


def link_with(person_id: int, instead_of: int = 0) -> str:
    """Adding the 亲情账户 of one person, in the place of another one (its link) if that is said."""
    return f"{LINK}/{person_id}" + (f"?instead={instead_of}" if instead_of else "")


def link_instead(link_id: int) -> str:
    """Choosing who takes the place of one 亲情账户."""
    return f"{LINK}?instead={link_id}"


def family_link(link_id: int) -> str:
    """One 亲情账户."""
    return f"{FAMILY}/link/{link_id}"


def infant_of(person_id: int) -> str:
    """Give the way of one infant, from birth to being covered."""
    return f"{INFANTS}/{person_id}"


def code_of(person_id: int) -> str:
    """Give the code page, open at one person."""
    return f"{CODE}?who={person_id}"


def code_full(person_id: int) -> str:
    """Give the code of one person, over the whole screen."""
    return f"{CODE_FULL}?who={person_id}"


def receipt(settlement_id: int) -> str:
    """One 结算单."""
    return f"{RECORDS}/{settlement_id}"


def refund_of(settlement_id: int) -> str:
    """退费 of one payment."""
    return f"{RECORDS}/{settlement_id}/refund"


def refund_receipt(refund_id: int) -> str:
    """One 退费单."""
    return f"{RECORDS}/refund/{refund_id}"


def free_year_receipt(confirmation_id: int) -> str:
    """Give the slip of one 新生儿免缴确认."""
    return f"{RECORDS}/free/{confirmation_id}"


def fees_of(person_id: int) -> str:
    """Give what is known of one person's 居民医保, year by year."""
    return f"{FEES}/{person_id}"


def fee_of(person_id: int, year: int) -> str:
    """Paying one person's 居民医保 of one year."""
    return f"{FEES}/{person_id}/{year}"


def newborn_of(person_id: int) -> str:
    """Give the free years of one child."""
    return f"{NEWBORNS}/{person_id}"


def fee_receipt(fee_id: int) -> str:
    """One 缴费单."""
    return f"{RECORDS}/fee/{fee_id}"


def insured(person_id: int) -> str:
    """Give the insurance data of one person."""
    return f"{INSURED_REGISTER}/{person_id}"


def clash(number: int) -> str:
    """Give one place where the sources clash."""
    return f"{CLASHES}/{number}"


def policy(key: str, region: str = "", day: date | None = None, *, over: str | None = None) -> str:
    """Give the page of one rule, as it holds in a region on a day.

    It opens on top of the page at hand (or of ``over``), which stays as it is below: so that one comes back to it.
    """
    address = urlparse(_shown_now() if over is None else over)
    below = address.path.rstrip("/").removesuffix(POLICY)
    kept = [(name, value) for name, value in parse_qsl(address.query) if name not in _POLICY_ASKS]
    asked = {"rule": key, "in": region, "on": day.isoformat() if day else ""}
    return f"{below}{POLICY}?{urlencode([*kept, *((name, value) for name, value in asked.items() if value)])}"


def below_policy(route: str) -> str:
    """Give the page that a rule was opened on."""
    address = urlparse(route)
    kept = urlencode([(name, value) for name, value in parse_qsl(address.query) if name not in _POLICY_ASKS])
    below = address.path.rstrip("/").removesuffix(POLICY) or HOME
    return f"{below}?{kept}" if kept else below


def policy_asked(route: str) -> tuple[str, str, date | None]:
    """Read which rule is asked for at an address: its key, the region, the day (None: today)."""
    asked = dict(parse_qsl(urlparse(route).query))
    try:
        day = date.fromisoformat(asked.get("on", ""))
    except ValueError:
        day = None
    return asked.get("rule", ""), asked.get("in", ""), day


def _shown_now() -> str:
    try:
        return ft.context.page.route or HOME
    except RuntimeError:
        return HOME


def tab_of(path: str) -> int | None:
    """Give the tab that a page was opened from, None for a task that stands by itself."""
    first = "/" + path.partition("?")[0].strip("/").partition("/")[0]
    return 0 if first in (ZONE, NOTICES, HELP) else next((at for at, tab in enumerate(TABS) if tab == first), None)


def saved_case(case_id: int) -> str:
    """One saved case."""
    return f"{CASES}/{case_id}"


def exercise_set(key: str) -> str:
    """One set of exercises."""
    return f"{EXERCISES}/{key}"


def exercise(key: str, number: int) -> str:
    """One exercise of a set, counted from 1."""
    return f"{exercise_set(key)}/{number}"


def go(path: str) -> None:
    """Open a page."""
    ft.context.page.navigate(path)


def go_tab(index: int) -> None:
    """Open a tab of the bottom bar."""
    go(TABS[index])
