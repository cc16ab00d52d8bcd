"""Wires the rooms together: the one place that may import all of them."""

from app.config import Settings
from app.data.unit_of_work import Database
from app.data.vault import Vault
from app.rules.load import load_rules
from app.services.context import AppClock, Context
from app.services.preferences import clock_shift


def open_context(settings: Settings) -> Context:
    """Open this install's data: database, key, rules, clock.

    Raises:
        CannotStartError: the data folder can't be written.
        GongjiError: the database or its key is damaged or of another kind.
    """
    settings.prepare_data_dir()
    context = Context(
        database=Database(settings.database_path),
        rules=load_rules(),
        vault=Vault.at(settings.data_dir / "gongji.key"),
        clock=AppClock(settings.clock),
        shared=settings.host not in ("127.0.0.1", "localhost", "::1"),
    )
    context.clock.shift_days = clock_shift(context)
    return context
