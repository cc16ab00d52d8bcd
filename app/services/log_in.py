"""Logging in: by password, by simulated SMS, by simulated face; and a new password when the old one is forgotten."""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from app.data.people_tables import UserRow
from app.domain.certificates import parse_phone
from app.domain.errors import FormErrors, GongjiError, InputError
from app.services.access import me
from app.services.context import Context
from app.services.devices import LoggedIn, end_other_logins, require_known_device, start_login
from app.services.passwords import check_new_password, check_new_pin, read_pin
from app.services.text_messages import Purpose, use_code

FREE_TRIES = 3
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=30)


def wait_after(wrong_tries: int) -> timedelta:
    """How long to wait after so many wrong tries in a row: none for the first three, then 30 s, doubling up to 30 min."""
    if wrong_tries < FREE_TRIES:
        return timedelta()
    doublings = min(wrong_tries - FREE_TRIES, 12)
    return min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)


def with_password(context: Context, phone: str, password: str, device: str) -> LoggedIn:
    """Log in by phone and password.

    Raises:
        FormErrors: a field is empty or malformed.
        InputError: wrong (field "password"), or too many tries; the words don't tell which phones are registered.
    """
    number = _phone_and(phone, password)
    digest = context.vault.digest("phone", number)
    with context.database.write() as unit:
        session = unit.session
        user = _by_phone(session, digest)
        if user is None:
            context.passwords.hash(password)  # as slow as for a known phone
            raise InputError("password", "手机号或密码不对")
        _check_wait(user.locked_until, context.clock.now(), "password")
        if not context.passwords.matches(user.password_hash, password):
            error = _count_wrong(user, context.clock.now())
            session.add(user)
            unit.commit()
            raise error
        logged_in = _welcome(context, session, user, device)
        unit.commit()
    return logged_in


def with_sms(context: Context, phone: str, code: str, device: str) -> LoggedIn:
    """Log in by phone and simulated SMS code.

    Raises:
        InputError: a wrong phone (field "phone") or code (field "sms_code").
    """
    number = parse_phone("phone", phone)
    with context.database.write() as unit:
        user = _by_phone(unit.session, context.vault.digest("phone", number))
        error = use_code(context, unit.session, number, Purpose.LOG_IN, code)
        if error is None and user is None:
            error = InputError("phone", "这个手机号还没有注册")
        if error is not None or user is None:
            unit.commit()
            raise error or InputError("phone", "这个手机号还没有注册")
        logged_in = _welcome(context, unit.session, user, device)
        unit.commit()
    return logged_in


def with_face(context: Context, phone: str, device: str) -> LoggedIn:
    """Log in by the simulated face check, which always succeeds: so never for a strange device on a shared install.

    Raises:
        InputError: the phone is wrong or not registered (field "phone").
        NotAllowed: a strange device on a shared install.
    """
    number = parse_phone("phone", phone)
    digest = context.vault.digest("phone", number)
    with context.database.write() as unit:
        require_known_device(context, unit.session, digest, device)
        user = _by_phone(unit.session, digest)
        if user is None:
            raise InputError("phone", "这个手机号还没有注册")
        logged_in = _welcome(context, unit.session, user, device)
        unit.commit()
    return logged_in


def reset_password(context: Context, phone: str, code: str, new_password: str, device: str) -> LoggedIn:
    """Set a new login password by simulated SMS code, end every other login, and log in.

    Raises:
        InputError: phone, code or new password is wrong (fields "phone", "sms_code", "new_password").
    """
    number = parse_phone("phone", phone)
    password = check_new_password("new_password", new_password)
    with context.database.write() as unit:
        session = unit.session
        user = _by_phone(session, context.vault.digest("phone", number))
        error = use_code(context, session, number, Purpose.RESET, code)
        if error is None and user is None:
            error = InputError("phone", "这个手机号还没有注册")
        if error is not None or user is None:
            unit.commit()
            raise error or InputError("phone", "这个手机号还没有注册")
        user.password_hash = context.passwords.hash(password)
        end_other_logins(session, user, context.clock.now())
        logged_in = _welcome(context, session, user, device)
        unit.commit()
    return logged_in


