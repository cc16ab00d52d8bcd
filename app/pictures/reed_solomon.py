"""Reed-Solomon as QR codes have it: what is worth reading although some of it is lost."""

from collections.abc import Sequence

from qrcode.base import gexp, glog


class UnreadableError(Exception):
    """More is lost than can be made good."""


def corrected(block: Sequence[int], spare: int) -> list[int]:
    """Return a block with its errors made good; its last ``spare`` bytes are there for that.

    Raises UnreadableError where more than half as many bytes as ``spare`` are wrong.
    """
    syndromes = [_value(block, gexp(power)) for power in range(spare)]
    if not any(syndromes):
        return list(block)
    locator = _locator(syndromes)
    # A byte counted from the end is wrong where its inverse is a root.
    wrong = [place for place in range(len(block)) if not _value(locator[::-1], gexp(-place % 255))]
    if not wrong or len(wrong) != len(locator) - 1:
        raise UnreadableError
    evaluator = _product(syndromes, locator)[:spare]
    slope = [value if power % 2 else 0 for power, value in enumerate(locator)][1:]
    good = list(block)
    for place in wrong:
        root = gexp(-place % 255)
        error = _times(_value(evaluator[::-1], root), _inverse(_value(slope[::-1], root)))
        good[-1 - place] ^= _times(error, gexp(place))
    if any(_value(good, gexp(power)) for power in range(spare)):
        raise UnreadableError
    return good


def _locator(syndromes: Sequence[int]) -> list[int]:
    """Return the error locator, lowest power first, by Berlekamp and Massey."""
    now, before = [1], [1]
    errors, since, last = 0, 1, 1
    for count, syndrome in enumerate(syndromes):
        gap = syndrome
        for power in range(1, min(errors, len(now) - 1) + 1):
            gap ^= _times(now[power], syndromes[count - power])
        if not gap:
            since += 1
            continue
        kept = now
        shift = [0] * since + [_times(_times(gap, _inverse(last)), value) for value in before]
        now = [a ^ b for a, b in zip(_padded(now, len(shift)), _padded(shift, len(now)), strict=True)]
        if 2 * errors > count:
            since += 1
            continue
        errors, before, last, since = count + 1 - errors, kept, gap, 1
    while len(now) > 1 and not now[-1]:
        now.pop()
    return now


def _padded(values: list[int], length: int) -> list[int]:
    return values + [0] * (length - len(values))


def _value(polynomial: Sequence[int], at: int) -> int:
    """Evaluate a polynomial, highest power first."""
    value = 0
    for factor in polynomial:
        value = _times(value, at) ^ factor
    return value


def _product(one: Sequence[int], other: Sequence[int]) -> list[int]:
    product = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            product[i + j] ^= _times(a, b)
    return product


def _times(a: int, b: int) -> int:
    return int(gexp(glog(a) + glog(b))) if a and b else 0


def _inverse(value: int) -> int:
    if not value:
        raise UnreadableError
    return int(gexp(255 - glog(value)))
