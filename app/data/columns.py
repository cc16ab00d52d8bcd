"""Column types and the checks that several tables share."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, TypeDecorator
from sqlalchemy.engine import Dialect

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Instant(TypeDecorator[datetime]):
    """A moment, kept as whole milliseconds since 1970 (UTC) and read back as an aware datetime.

    SQLite has no time zones, and a text would sort wrongly when the zone changes.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Give milliseconds; a naive datetime is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return (value - _EPOCH) // _MILLISECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        """Give an aware datetime in UTC."""
        return None if value is None else _EPOCH + int(value) * _MILLISECOND


def whole_fen(column: str, *, least: int = 0) -> CheckConstraint:
    """Check that a money column holds an integer of at least `least` 分, whatever the model lets through."""
    return CheckConstraint(
        f"{column} IS NULL OR (typeof({column}) = 'integer' AND {column} >= {least})",
        name=f"{column}_whole",
    )


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """Check that a text column holds one of the named values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def real_id() -> CheckConstraint:
    """Check that an id is above 0: in SQLite's BEFORE INSERT triggers an id not given yet looks like -1."""
    return CheckConstraint("id > 0", name="id_real")
