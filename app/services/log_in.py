"""Logging in: by password, by simulated SMS, by simulated face; and new passwords."""

from sqlmodel import Session, select

from app.data.people_tables import UserRow
from app.domain.certificates import parse_phone
from app.domain.errors import FormErrors, InputError, NotAllowed
from app.services.access import me
from app.services.context import Context
from app.services.devices import LoggedIn, end_logins, require_known_device, start_login
from app.services.passwords import check_new_password, check_new_pin, read_pin
from app.services.text_messages import Purpose, use_code
from app.services.tries import Lock, forget_tries, try_password

NOT_REGISTERED = "这个手机号还没有注册"


def with_password(context: Context, phone: str, password: str, device: str) -> LoggedIn:
    """Log in by phone and password.

    Raises:
        FormErrors: a field is empty or malformed.
        InputError: wrong (field "password"), or too many tries; the words don't tell which phones are registered.
    """
    number = _phone_and(phone, password)
    digest = context.vault.digest("phone", number)
    with context.database.read() as session:
        user = _by_phone(session, digest)
    kept = user.password_hash if user else None
    lock = Lock(_login_of(digest), "password", "手机号或密码不对", "手机号或密码不对。错得太多次，{wait}后再试")
    try_password(context, lock, kept, password)
    with context.database.write() as unit:
        user = _by_phone(unit.session, digest)
        if user is None or user.password_hash != kept:
            raise InputError("password", "手机号或密码不对")
        logged_in = _welcome(context, unit.session, user, device)
        unit.commit()
    return logged_in


def with_sms(context: Context, phone: str, code: str, device: str) -> LoggedIn:
    """Log in by phone and simulated SMS code.

    Raises:
        InputError: a wrong phone (field "phone") or code (field "sms_code").
    """
    number = parse_phone("phone", phone)
    with context.database.write() as unit:
        user = _with_code(context, unit.session, number, Purpose.LOG_IN, code)
        if isinstance(user, InputError):
            unit.commit()
            raise user
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
            raise InputError("phone", NOT_REGISTERED)
        logged_in = _welcome(context, unit.session, user, device)
        unit.commit()
    return logged_in


def reset_password(context: Context, phone: str, code: str, new_password: str, device: str) -> LoggedIn:
    """Set a new login password by simulated SMS code, end every other login, and log in.

    Raises:
        InputError: phone, code or new password is wrong (fields "phone", "sms_code", "new_password").
    """
    number = parse_phone("phone", phone)
    new_hash = context.passwords.hash(check_new_password("new_password", new_password))
    with context.database.write() as unit:
        session = unit.session
        user = _with_code(context, session, number, Purpose.RESET, code)
        if isinstance(user, InputError):
            unit.commit()
            raise user
        _refuse_for_sample(context, user)
        user.password_hash = new_hash
        end_logins(context, session, user)
        logged_in = _welcome(context, session, user, device)
        unit.commit()
    return logged_in


def change_password(context: Context, user_id: int, old: str, new: str, keep_token: str = "") -> None:
    """Set a new login password, knowing the old one, and end every login but that with `keep_token`.

    Raises:
        InputError: the old one is wrong (field "old_password"), or the new one won't do (field "new_password").
    """
    password = check_new_password("new_password", new)
    kept = _check_login_password(context, user_id, "old_password", old)
    new_hash = context.passwords.hash(password)
    with context.database.write() as unit:
        user = _still(unit.session, user_id, kept, "old_password")
        _refuse_for_sample(context, user)
        user.password_hash = new_hash
        end_logins(context, unit.session, user, keep_token)
        forget_tries(context, unit.session, _login_of(user.phone_digest))
        unit.session.add(user)
        unit.commit()


def change_pin(context: Context, user_id: int, password: str, new_pin: str) -> None:
    """Set a new payment password, knowing the login password.

    Raises:
        InputError: the login password is wrong (field "password"), or the new one won't do (field "new_pin").
    """
    pin = check_new_pin("new_pin", new_pin)
    kept = _check_login_password(context, user_id, "password", password)
    new_hash = context.passwords.hash(pin)
    with context.database.write() as unit:
        user = _still(unit.session, user_id, kept, "password")
        _refuse_for_sample(context, user)
        user.pay_password_hash = new_hash
        forget_tries(context, unit.session, _login_of(user.phone_digest))
        forget_tries(context, unit.session, _pin_of(user_id))
        unit.session.add(user)
        unit.commit()


def check_pin(context: Context, user_id: int, typed: str) -> None:
    """Check the 6-digit payment password of who is logged in; wrong tries are counted apart from those of the login.

    Raises:
        InputError: field "pin": malformed, wrong, or too many tries.
    """
    pin = read_pin("pin", typed)
    with context.database.read() as session:
        kept = me(session, user_id).user.pay_password_hash
    lock = Lock(_pin_of(user_id), "pin", "支付密码不对，还可以试 {left} 次", "支付密码不对。错得太多次，{wait}后再试")
    try_password(context, lock, kept, pin)
    with context.database.write() as unit:
        forget_tries(context, unit.session, _pin_of(user_id))
        unit.commit()


def _check_login_password(context: Context, user_id: int, field: str, typed: str) -> str:
    """Check the login password of who is logged in, and give it as it is kept."""
    with context.database.read() as session:
        user = me(session, user_id).user
    wrong = ("原来的密码不对", "原来的密码不对。错得太多次，{wait}后再试")
    if field != "old_password":
        wrong = ("登录密码不对", "登录密码不对。错得太多次，{wait}后再试")
    try_password(context, Lock(_login_of(user.phone_digest), field, *wrong), user.password_hash, typed)
    return user.password_hash


def _still(session: Session, user_id: int, kept: str, field: str) -> UserRow:
    """Give the user, whose password is the one that was checked."""
    user = me(session, user_id).user
    if user.password_hash != kept:
        raise InputError(field, "密码刚刚改过了，再输一次")
    return user


def _refuse_for_sample(context: Context, user: UserRow) -> None:
    """Keep the sample family open to all on a shared install, where anybody may enter it.

    Raises:
        NotAllowed: its passwords can't be changed there.
    """
    if context.shared and user.is_sample:
        raise NotAllowed("这里是多人共用的服务，示例家庭的密码不能改")


def _with_code(context: Context, session: Session, number: str, purpose: Purpose, code: str) -> UserRow | InputError:
    """Use up an SMS code and give the user of the phone, or what is wrong; the caller commits in either case."""
    error = use_code(context, session, number, purpose, code)
    if error is not None:
        return error
    return _by_phone(session, context.vault.digest("phone", number)) or InputError("phone", NOT_REGISTERED)


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
    forget_tries(context, session, _login_of(user.phone_digest))
    session.add(user)
    return start_login(context, session, user, device)


def _login_of(phone_digest: str) -> str:
    return f"login {phone_digest}"


def _pin_of(user_id: int) -> str:
    return f"pin {user_id}"
