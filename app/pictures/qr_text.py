"""From the modules of a QR code to its text; what is dirty or covered is made good as far as the code allows."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, zip_longest

from qrcode.base import rs_blocks
from qrcode.util import BCH_type_info, mask_func, pattern_position

from app.pictures.reed_solomon import UnreadableError, corrected

Modules = Sequence[Sequence[bool]]
"""Rows of modules, True where ink is."""
LEAST, MOST = 1, 40
_FORMAT_BITS, _FORMAT_LOST = 15, 3
"""Of the 15 bits that say how a code is made, three may be wrong."""
_VERSION_SAID_FROM = 7
_TIMING = 6
"""The row and the column in which ink and paper take turns."""
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_END, _DIGITS, _ALNUM, _BYTES, _CHARSET = 0, 1, 2, 4, 7
_LENGTH_BITS = {_DIGITS: (10, 12, 14), _ALNUM: (9, 11, 13), _BYTES: (8, 16, 16)}


def text_of(modules: Modules) -> str:
    """Return the text of a code. Raises UnreadableError for modules that are none, or too much of it is lost."""
    size = len(modules)
    version = (size - 17) // 4
    if not LEAST <= version <= MOST or size != 17 + 4 * version:
        raise UnreadableError
    level, mask = _format(modules)
    blocks = rs_blocks(version, level)
    words = _words(modules, version, mask)
    return _text(bytes(_data(words, blocks)), version)


def _format(modules: Modules) -> tuple[int, int]:
    """Return level and mask, said twice: beside the corner, and along the two other ones."""
    last = len(modules) - 1
    corner = [(row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, column) for column in (7, 5, 4, 3, 2, 1, 0)]
    edges = [(8, last - place) for place in range(8)] + [(last - 6 + place, 8) for place in range(7)]
    best: tuple[int, int] | None = None
    for places in (corner, edges):
        said = sum(modules[row][column] << bit for bit, (row, column) in enumerate(places))
        for meant in range(32):
            lost = (BCH_type_info(meant) ^ said).bit_count()
            if best is None or lost < best[0]:
                best = (lost, meant)
    if best is None or best[0] > _FORMAT_LOST:
        raise UnreadableError
    return best[1] >> 3, best[1] & 7


def _words(modules: Modules, version: int, mask: int) -> list[int]:
    """Return the code's bytes in the order of the symbol: up and down in pairs of columns, from the right."""
    size = len(modules)
    taken, inverts = _taken(version), mask_func(mask)
    bits: list[bool] = []
    upward = True
    for right in chain(range(size - 1, 6, -2), range(5, 0, -2)):
        for row in range(size - 1, -1, -1) if upward else range(size):
            pair = [column for column in (right, right - 1) if not taken[row][column]]
            bits += [modules[row][column] ^ bool(inverts(row, column)) for column in pair]
        upward = not upward
    return [sum(bit << (7 - place) for place, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits) - 7, 8)]


@lru_cache(maxsize=4)
def _taken(version: int) -> list[list[bool]]:
    """Return where a code has its patterns, and what it says of itself: no data stands there."""
    size = 17 + 4 * version
    taken = [[_TIMING in (row, column) for column in range(size)] for row in range(size)]

    def take(rows: range, columns: range) -> None:
        for row in rows:
            taken[row][columns.start : columns.stop] = [True] * len(columns)

    start, end = range(9), range(size - 8, size)
    take(start, start)
    take(start, end)
    take(end, start)
    centres = pattern_position(version)
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for row in centres:
        for column in centres:
            if (row, column) not in corners:
                take(range(row - 2, row + 3), range(column - 2, column + 3))
    if version >= _VERSION_SAID_FROM:
        take(range(6), range(size - 11, size - 8))
        take(range(size - 11, size - 8), range(6))
    return taken


def _data(words: list[int], blocks: Sequence[object]) -> Iterator[int]:
    """Return the data: the blocks lie in each other byte by byte, first their data, then what is there to spare."""
    sizes = [(int(getattr(block, "total_count")), int(getattr(block, "data_count"))) for block in blocks]  # noqa: B009
    if len(words) < sum(total for total, _ in sizes):
        raise UnreadableError
    found: list[list[int]] = [[] for _ in sizes]
    order = zip_longest(*([at] * data for at, (_, data) in enumerate(sizes)))
    spare = zip_longest(*([at] * (total - data) for at, (total, data) in enumerate(sizes)))
    for word, at in zip(words, (one for one in chain(*order, *spare) if one is not None), strict=False):
        found[at].append(word)
    for block, (total, data) in zip(found, sizes, strict=True):
        yield from corrected(block, total - data)[:data]


class _Bits:
    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data)
        self.left = 8 * len(data)

    def take(self, count: int) -> int:
        if count > self.left:
            raise UnreadableError
        self.left -= count
        return (self._value >> self.left) & ((1 << count) - 1)


def _text(data: bytes, version: int) -> str:
    bits = _Bits(data)
    place = 0 if version < 10 else 1 if version < 27 else 2  # noqa: PLR2004 - ISO/IEC 18004, table 3
    text: list[str] = []
    while bits.left >= 4:  # noqa: PLR2004 - a mode
        mode = bits.take(4)
        if mode == _END:
            break
        if mode == _CHARSET:
            bits.take(8)
            continue
        if mode not in _LENGTH_BITS:
            raise UnreadableError
        count = bits.take(_LENGTH_BITS[mode][place])
        text.append(_READ[mode](bits, count))
    return "".join(text)


def _digits(bits: _Bits, count: int) -> str:
    groups = [3] * (count // 3) + ([count % 3] if count % 3 else [])
    return "".join(f"{bits.take((0, 4, 7, 10)[group]):0{group}d}" for group in groups)


def _alnum(bits: _Bits, count: int) -> str:
    text = ""
    for _ in range(count // 2):
        pair = bits.take(11)
        if pair >= len(_LETTERS) ** 2:
            raise UnreadableError
        text += _LETTERS[pair // 45] + _LETTERS[pair % 45]
    return text + (_LETTERS[min(bits.take(6), 44)] if count % 2 else "")


def _bytes(bits: _Bits, count: int) -> str:
    raw = bytes(bits.take(8) for _ in range(count))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


_READ = {_DIGITS: _digits, _ALNUM: _alnum, _BYTES: _bytes}
