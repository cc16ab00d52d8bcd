"""What every service is handed: the database, the rules, and the few things that tests set (clock, ids, messages)."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from app.config import assets_dir
from app.data.unit_of_work import Database
from app.data.vault import Vault
from app.domain.rulebook import Rules
from app.services.passwords import Passwords


class Clock(Protocol):
    """The app's clock, in China's time."""

    def now(self) -> datetime:
        """Give the moment it is, aware."""
        ...

    def today(self) -> date:
        """Give the day it is."""
        ...


class AppClock:
    """The install's clock: the machine's, moved by whole days when somebody tries another day (「换一天试试」)."""

    def __init__(self, base: Clock, shift_days: int = 0) -> None:
        """Move a clock by whole days."""
        self.base = base
        self.shift_days = shift_days

    def now(self) -> datetime:
        """Give the moment it is for the app, aware."""
        return self.base.now() + timedelta(days=self.shift_days)

    def today(self) -> date:
        """Give the day it is for the app."""
        return self.now().date()

    def real_now(self) -> datetime:
        """Give the moment it is, whatever day is tried: waits and tries go by it, so that no other day ends them."""
        return self.base.now()


def _digits(count: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(count))


def _token() -> str:
    return secrets.token_urlsafe(32)


class Bell(threading.local):
    """Who was told something in this thread since somebody last asked."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._told: set[int] = set()

    def ring(self, person_id: int) -> None:
        """Note that this person was told something."""
        self._told.add(person_id)

    def taken(self) -> frozenset[int]:
        """Give who was told something, and forget it."""
        told, self._told = frozenset(self._told), set()
        return told


@dataclass
class KeptUp:
    """The hour of the app's clock in which this process last booked what the calendar had brought, None: not yet."""

    hour: datetime | None = None


@dataclass(frozen=True)
class Context:
    """Everything that services need and don't make themselves. `shared`: strangers use this install too.

    `assets`: where fonts and drawings lie, for pictures.
    """

    database: Database
    rules: Rules
    vault: Vault
    clock: AppClock
    shared: bool = False
    assets: Path = field(default_factory=assets_dir)
    passwords: Passwords = field(default_factory=Passwords)
    digits: Callable[[int], str] = field(default=_digits)
    token: Callable[[], str] = field(default=_token)
    kept_up: KeptUp = field(default_factory=KeptUp)
    bell: Bell = field(default_factory=Bell)

    @property
    def first_day(self) -> date:
        """The first day for which there are rules."""
        return self.rules.first_day
