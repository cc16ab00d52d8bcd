"""The app in two languages: Chinese is the source, and what is written in the code; English is a catalog.

``tr("还差 {count} 位", count=2)`` says a sentence in the language of the page at hand. What a service hands over
(:class:`~app.domain.words.Words`, the words of an error, a term of the rules) is said by the same function. Where no
page is at hand it is said in Chinese.
"""

import gettext
from enum import StrEnum
from functools import cache
from importlib import resources
from weakref import WeakKeyDictionary

import flet as ft

from app.domain.words import Words, filled


class Language(StrEnum):
    """The languages a user can choose; the value is what is kept."""

    CHINESE = "zh"
    ENGLISH = "en"


NAMES = {Language.CHINESE: "中文", Language.ENGLISH: "English"}
"""What each language calls itself."""

_TERM = " ("
"""How a catalog begins an official term: Family pooling (家庭共济)."""

_spoken: WeakKeyDictionary[ft.Page, Language] = WeakKeyDictionary()


def speak(page: ft.Page, language: Language) -> None:
    """Say everything on this page in a language from now on."""
    _spoken[page] = language


def language() -> Language:
    """Give the language of the page at hand."""
    try:
        return _spoken.get(ft.context.page, Language.CHINESE)
    except RuntimeError:
        return Language.CHINESE


def tr(text: str, /, **params: object) -> str:
    """Say a sentence in the language of the page at hand.

    ``text`` is a message id: a Chinese sentence with ``{placeholders}`` that ``params`` fill. Words bring their own
    params. Params that are sentences themselves are said in the same language; what no catalog knows stays as it is.
    """
    return say(language(), text, **params)


def say(tongue: Language, text: str, /, **params: object) -> str:
    """Say a sentence in a given language; else as :func:`tr`."""
    if isinstance(text, Words):
        return say(tongue, text.text, **{**text.params, **params})
    found = _catalog(tongue).gettext(text) if text else ""
    if not params:
        return found
    return filled(found, {name: say(tongue, one) if isinstance(one, str) else one for name, one in params.items()})


def joined(*parts: str | None) -> str:
    """Say parts one after another, with the commas of the language; empty ones are left out."""
    return tr("，").join(tr(part) for part in parts if part)


def term_below(text: str) -> str:
    """Say a name with its official Chinese term on a line of its own, where the language puts one behind it."""
    return tr(text).replace(_TERM, "\n" + _TERM.strip())


def without_term(text: str) -> str:
    """Say a name without the official Chinese term that follows it in another language."""
    return tr(text).partition(_TERM)[0]


def mark(text: str) -> str:
    """Name a sentence as one to translate, where it can't be said yet (a constant of a module)."""
    return text


@cache
def _catalog(tongue: Language) -> gettext.NullTranslations:
    if tongue is Language.CHINESE:
        return gettext.NullTranslations()
    compiled = resources.files(__name__) / "locale" / tongue.value / "LC_MESSAGES" / "gongji.mo"
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)
