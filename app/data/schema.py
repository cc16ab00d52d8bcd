"""The schema of the models, as SQL: what a fresh file must come to, however the migrations get there."""

import sqlite3
from contextlib import closing

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import Session, SQLModel

from app.data import (
    case_tables,
    fee_tables,
    money_tables,
    people_tables,
    record_tables,
    refund_tables,
    sharing_tables,
    turn_tables,
    wallet_tables,
)
from app.data.migrations import SEPARATOR, scripts
from app.data.triggers import TRIGGERS

MODELS = (
    case_tables,
    fee_tables,
    money_tables,
    people_tables,
    record_tables,
    refund_tables,
    sharing_tables,
    turn_tables,
    wallet_tables,
)
NAMED = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"


def statements() -> list[str]:
    """Give every CREATE of the models in an order that works: tables with their indexes, then triggers."""
    dialect = sqlite.dialect()
    found: list[str] = []
    for table in SQLModel.metadata.sorted_tables:
        found.append(_tidy(str(CreateTable(table).compile(dialect=dialect))))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        found += [_tidy(str(CreateIndex(index).compile(dialect=dialect))) for index in indexes]
    return [*found, *TRIGGERS]


def _tidy(sql: str) -> str:
    lines = (line.rstrip() for line in sql.replace("\t", "    ").strip().splitlines())
    return "\n".join(lines)


def differences(session: Session) -> list[tuple[str, str]]:
    """Give what differs in this file from what the migrations make: the name, and "missing", "changed" or "extra"."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        for _, script in scripts():
            for statement in script.split(SEPARATOR):
                fresh.execute(statement)
        wanted = {str(name): str(sql) for name, sql in fresh.execute(NAMED)}
    found = {str(name): str(sql) for name, sql in session.connection().exec_driver_sql(NAMED)}
    missing = [(name, "missing") for name in sorted(wanted.keys() - found.keys())]
    extra = [(name, "extra") for name in sorted(found.keys() - wanted.keys())]
    changed = [(name, "changed") for name in sorted(wanted.keys() & found.keys()) if wanted[name] != found[name]]
    return [*missing, *changed, *extra]
