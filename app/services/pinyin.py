"""How Chinese words sound, without tones: their full spelling and their initials, for who types letters alone.

Importing pypinyin reads half a million phrases and takes half a second; its table of characters alone takes a
hundredth, and is all that names and short words need.
"""

import json
import unicodedata
from functools import cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TABLE = "pinyin_dict.json"
_MOST = 32


@cache
def spellings(word: str) -> tuple[str, ...]:
    """Give how a word can be spelled, the usual way first: 住院 zhuyuan. Letters and figures stand for themselves."""
    return tuple(dict.fromkeys("".join(one) for one in _readings(word)))


@cache
def initials(word: str) -> tuple[str, ...]:
    """Give the first letters of a word's characters, as usually read first: 住院 zy; 李小满 lxm."""
    return tuple(dict.fromkeys("".join(part[:1] for part in one) for one in _readings(word)))


def _readings(word: str) -> list[tuple[str, ...]]:
    return list(islice(product(*(_sounds(one) for one in word)), _MOST))


@cache
def _sounds(character: str) -> tuple[str, ...]:
    said = _table().get(str(ord(character)))
    if said is None:
        return (character.lower(),)
    return tuple(dict.fromkeys(_plain(one) for one in said.split(",")))


def _plain(said: str) -> str:
    """Take the tone off: nǚ is typed nv."""
    letters = unicodedata.normalize("NFD", said).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(one for one in letters if one.isascii())


@cache
def _table() -> dict[str, str]:
    spec = find_spec("pypinyin")
    folder = next(iter(spec.submodule_search_locations or ()), None) if spec else None
    # The loader reads it, not the file system: on Android the packages lie in a zip.
    get_data: Callable[[str], bytes] | None = getattr(spec.loader, "get_data", None) if spec else None
    if folder is None or get_data is None:
        return {}
    read: dict[str, str] = json.loads(get_data(str(Path(folder) / _TABLE)))
    return read
