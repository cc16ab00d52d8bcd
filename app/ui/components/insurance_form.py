"""How somebody is insured, as typed: kind, city, status and since when, balances. Values in, changes out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import flet as ft

from app.domain.people import InsuranceStatus, Insutype
from app.domain.regions import CITIES, PROVINCES, is_yingtan
from app.ui.components.choices import Choice, segmented
from app.ui.components.date_field import date_field
from app.ui.components.fields import digits_field, frame
from app.ui.components.select import select_field
from app.ui.components.surfaces import column
from app.ui.i18n import mark, tr
from app.ui.theme import Style

OnField = Callable[[str, str], None]
FIRST_DAY = date(1990, 1, 1)

KINDS = (
    Choice(Insutype.EMPLOYEE.value, mark("职工医保")),
    Choice(Insutype.RESIDENT.value, mark("居民医保")),
    Choice("none", mark("未参保")),
)
STATUSES = (
    Choice(InsuranceStatus.NORMAL.value, mark("正常参保")),
    Choice(InsuranceStatus.PAUSED.value, mark("暂停")),
    Choice(InsuranceStatus.INVALID.value, mark("无效")),
    Choice(InsuranceStatus.ENDED.value, mark("终止")),
)


def insurance_form(  # noqa: PLR0913 - the form, what it holds, who is told, what is wrong
    style: Style,
    values: Mapping[str, str],
    on_field: OnField,
    error_at: Callable[[str], str | None],
    today: date,
    *,
    household: Sequence[Choice] = (),
) -> ft.Control:
    """Return the fields of an insurance.

    ``values``: "insutype" ("none" for not insured), "region" (6 digits), "status", "since" (ISO day), "prior_years",
    "this_year", "family_account" (yuan), "household_with" (a key of ``household``). ``on_field(name, value)`` is told
    of every change.
    """
    kind = values.get("insutype", "")

    def money(name: str, label: str, helper: str) -> ft.Control:
        return digits_field(
            style,
            label,
            value=values.get(name, ""),
            on_change=lambda text: on_field(name, text),
            error=error_at(name),
            helper=helper,
            hint="0.00",
        )

    choice = segmented(style, KINDS, kind, lambda key: on_field("insutype", key))
    pieces = [frame(style, tr("参加的医保"), choice, error=error_at("insutype"))]
    if kind and kind != "none":
        pieces += [
            select_field(
                tr("参保地"),
                _places(kind),
                values.get("region") or None,
                lambda key: on_field("region", key),
                hint=tr("选参保的地方"),
                error=error_at("region"),
            ),
            select_field(
                tr("参保状态"),
                STATUSES,
                values.get("status", InsuranceStatus.NORMAL.value),
                lambda key: on_field("status", key),
            ),
            date_field(
                tr("从哪天起"),
                _day(values.get("since", "")),
                lambda day: on_field("since", day.isoformat() if day else ""),
                first=FIRST_DAY,
                last=today,
                today=today,
                error=error_at("since"),
            ),
        ]
    if kind == Insutype.EMPLOYEE.value:
        pieces += [
            money("prior_years", tr("历年余额（元）"), tr("往年结转下来的，留空就是不改")),
            money("this_year", tr("当年余额（元）"), tr("今年划入的，留空就是不改")),
        ]
    if kind == Insutype.RESIDENT.value and is_yingtan(values.get("region", "")):
        pieces.append(money("family_account", tr("门诊家庭账户余额（元）"), tr("没有就填 0，留空就是不改")))
        if household:
            pieces.append(
                select_field(
                    tr("和谁同一个门诊家庭账户"),
                    [Choice("", tr("单独一户")), *household],
                    values.get("household_with", ""),
                    lambda key: on_field("household_with", key),
                )
            )
    return column(style, pieces, gap=style.space.s5)


def _places(kind: str) -> list[Choice]:
    """江西's cities; residents may also be insured in another province."""
    cities = [Choice(code, name) for code, name in CITIES.items()]
    if kind == Insutype.EMPLOYEE.value:
        return cities
    return cities + [
        Choice(f"{code}0000", tr("{name}（省外）", name=name)) for code, name in PROVINCES.items() if code != "36"
    ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
