"""Logged-in devices: one stays logged in until log-out, and a device that was logged in before is known."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.data.people_tables import LoginRow, PersonRow, UserRow
from app.domain.errors import NotAllowed
from app.services.context import Context


@dataclass(frozen=True)
class LoggedIn:
    """A user on a device. `token` is what the device keeps; it is empty where the device has it already."""

    user_id: int
    person_id: int
    name: str
    badge: int
    theme: str
    language: str
    elder: bool
    is_sample: bool
    token: str = ""


def start_login(context: Context, session: Session, user: UserRow, device: str) -> LoggedIn:
    """Log a user in on a device; the caller has checked who it is, and commits."""
    token = context.token()
    session.add(
        LoginRow(
            user_id=user.id or 0,
            token_digest=context.vault.digest("token", token),
            device_digest=context.vault.digest("device", device) if device else "",
            started_at=context.clock.now(),
        )
    )
    return _logged_in(session, user, token)


def resume(context: Context, token: str) -> LoggedIn | None:
    """Give the user who is logged in with this token, None if nobody is (any more)."""
    if not token:
        return None
    with context.database.read() as session:
        login = _live(session, context.vault.digest("token", token))
        user = session.get(UserRow, login.user_id) if login else None
        return _logged_in(session, user) if user else None


def log_out(context: Context, token: str) -> None:
    """End a login; an unknown token is no error."""
    with context.database.write() as unit:
        login = _live(unit.session, context.vault.digest("token", token))
        if login is not None:
            login.ended_at = context.clock.now()
            unit.session.add(login)
            unit.commit()


def end_logins(context: Context, session: Session, user: UserRow, keep_token: str = "") -> None:
    """End the logins of a user, as after a new password, but for the one with `keep_token`; the caller commits."""
    kept = context.vault.digest("token", keep_token) if keep_token else ""
    rows = session.exec(
        select(LoginRow).where(
            LoginRow.user_id == user.id, col(LoginRow.ended_at).is_(None), LoginRow.token_digest != kept
        )
    )
    for row in rows:
        row.ended_at = context.clock.now()
        session.add(row)


def require_known_device(context: Context, session: Session, phone_digest: str, device: str) -> None:
    """On a shared install, let through only a device on which this phone's user has been logged in.

    Raises:
        NotAllowed: a strange device.
    """
    if not context.shared:
        return
    known = (
        device
        and session.exec(
            select(LoginRow.id)
            .join(UserRow, col(UserRow.id) == LoginRow.user_id)
            .where(
                UserRow.phone_digest == phone_digest,
                LoginRow.device_digest == context.vault.digest("device", device),
            )
            .limit(1)
        ).first()
    )
    if not known:
        raise NotAllowed("这台设备没有登录过这个手机号，这里是多人共用的服务，只能用密码登录")


def _live(session: Session, digest: str) -> LoginRow | None:
    return session.exec(
        select(LoginRow).where(LoginRow.token_digest == digest, col(LoginRow.ended_at).is_(None))
    ).first()


def _logged_in(session: Session, user: UserRow, token: str = "") -> LoggedIn:
    person = session.get_one(PersonRow, user.person_id)
    return LoggedIn(
        user_id=user.id or 0,
        person_id=person.id or 0,
        name=person.name,
        badge=person.badge,
        theme=user.theme,
        language=user.language,
        elder=user.elder,
        is_sample=user.is_sample,
        token=token,
    )
