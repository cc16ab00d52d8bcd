"""scrypt (RFC 7914) where Python comes without OpenSSL: the browser. Its slow part is handed in, from JavaScript."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

Romix = Callable[[bytes, int, int], bytes]
"""``romix(block, n, r)``: the memory-hard part, over one block of 128·r bytes."""

_HASH_BYTES = 32
_MOST_BYTES = 2**27


@dataclass(slots=True)
class _Way:
    romix: Romix | None = None


_way = _Way()


def use_romix(romix: Romix) -> None:
    """Work with this from now on, where Python has no scrypt of its own."""
    _way.romix = romix


def scrypt(password: bytes, salt: bytes, n: int, r: int, length: int) -> bytes:
    """Give the key of `length` bytes that scrypt makes of a password, with p = 1."""
    if _way.romix is None:
        return hashlib.scrypt(password, salt=salt, n=n, r=r, p=1, maxmem=_MOST_BYTES, dklen=length)
    mixed = _way.romix(_pbkdf2_once(password, salt, 128 * r), n, r)
    return _pbkdf2_once(password, mixed, length)


def _pbkdf2_once(password: bytes, salt: bytes, length: int) -> bytes:
    """Give PBKDF2-HMAC-SHA-256 with one round."""
    blocks = range(1, -(-length // _HASH_BYTES) + 1)
    made = b"".join(hmac.digest(password, salt + number.to_bytes(4, "big"), "sha256") for number in blocks)
    return made[:length]
