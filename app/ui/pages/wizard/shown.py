"""What every step of the wizard is handed, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import flet as ft

from app.services.share_terms import Difference, MoneyTerms
from app.ui.forms import Errors
from app.ui.pages.wizard.answers import Answers, Step
from app.ui.pages.wizard.looking import Found
from app.ui.run import Command
from app.ui.theme import Style


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds today: the rules' own values, and whether the user has said how they are insured."""

    difference: Difference
    terms: MoneyTerms
    relations: tuple[str, ...]
    insured: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A step's material. ``change(quota="500")`` takes an answer, ``jump(step)`` changes one from 核对."""

    style: Style
    answers: Answers
    found: Found
    facts: Facts
    errors: Errors
    change: Callable[..., None]
    jump: Callable[[Step], None]
    advance: Command
    today: date
    me: tuple[int, str]
    promised: bool
    promise: Callable[[bool], None]
    refused: ft.Control | None

    def put(self, name: str, value: str) -> None:
        """Take one answer by its name."""
        self.change(**{name: value})


@dataclass(frozen=True, slots=True)
class Page:
    """A step as shown: its body, and its action area."""

    body: list[ft.Control]
    bottom: list[ft.Control]
