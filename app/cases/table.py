"""A table of a case file: amounts, words of the domain, and errors that name the case."""

from enum import StrEnum
from typing import Any, Self, TypeVar

from app.cases.case import CaseFileError
from app.domain.errors import GongjiError
from app.domain.money import parse_yuan
from app.domain.regions import is_region
from app.rules.table import Table

Word = TypeVar("Word", bound=StrEnum)


class CaseTable(Table):
    """A table whose name is its place in the file, like ``第 2 个案例「…」 person 第 1 条``."""

    def error(self, why: str) -> GongjiError:
        """Make the error for this table; the caller raises it."""
        return CaseFileError(self.file, self.name, why)

    def _child(self, name: str, content: dict[str, Any]) -> Self:
        return type(self)(self.file, f"{self.name} {name}".strip(), content)

    def amount(self, key: str, default: int | None = None) -> int:
        """Give an amount in 分, written like ``"12.34"``."""
        if default is not None and not self.has(key):
            return default
        try:
            return parse_yuan(self.text(key))
        except CaseFileError:
            raise
        except GongjiError as error:
            raise self.error(f"{key} {error}") from error

    def word(self, key: str, words: type[Word], default: Word | None = None) -> Word:
        """Give a word of a fixed list."""
        if default is not None and not self.has(key):
            return default
        text = self.text(key, empty=True)
        try:
            return words(text)
        except ValueError:
            allowed = " ".join(word.value or '""' for word in words)
            raise self.error(f"{key} 不能是「{text}」。可以是：{allowed}") from None

    def region(self, key: str) -> str:
        """Give a region code: six digits."""
        text = self.text(key)
        if not is_region(text):
            raise self.error(f"{key} 应是 6 位数字，写的是「{text}」")
        return text
