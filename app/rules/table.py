"""A table of a TOML file, read key by key, so that an error can name the file and the key."""

from datetime import date, datetime
from typing import Any, Self

from app.domain.errors import GongjiError

LARGEST_NUMBER = 9999
"""The largest count or year that a file may hold; amounts are texts."""

_LONGEST_SHOWN = 40


class RuleFileError(GongjiError):
    """A rule file is wrong; ``file`` is its name, ``key`` the rule key (or the place) in it."""

    def __init__(self, file: str, key: str, why: str) -> None:
        """Keep file and key beside the words."""
        super().__init__("规则文件 {file} 的「{key}」：{why}", file=file, key=key, why=why)
        self.file = file
        self.key = key


class Table:
    """One TOML table; what has been read is struck off, and finish() refuses what is left."""

    def __init__(self, file: str, name: str, content: dict[str, Any]) -> None:
        """Begin with all keys unread; ``name`` is what errors call the table."""
        self.file = file
        self.name = name
        self._content = content
        self._left = set(content)

    def error(self, why: str) -> GongjiError:
        """Make the error for this table; the caller raises it."""
        return RuleFileError(self.file, self.name, why)

    def _child(self, name: str, content: dict[str, Any]) -> Self:
        return type(self)(self.file, name, content)

    def has(self, key: str) -> bool:
        """Tell whether the key stands in the table."""
        return key in self._content

    def names(self) -> list[str]:
        """Give all keys in the order of the file."""
        return list(self._content)

    def finish(self) -> None:
        """Raise RuleFileError if a key was not read, that is: if it is unknown."""
        if self._left:
            raise self.error(f"不认识的键：{'、'.join(sorted(self._left))}")

    def _take(self, key: str, kind: type, what: str) -> Any:  # noqa: ANN401 - the type is checked here
        if key not in self._content:
            raise self.error(f"缺少 {key}")
        self._left.discard(key)
        value = self._content[key]
        wrong = not isinstance(value, kind)
        if wrong or (kind is int and isinstance(value, bool)) or isinstance(value, datetime):
            raise self.error(f"{key} 应是{what}，写的是 {_shown(value)}")
        return value

    def text(self, key: str, default: str | None = None, *, empty: bool = False) -> str:
        """Give a text; without a default it must be there, and must not be empty unless allowed."""
        if default is not None and key not in self._content:
            return default
        value: str = self._take(key, str, "文字")
        if not value and default is None and not empty:
            raise self.error(f"{key} 不能空着")
        return value

    def number(self, key: str) -> int:
        """Give a whole number that is not negative, and not beyond any sense."""
        value: int = self._take(key, int, "整数")
        if value < 0:
            raise self.error(f"{key} 不能是负数")
        if value > LARGEST_NUMBER:
            raise self.error(f"{key} 太大了，最多 {LARGEST_NUMBER}")
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Give true or false."""
        if default is not None and key not in self._content:
            return default
        value: bool = self._take(key, bool, " true 或 false")
        return value

    def day(self, key: str) -> date:
        """Give a date without a time."""
        value: date = self._take(key, date, "日期")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, neither the list nor a text empty."""
        value: list[Any] = self._take(key, list, "文字的列表")
        if not value or not all(isinstance(word, str) and word for word in value):
            raise self.error(f"{key} 应是文字的列表，不能空着")
        return tuple(value)

    def table(self, key: str) -> Self:
        """Give a table inside, named by its key."""
        return self._child(key, self._take(key, dict, "表"))

    def tables(self, key: str, *, named_by: str) -> list[Self]:
        """Give a list of tables; errors call each by its own ``named_by``."""
        entries: list[Any] = self._take(key, list, "表的列表")
        if not all(isinstance(entry, dict) for entry in entries):
            raise self.error(f"{key} 应是表的列表")
        return [
            self._child(str(entry.get(named_by, f"{key} 第 {number} 条")), entry)
            for number, entry in enumerate(entries, 1)
        ]


def _shown(value: object) -> str:
    """Write a wrong value as it stands, in short; Python writes no number of thousands of digits."""
    try:
        text = repr(value)
    except ValueError:
        return "很大的数"
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
