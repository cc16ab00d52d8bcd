"""Wires the rooms together: the one place that may import all of them."""

from pathlib import Path

from app.config import Settings
from app.data.people_tables import SettingRow
from app.data.unit_of_work import Database
from app.data.vault import Vault, VaultError
from app.domain.errors import GongjiError
from app.rules.load import load_rules
from app.services.context import AppClock, Context
from app.services.preferences import clock_shift
from app.services.turn import keep_up

KEY_FILE = "gongji.key"
KEY_MARK = "key_mark"


def open_context(settings: Settings, *, only_look: bool = False) -> Context:
    """Open this install's data: database, key, rules, clock. What the calendar has brought is booked.

    `only_look`: nothing is booked.

    Raises:
        CannotStartError: the data folder can't be written.
        GongjiError: the database or its key is damaged or of another kind.
    """
    settings.prepare_data_dir()
    rules = load_rules()
    database = Database(settings.database_path)
    try:
        context = Context(
            database=database,
            rules=rules,
            vault=_vault(database, settings.data_dir / KEY_FILE),
            clock=AppClock(settings.clock),
            shared=settings.shared,
        )
        context.clock.shift_days = clock_shift(context)
        if not only_look:
            keep_up(context)
    except BaseException:
        database.close()
        raise
    return context


def is_well(context: Context) -> bool:
    """Tell whether the data can be read."""
    try:
        with context.database.read() as session:
            return session.get(SettingRow, KEY_MARK) is not None
    except GongjiError:
        return False


def _vault(database: Database, key_file: Path) -> Vault:
    """Give the vault of this database, whose mark it carries from its first day on.

    Raises:
        VaultError: the key file is gone, damaged, or of another database; a new one is never made over old data.
    """
    with database.read() as session:
        known = session.get(SettingRow, KEY_MARK)
    if known is not None and not key_file.exists():
        raise VaultError
    vault = Vault.at(key_file)
    mark = vault.digest("mark", KEY_FILE)
    if known is None:
        with database.write() as unit:
            known = unit.session.get(SettingRow, KEY_MARK)
            if known is None:
                known = SettingRow(key=KEY_MARK, value=mark)
                unit.session.add(known)
                unit.commit()
    if known.value != mark:
        raise VaultError
    return vault
