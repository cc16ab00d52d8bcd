"""The simulated 医保码: 28 characters that no real terminal takes, made and checked by one install.

``SIM0`` + 3 digits of the install + 10 digits of a nonce + 11 digits of an HMAC-SHA-256 over both.
Real codes start with ``424`` or ``ano``. That a code expires and works once is kept by who issues it.
"""

import hashlib
import hmac
import re
import unicodedata

from app.domain.errors import GongjiError

PREFIX = "SIM0"
INSTALL_DIGITS = 3
NONCE_DIGITS = 10
MAC_DIGITS = 11
LENGTH = len(PREFIX) + INSTALL_DIGITS + NONCE_DIGITS + MAC_DIGITS
_REAL_STARTS = ("424", "ANO")


class CodeForeign(GongjiError):  # noqa: N818 - named for what happened
    """A text that is no code of this install."""


class CodeForged(GongjiError):  # noqa: N818 - named for what happened
    """A text that looks like a code of this install, and was not made by it (or was mistyped)."""


def make_code(key: bytes, install: str, nonce: str) -> str:
    """Make the code for a nonce of ten digits. Raises ValueError for parts of another form."""
    _check_install(install)
    if not re.fullmatch(rf"[0-9]{{{NONCE_DIGITS}}}", nonce):
        message = f"nonce must have {NONCE_DIGITS} digits"
        raise ValueError(message)
    return PREFIX + install + nonce + _mac(key, install + nonce)


def read_code(key: bytes, install: str, text: str) -> str:
    """Give the nonce of a code as scanned or typed; spaces, small letters and full width are fine.

    Raises CodeForeign for anything that is no code of this install, CodeForged for one that has its
    form but not its mac. Raises ValueError if ``install`` has another form.
    """
    _check_install(install)
    code = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()
    _check_form(code, install)
    body, mac = code[len(PREFIX) : -MAC_DIGITS], code[-MAC_DIGITS:]
    if not hmac.compare_digest(mac, _mac(key, body)):
        raise CodeForged("这个码对不上，可能抄错了，也可能是伪造的。让对方刷新医保码，再扫一次")
    return body[INSTALL_DIGITS:]


def _check_form(code: str, install: str) -> None:
    if not code:
        raise CodeForeign("还没有读到码")
    if code.startswith(_REAL_STARTS):
        raise CodeForeign("这像是真的医保码。这里是模拟，只认共济通自己出的码")
    if not re.fullmatch(rf"{PREFIX}[0-9]*", code):
        raise CodeForeign("这不是共济通的医保码")
    if len(code) != LENGTH:
        raise CodeForeign("这个码不完整。应是 {count} 个字符", count=LENGTH)
    if code[len(PREFIX) : len(PREFIX) + INSTALL_DIGITS] != install:
        raise CodeForeign("这个码是另一台设备上的共济通出的，这里不能用")


def _check_install(install: str) -> None:
    if not re.fullmatch(rf"[0-9]{{{INSTALL_DIGITS}}}", install):
        message = f"install must have {INSTALL_DIGITS} digits"
        raise ValueError(message)


def _mac(key: bytes, body: str) -> str:
    digest = hmac.new(key, body.encode("ascii"), hashlib.sha256).digest()
    return f"{int.from_bytes(digest) % 10**MAC_DIGITS:0{MAC_DIGITS}d}"
