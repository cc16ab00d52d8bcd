"""Sentences for people that can still be said in another language."""

import json
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Self


class Words(str):
    """A finished Chinese sentence that remembers how it was made.

    ``text`` is the constant Chinese sentence, with ``{placeholders}``, that the translations know (the message id);
    ``params`` fills them, and may hold Words again. As a ``str`` it is the finished Chinese text: whoever knows no
    other language needs no other word. A placeholder that nothing fills is left as it stands.
    """

    __slots__ = ("params", "text")

    text: str
    params: Mapping[str, object]

    def __new__(cls, text: str, /, **params: object) -> Self:
        """Fill the sentence."""
        self = super().__new__(cls, filled(text, params))
        self.text = text
        self.params = params
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """Copy and pickle as made."""
        return (self.text,), dict(self.params)

    def packed(self) -> str:
        """Give what fills the sentence as JSON, to be kept beside ``text``."""
        return pack(self.params)

    @classmethod
    def unpacked(cls, text: str, params: str) -> Self:
        """Make the sentence again from ``text`` and what :meth:`packed` gave."""
        return cls(text, **json.loads(params, object_hook=_words_of))


NOTHING = ""
"""The sentence that says nothing."""


def filled(text: str, params: Mapping[str, object]) -> str:
    """Fill the placeholders of a text; one without a value is left as it stands."""
    try:
        return Formatter().vformat(text, (), params)
    except (KeyError, IndexError, ValueError):
        return text


def listed(parts: Iterable[str]) -> Words | str:
    """Join words to a list: 药品、体检."""
    *before, last = parts
    said: Words | str = last
    for one in reversed(before):
        said = Words("{one}、{rest}", one=one, rest=said)
    return said


def pack(params: Mapping[str, object]) -> str:
    """Give what fills a sentence, or several, as JSON."""
    return json.dumps(_parts_of(params), default=str, ensure_ascii=False)


def _parts_of(value: object) -> object:
    if isinstance(value, Words):
        return {"text": value.text, "params": {key: _parts_of(one) for key, one in value.params.items()}}
    if isinstance(value, Mapping):
        return {key: _parts_of(one) for key, one in value.items()}
    return value


def _words_of(found: dict[str, object]) -> object:
    return Words(str(found["text"]), **found["params"]) if found.keys() == {"text", "params"} else found  # type: ignore[arg-type]
