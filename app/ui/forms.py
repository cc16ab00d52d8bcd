"""Errors of a form: each stands at its field, what belongs to none stands above the form's button."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import flet as ft

from app.domain.errors import FormErrors, GongjiError, InputError
from app.ui.i18n import tr

GENERAL = ""


@dataclass(frozen=True, slots=True)
class Errors:
    """The errors of a form that are shown now."""

    by_field: Mapping[str, str]
    show: Callable[[GongjiError], None]
    """Takes what a service raised; give it to ``use_command`` as ``on_error``."""
    clear: Callable[..., None]
    """``clear("phone")`` when that field changes; ``clear()`` forgets all."""

    def at(self, field: str) -> str | None:
        """Give the error of one field in the language of the page, None if it has none."""
        found = self.by_field.get(field)
        return tr(found) if found is not None else None

    @property
    def general(self) -> str | None:
        """What is wrong with no field in particular."""
        return self.at(GENERAL)


def use_errors() -> Errors:
    """Keep a form's errors (a hook)."""
    empty: dict[str, str] = {}
    by_field, set_errors = ft.use_state(empty)

    def show(error: GongjiError) -> None:
        match error:
            case FormErrors(errors=errors):
                set_errors({one.field: one.words for one in errors})
            case InputError(field=field):
                set_errors({field: error.words})
            case _:
                set_errors({GENERAL: error.words})

    def clear(field: str | None = None) -> None:
        if field is None:
            set_errors({})
        elif field in by_field or GENERAL in by_field:
            set_errors({key: words for key, words in by_field.items() if key not in (field, GENERAL)})

    return Errors(by_field, show, clear)
