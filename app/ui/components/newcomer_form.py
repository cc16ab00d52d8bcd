"""Somebody whom the register doesn't hold yet: what their certificate doesn't tell, and how they are insured."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import flet as ft

from app.domain.certificates import CertType
from app.domain.people import Sex
from app.ui.components.choices import Choice, segmented
from app.ui.components.date_field import date_field
from app.ui.components.fields import frame
from app.ui.components.insurance_form import insurance_form
from app.ui.components.surfaces import column, hint
from app.ui.i18n import mark, tr
from app.ui.theme import Style

FIRST_BORN = date(1900, 1, 1)
_SEXES = (Choice(Sex.MALE.value, mark("男")), Choice(Sex.FEMALE.value, mark("女")))
_LEAD = mark(
    "看看证件有没有写错。没写错的话，把参保信息填在下面，加到模拟参保登记里。这是您自己填的，不会去真的医保系统里查。"
)


def newcomer_form(
    style: Style,
    values: Mapping[str, str],
    on_field: Callable[[str, str], None],
    error_at: Callable[[str], str | None],
    today: date,
) -> ft.Control:
    """Return the fields: ``values`` as of ``certificate_form`` and ``insurance_form``, "born" (ISO day) and "sex".

    An ID card tells the day of birth and the sex itself.
    """
    pieces: list[ft.Control] = [hint(style, _LEAD)]
    if values.get("cert_type", CertType.ID_CARD.value) != CertType.ID_CARD.value:
        pieces += [
            date_field(
                tr("出生日期"),
                _day(values.get("born", "")),
                lambda day: on_field("born", day.isoformat() if day else ""),
                first=FIRST_BORN,
                last=today,
                today=today,
                error=error_at("born"),
            ),
            frame(
                style,
                tr("性别"),
                segmented(style, _SEXES, values.get("sex", ""), partial(on_field, "sex")),
                error=error_at("sex"),
            ),
        ]
    pieces.append(insurance_form(style, values, on_field, error_at, today))
    return column(style, pieces, gap=style.space.s5)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
