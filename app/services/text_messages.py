"""Simulated SMS codes: six digits that expire, with few tries. The message is shown on the screen, not sent."""

import hmac
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, select

from app.data.people_tables import SmsCodeRow
from app.domain.certificates import parse_phone
from app.domain.errors import GongjiError, InputError
from app.domain.words import Words
from app.services.context import Context
from app.services.devices import require_known_device

VALID_FOR = timedelta(minutes=5)
WAIT_BETWEEN = timedelta(seconds=30)
TRIES = 5
DIGITS = 6


class Purpose(StrEnum):
    """What a code is for: one for logging in doesn't reset a password."""

    REGISTER = "register"
    LOG_IN = "log-in"
    RESET = "reset"


@dataclass(frozen=True)
class SimulatedMessage:
    """What the phone would show, and until when the code holds."""

    text: Words
    code: str
    expires_at: datetime


def send_code(context: Context, phone: str, purpose: Purpose, device: str) -> SimulatedMessage:
    """Make a new code for a phone; an earlier one of the same purpose is void.

    On a shared install only a device on which this phone's user has logged in before is shown a code: there is no real
    phone that would keep strangers out.

    Raises:
        InputError: the phone number is wrong (field "phone").
        GongjiError: asked again too soon, or on a strange device.
    """
    number = parse_phone("phone", phone)
    digest = context.vault.digest("phone", number)
    now = context.clock.real_now()
    code = context.digits(DIGITS)
    with context.database.write() as unit:
        session = unit.session
        if purpose is not Purpose.REGISTER:
            require_known_device(context, session, digest, device)
        row = _find(session, digest, purpose)
        if row is not None and now < row.sent_at + WAIT_BETWEEN <= now + WAIT_BETWEEN:
            wait = row.sent_at + WAIT_BETWEEN - now
            raise GongjiError("刚发过，{seconds} 秒后可以再发", seconds=-(-wait // timedelta(seconds=1)))
        if row is not None:
            session.delete(row)
            session.flush()
        session.add(
            SmsCodeRow(
                phone_digest=digest,
                purpose=purpose.value,
                code_digest=_code_digest(context, digest, purpose, code),
                tries_left=TRIES,
                sent_at=now,
                expires_at=now + VALID_FOR,
            )
        )
        unit.commit()
    said = Words(
        "【共济通】（模拟短信）验证码 {code}，{minutes} 分钟内有效。",
        code=code,
        minutes=VALID_FOR // timedelta(minutes=1),
    )
    return SimulatedMessage(said, code, now + VALID_FOR)


def use_code(context: Context, session: Session, phone: str, purpose: Purpose, typed: str) -> InputError | None:
    """Check a code and use it up. A wrong try is counted: the caller commits in either case.

    Returns:
        What is wrong, for the field "sms_code", or None.
    """
    digest = context.vault.digest("phone", phone)
    code = "".join(letter for letter in unicodedata.normalize("NFKC", typed) if letter.isdecimal())
    row = _find(session, digest, purpose)
    if row is None:
        return InputError("sms_code", "先点「获取验证码」")
    if not row.sent_at <= context.clock.real_now() < row.expires_at:
        return InputError("sms_code", "验证码过期了，再获取一次")
    if row.tries_left <= 0:
        return InputError("sms_code", "错得太多次，这个验证码作废了，再获取一次")
    if len(code) != DIGITS:
        return InputError("sms_code", "验证码是 {digits} 位数字", digits=DIGITS)
    if not hmac.compare_digest(row.code_digest, _code_digest(context, digest, purpose, code)):
        row.tries_left -= 1
        session.add(row)
        return InputError("sms_code", "验证码不对，还可以试 {left} 次", left=row.tries_left)
    session.delete(row)
    return None


def _find(session: Session, digest: str, purpose: Purpose) -> SmsCodeRow | None:
    return session.exec(
        select(SmsCodeRow).where(SmsCodeRow.phone_digest == digest, SmsCodeRow.purpose == purpose.value)
    ).first()


def _code_digest(context: Context, phone_digest: str, purpose: Purpose, code: str) -> str:
    return context.vault.digest("sms", f"{phone_digest} {purpose.value} {code}")