def change_password(context: Context, user_id: int, old: str, new: str) -> None:
    """Set a new login password, knowing the old one.

    Raises:
        InputError: the old one is wrong (field "old_password"), or the new one won't do (field "new_password").
    """
    password = check_new_password("new_password", new)
    with context.database.write() as unit:
        user = me(unit.session, user_id).user
        _check_wait(user.locked_until, context.clock.now(), "old_password")
        if not context.passwords.matches(user.password_hash, old):
            _count_wrong(user, context.clock.now())
            unit.session.add(user)
            unit.commit()
            raise InputError("old_password", "原来的密码不对")
        user.password_hash = context.passwords.hash(password)
        user.wrong_tries = 0
        unit.session.add(user)
        unit.commit()


def change_pin(context: Context, user_id: int, password: str, new_pin: str) -> None:
    """Set a new payment password, knowing the login password.

    Raises:
        InputError: the login password is wrong (field "password"), or the new one won't do (field "new_pin").
    """
    pin = check_new_pin("new_pin", new_pin)
    with context.database.write() as unit:
        user = me(unit.session, user_id).user
        _check_wait(user.locked_until, context.clock.now(), "password")
        if not context.passwords.matches(user.password_hash, password):
            _count_wrong(user, context.clock.now())
            unit.session.add(user)
            unit.commit()
            raise InputError("password", "登录密码不对")
        user.pay_password_hash = context.passwords.hash(pin)
        user.wrong_pay_tries = 0
        user.pay_locked_until = None
        unit.session.add(user)
        unit.commit()


def check_pin(context: Context, user_id: int, typed: str) -> None:
    """Check the 6-digit payment password of who is logged in; wrong tries are counted apart from those of the login.

    Raises:
        InputError: field "pin": malformed, wrong, or too many tries.
    """
    pin = read_pin("pin", typed)
    now = context.clock.now()
    with context.database.read() as session:
        user = me(session, user_id).user
        _check_wait(user.pay_locked_until, now, "pin")
    right = context.passwords.matches(user.pay_password_hash, pin)  # slow on purpose: never while holding the lock
    if right and not user.wrong_pay_tries:
        return
    with context.database.write() as unit:
        user = me(unit.session, user_id).user
        user.wrong_pay_tries = 0 if right else user.wrong_pay_tries + 1
        wait = wait_after(user.wrong_pay_tries)
        user.pay_locked_until = now + wait if wait else None
        tries = user.wrong_pay_tries
        unit.session.add(user)
        unit.commit()
    if not right:
        if wait:
            raise InputError("pin", "支付密码不对。错得太多次，{wait}后再试", wait=_in_words(wait))
        raise InputError("pin", "支付密码不对，还可以试 {left} 次", left=FREE_TRIES - tries)


def _phone_and(phone: str, password: str) -> str:
    errors: list[InputError] = []
    number = ""
    try:
        number = parse_phone("phone", phone)
    except InputError as error:
        errors.append(error)
    if not password:
        errors.append(InputError("password", "输入登录密码"))
    if errors:
        raise FormErrors(tuple(errors))
    return number


def _by_phone(session: Session, digest: str) -> UserRow | None:
    return session.exec(select(UserRow).where(UserRow.phone_digest == digest)).first()


def _welcome(context: Context, session: Session, user: UserRow, device: str) -> LoggedIn:
    user.wrong_tries = 0
    user.locked_until = None
    session.add(user)
    return start_login(context, session, user, device)


def _check_wait(until: datetime | None, now: datetime, field: str) -> None:
    # A clock moved back must not lock anybody out for longer than the longest wait.
    if until is not None and now < until <= now + LONGEST_WAIT:
        raise InputError(field, "错得太多次，{wait}后再试", wait=_in_words(until - now))


def _count_wrong(user: UserRow, now: datetime) -> GongjiError:
    user.wrong_tries += 1
    wait = wait_after(user.wrong_tries)
    user.locked_until = now + wait if wait else None
    if wait:
        return InputError("password", "手机号或密码不对。错得太多次，{wait}后再试", wait=_in_words(wait))
    return InputError("password", "手机号或密码不对")


def _in_words(wait: timedelta) -> str:
    seconds = max(int(wait.total_seconds()), 1)
    return f"{seconds} 秒" if seconds < 60 else f"{-(-seconds // 60)} 分钟"  # noqa: PLR2004
