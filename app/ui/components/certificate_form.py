"""Who somebody is, as typed: certificate, number, name; with a birth certificate the mother. Values in, changes out."""

from collections.abc import Callable, Mapping
from functools import partial

import flet as ft

from app.domain.certificates import CertType, normalise
from app.ui.components.choices import Choice
from app.ui.components.fields import text_field
from app.ui.components.select import select_field
from app.ui.components.surfaces import column
from app.ui.i18n import mark, tr
from app.ui.theme import Style
from app.ui.words import CERTIFICATES

OnField = Callable[[str, str], None]
ID_CARD, BIRTH = CertType.ID_CARD.value, CertType.BIRTH_CERTIFICATE.value
_ICONS = {ID_CARD: ft.Icons.BADGE, BIRTH: ft.Icons.CHILD_CARE}
_LENGTHS = {ID_CARD: 18, BIRTH: 10}
_NUMBERS = {ID_CARD: mark("身份证号码"), BIRTH: mark("出生医学证明编号")}


def certificate_form(
    style: Style,
    values: Mapping[str, str],
    on_field: OnField,
    error_at: Callable[[str], str | None],
) -> ft.Control:
    """Return the fields of a certificate.

    ``values``: "cert_type" (the national code; nothing counts as an ID card), "cert_no", "name", and for a birth
    certificate "mother_name" and "mother_no". ``on_field(name, value)`` is told of every change; a number is brought
    to its plain form (half width, upper case, no spaces) when its field is left.
    """
    kind = values.get("cert_type") or ID_CARD
    baby = kind == BIRTH
    pieces: list[ft.Control] = [
        select_field(
            tr("证件类型"),
            [Choice(code, name, icon=_ICONS.get(code)) for code, name in CERTIFICATES.items()],
            kind,
            partial(on_field, "cert_type"),
            icon=ft.Icons.BADGE,
            helper=tr("宝宝没有身份证，用这个就行，不用刷脸") if baby else None,
        ),
        _number(style, _NUMBERS.get(kind, tr("证件号码")), "cert_no", _LENGTHS.get(kind), values, on_field, error_at),
        text_field(
            style,
            tr("宝宝姓名") if baby else tr("姓名"),
            value=values.get("name", ""),
            on_change=partial(on_field, "name"),
            error=error_at("name"),
        ),
    ]
    if baby:
        pieces += [
            text_field(
                style,
                tr("妈妈的姓名"),
                value=values.get("mother_name", ""),
                on_change=partial(on_field, "mother_name"),
                error=error_at("mother_name"),
            ),
            _number(
                style,
                tr("妈妈的身份证号"),
                "mother_no",
                _LENGTHS[ID_CARD],
                values,
                on_field,
                error_at,
                helper=tr("只用来和参保登记核对"),
            ),
        ]
    return column(style, pieces, gap=style.space.s5)


def _number(  # noqa: PLR0913, PLR0917 - the form's own parts, handed on
    style: Style,
    label: str,
    name: str,
    length: int | None,
    values: Mapping[str, str],
    on_field: OnField,
    error_at: Callable[[str], str | None],
    helper: str | None = None,
) -> ft.Control:
    typed = values.get(name, "")

    def leave(text: str) -> None:
        if normalise(text) != text:
            on_field(name, normalise(text))

    return text_field(
        style,
        label,
        value=typed,
        on_change=partial(on_field, name),
        on_blur=leave,
        error=error_at(name),
        helper=helper,
        counter=f"{len(normalise(typed))} / {length}" if length else None,
        keyboard=ft.KeyboardType.VISIBLE_PASSWORD,
    )
