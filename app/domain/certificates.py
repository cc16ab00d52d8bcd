"""Numbers of certificates, phones and names, as a person types them.

The ID card is checked by GB 11643-1999 (length, date, check digit); its area code is not. The
words say what is wrong and what would be right.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import InputError
from app.domain.people import Sex

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_ID_LENGTH = 18
_OLD_ID_LENGTH = 15
_BIRTH_LENGTH = 10
_PHONE_LENGTH = 11
_LONGEST_OTHER = 20
_SHORTEST_OTHER = 5
_LONGEST_NAME = 50
_SHORTEST_NAME = 2
_LONGEST_SHOWN = 8


class CertType(StrEnum):
    """Kinds of certificate; the values are the national codes (psn_cert_type)."""

    ID_CARD = "01"
    HONG_KONG_MACAO_PERMIT = "04"
    TAIWAN_PERMIT = "05"
    HONG_KONG_MACAO_TAIWAN = "06"
    FOREIGN_RESIDENT = "07"
    FOREIGN_PASSPORT = "08"
    CHINESE_PASSPORT = "16"
    RESIDENCE_PERMIT = "17"
    SOCIAL_SECURITY_CARD = "90"
    BIRTH_CERTIFICATE = "990201"


@dataclass(frozen=True, slots=True)
class IdCard:
    """A checked ID card number, and what it tells. ``region`` is its area code, not the insurance."""

    number: str
    born: date
    sex: Sex
    region: str


def normalise(text: str) -> str:
    """Bring a typed number to its plain form: half width, upper case, no spaces and no hyphens."""
    return re.sub(r"[\s\-‐‑–—]", "", unicodedata.normalize("NFKC", text)).upper()


def check_character(first_17: str) -> str:
    """Give the 18th character that belongs to the first 17 digits (GB 11643-1999)."""
    return _CHECK_CHARACTERS[sum(w * int(d) for w, d in zip(_WEIGHTS, first_17, strict=True)) % 11]


def parse_id_card(field: str, text: str, today: date) -> IdCard:
    """Check a typed ID card number and read birthday, sex and area from it.

    Raises InputError, with other words for each: nothing, wrong characters, too short, too long, an
    impossible date, a date after ``today``, a check character that does not fit.
    """
    number = normalise(text)
    _check_id_form(field, number)
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise InputError(
            field, "第 7 到 14 位「{part}」不是日期。应是出生年月日，如 19900307", part=number[6:14]
        ) from None
    if born > today:
        raise InputError(field, "号码里的生日 {born} 还没到。对照证件再看第 7 到 14 位", born=born.isoformat())
    if number[-1] != check_character(number[:-1]):
        raise InputError(field, "号码对不上，可能有一位抄错了。对照证件逐位再看一遍")
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return IdCard(number=number, born=born, sex=sex, region=number[:6])


def _check_id_form(field: str, number: str) -> None:
    if not number:
        raise InputError(field, "还没有填身份证号码")
    if not re.fullmatch(r"[0-9]*X?", number):
        raise InputError(field, "身份证号码只有数字，最后一位也可以是字母 X")
    if len(number) == _OLD_ID_LENGTH:
        raise InputError(field, "这是 15 位的旧号码。应填 18 位的新号码")
    if len(number) < _ID_LENGTH:
        raise InputError(field, "还少 {count} 位。应是 18 位", count=_ID_LENGTH - len(number))
    if len(number) > _ID_LENGTH:
        raise InputError(field, "多了 {count} 位。应是 18 位", count=len(number) - _ID_LENGTH)


def parse_birth_certificate(field: str, text: str) -> str:
    """Check a typed number of a 出生医学证明: one letter and nine digits. Raises InputError."""
    number = normalise(text)
    if not number:
        raise InputError(field, "还没有填出生医学证明编号")
    if not re.fullmatch(r"[A-Z].*", number):
        raise InputError(field, "开头少一个字母。应是 1 个字母加 9 个数字")
    if not re.fullmatch(r"[A-Z][0-9]*", number):
        raise InputError(field, "字母后面只能是数字。应是 1 个字母加 9 个数字")
    missing = _BIRTH_LENGTH - len(number)
    if missing > 0:
        raise InputError(field, "还少 {count} 位。应是 1 个字母加 9 个数字", count=missing)
    if missing < 0:
        raise InputError(field, "多了 {count} 位。应是 1 个字母加 9 个数字", count=-missing)
    return number


def parse_certificate(field: str, cert_type: CertType, text: str, today: date) -> str:
    """Check a typed certificate number of any kind and give its plain form. Raises InputError."""
    if cert_type is CertType.ID_CARD:
        return parse_id_card(field, text, today).number
    if cert_type is CertType.BIRTH_CERTIFICATE:
        return parse_birth_certificate(field, text)
    number = normalise(text)
    if not number:
        raise InputError(field, "还没有填证件号码")
    if not re.fullmatch(r"[A-Z0-9]+", number):
        raise InputError(field, "证件号码只有字母和数字")
    if not _SHORTEST_OTHER <= len(number) <= _LONGEST_OTHER:
        raise InputError(field, "证件号码应是 5 到 20 位，现在是 {count} 位", count=len(number))
    return number


def mask(number: str) -> str:
    """Hide the middle of a number: ``3606**********0011``, ``X9900***45``; short ones but the first."""
    if len(number) >= _ID_LENGTH:
        head, tail = 4, 4
    elif len(number) >= _LONGEST_SHOWN:
        head, tail = len(number) // 2, 2
    else:
        head, tail = 1, 0
    hidden = max(0, len(number) - head - tail)
    return number[:head] + "*" * hidden + number[len(number) - tail :]


def parse_phone(field: str, text: str) -> str:
    """Check a typed mobile number and give its eleven digits. Raises InputError."""
    number = normalise(text).removeprefix("+")
    if len(number) == _PHONE_LENGTH + 2:
        number = number.removeprefix("86")
    if not number:
        raise InputError(field, "还没有填手机号码")
    if not re.fullmatch(r"[0-9]+", number):
        raise InputError(field, "手机号码只有数字")
    missing = _PHONE_LENGTH - len(number)
    if missing > 0:
        raise InputError(field, "还少 {count} 位。手机号码应是 11 位", count=missing)
    if missing < 0:
        raise InputError(field, "多了 {count} 位。手机号码应是 11 位", count=-missing)
    if not re.fullmatch(r"1[3-9][0-9]+", number):
        raise InputError(field, "手机号码应以 13 到 19 开头")
    return number


def parse_name(field: str, text: str) -> str:
    """Check a typed name of a person and give it without stray spaces. Raises InputError."""
    name = " ".join(unicodedata.normalize("NFKC", text).replace("•", "·").split())
    if re.search(r"[一-鿿㐀-䶿]", name):
        name = name.replace(" ", "")
    if not name:
        raise InputError(field, "还没有填姓名")
    for character in name:
        if not (unicodedata.category(character)[0] in "LM" or character in "·.-' "):
            raise InputError(field, "姓名里不能有「{character}」", character=character)
    if len(name) < _SHORTEST_NAME:
        raise InputError(field, "姓名至少两个字，要和证件上一样")
    if len(name) > _LONGEST_NAME:
        raise InputError(field, "姓名最多 50 个字")
    return name
