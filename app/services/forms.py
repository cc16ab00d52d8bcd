"""Checks all fields of a form before anything is done, so that a person sees every error at once."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

from app.domain.errors import FormErrors, InputError
from app.domain.money import parse_amount

T = TypeVar("T")


def checked(*readers: Callable[[], Any]) -> tuple[Any, ...]:
    """Run each reader and give what they read, in order.

    Raises:
        FormErrors: one or more of them raised InputError; holds them all.
    """
    values: list[Any] = []
    errors: list[InputError] = []
    for reader in readers:
        try:
            values.append(reader())
        except InputError as error:
            errors.append(error)
        except FormErrors as several:
            errors.extend(several.errors)
    if errors:
        raise FormErrors(tuple(errors))
    return tuple(values)


def read_or_note(errors: list[InputError], reader: Callable[[], T]) -> T | None:
    """Give what a reader reads, or None after noting its error among the others."""
    try:
        return reader()
    except InputError as error:
        errors.append(error)
        return None


def amount_or_none(field: str, text: str) -> int | None:
    """Read an amount in 分; nothing typed is None, a zero in any form is 0.

    Raises:
        InputError: see `parse_amount`.
    """
    return amount_or_zero(field, text) if text.strip() else None


def amount_or_zero(field: str, text: str) -> int:
    """Read an amount in 分 where nothing typed, or a zero in any form, means 0.

    Raises:
        InputError: see `parse_amount`.
    """
    plain = re.sub(r"[\s,，¥]", "", unicodedata.normalize("NFKC", text)).removesuffix("元")
    if not plain or re.fullmatch(r"0+(\.0{0,2})?|\.0{1,2}", plain):
        return 0
    return parse_amount(field, text)
