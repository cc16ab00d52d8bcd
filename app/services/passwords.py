"""Keeps passwords as argon2id, or as scrypt where argon2 isn't to be had; each kept text says which it is."""

import base64
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from app.domain.errors import InputError
from app.services.scrypt import scrypt

try:
    import argon2

    HAS_ARGON2 = True
except ImportError:  # the browser build has none
    HAS_ARGON2 = False

LEAST_LETTERS = 8
MOST_LETTERS = 64
PIN_LENGTH = 6


@dataclass(frozen=True)
class Passwords:
    """How much work a password costs: OWASP's least for argon2id (19 MiB, twice); tests take less."""

    memory_kib: int = 19 * 1024
    passes: int = 2
    scrypt_n: int = 2**15

    def hash(self, password: str) -> str:
        """Give the password as it may be kept."""
        if not HAS_ARGON2:
            salt = secrets.token_bytes(16)
            key = self._scrypt(_normal(password), salt, self.scrypt_n)
            return f"$scrypt${self.scrypt_n}${_b64(salt)}${_b64(key)}"
        return argon2.PasswordHasher(self.passes, self.memory_kib, 1).hash(_normal(password))

    def matches(self, kept: str, password: str) -> bool:
        """Tell whether this is the password; False too for a kept text that is damaged, or of the other kind."""
        text = _normal(password)
        if kept.startswith("$scrypt$"):
            try:
                _, _, n, salt, key = kept.split("$")
                found = self._scrypt(text, base64.b64decode(salt), int(n))
                return hmac.compare_digest(found, base64.b64decode(key))
            except ValueError:
                return False
        if not HAS_ARGON2:
            return False
        try:
            return argon2.PasswordHasher().verify(kept, text)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False

    @staticmethod
    def _scrypt(password: str, salt: bytes, n: int) -> bytes:
        return scrypt(password.encode(), salt, n, 8, 32)


def _normal(password: str) -> str:
    """Give a password in the one form in which it is kept: full-width letters typed by an IME are the plain ones."""
    return unicodedata.normalize("NFKC", password)


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def check_new_password(field: str, password: str) -> str:
    """Give a login password that may be set, normalized (NFKC).

    Raises:
        InputError: too short, too long, or one character over and over.
    """
    text = _normal(password)
    missing = LEAST_LETTERS - len(text)
    if missing > 0:
        raise InputError(field, "还少 {missing} 位。登录密码至少 {least} 位", missing=missing, least=LEAST_LETTERS)
    if len(text) > MOST_LETTERS:
        raise InputError(field, "太长了。登录密码最多 {most} 位", most=MOST_LETTERS)
    if len(set(text)) < len("ab1"):
        raise InputError(field, "太好猜了。换几个不同的字")
    return text


def check_new_pin(field: str, pin: str) -> str:
    """Give a payment password that may be set: six digits, not all alike, not in a row.

    Raises:
        InputError: says what is missing or why it is too easy.
    """
    text = read_pin(field, pin)
    steps = {int(b) - int(a) for a, b in pairwise(text)}
    if steps in ({0}, {1}, {-1}):
        raise InputError(field, "太好猜了。不要用相同或连着的数字")
    return text


def read_pin(field: str, pin: str) -> str:
    """Read six digits as typed (full width and spaces allowed).

    Raises:
        InputError: not six digits.
    """
    text = "".join(_normal(pin).split())
    if not text.isdecimal() or not text.isascii():
        raise InputError(field, "支付密码是 6 位数字")
    if len(text) != PIN_LENGTH:
        raise InputError(field, "支付密码是 6 位数字，现在是 {count} 位", count=len(text))
    return text
