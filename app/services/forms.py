"""Checks all fields of a form before anything is done, so that a person sees every error at once."""

from collections.abc import Callable
from typing import Any

from app.domain.errors import FormErrors, InputError


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
    if errors:
        raise FormErrors(tuple(errors))
    return tuple(values)
