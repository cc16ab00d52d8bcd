"""额度与有效期: how much, how much at once, and until when; each may stay open."""

from functools import partial

import flet as ft

from app.domain.money import format_yuan
from app.domain.sharing import Mode
from app.ui.components import buttons
from app.ui.components.choices import Choice, chips
from app.ui.components.date_field import date_field
from app.ui.components.fields import digits_field, error_line, frame
from app.ui.components.steps import question
from app.ui.components.surfaces import column, hint
from app.ui.entered import day_of
from app.ui.i18n import mark, tr
from app.ui.i18n.dates import day_words
from app.ui.pages.wizard.answers import NO_END, ONE_DAY, YEAR_END
from app.ui.pages.wizard.shown import Page, Shown

QUICK_YUAN = ("500", "1000", "2000")
YEARS_AHEAD = 10
MODE_WORDS = {
    Mode.PROVINCE: (mark("省内共济"), mark("家人在江西省内的定点机构用。")),
    Mode.WALLET: (mark("医保钱包"), mark("家人到外省看病也能用，一位家人可以有几位共济人。")),
}


def terms_step(shown: Shown) -> Page:
    """Return the questions about quota, cap and last day; the way of sharing only where there are two."""
    style, name = shown.style, shown.found.member.name if shown.found.member else "TA"
    pieces = [_quota(shown), _cap(shown), _until(shown)]
    if len(shown.found.modes) > 1:
        pieces.append(_mode(shown))
    elif shown.found.modes == (Mode.WALLET,):
        pieces.append(hint(style, tr("{name}参保的地方不在省内共济的范围里，这份共济用医保钱包。", name=name)))
    kept = tr("，不会提前划走") if shown.answers.mode is Mode.PROVINCE else ""
    lead = tr("钱从我的{pays_from}里出{kept}。", pays_from=shown.facts.terms.pays_from, kept=kept)
    body: list[ft.Control] = [
        question(style, tr("最多给{name}用多少？", name=name), lead=lead),
        column(style, pieces, gap=style.space.s6),
    ]
    if shown.errors.general:
        body.append(error_line(style, shown.errors.general))
    forward = buttons.filled(style, tr("下一步"), shown.advance.run, loading=shown.advance.running)
    return Page(body, [forward])


def _quota(shown: Shown) -> ft.Control:
    style, quota = shown.style, shown.answers.get("quota")
    quick = [
        Choice("", tr("不限")),
        *(Choice(yuan, format_yuan(int(yuan) * 100).removesuffix(".00")) for yuan in QUICK_YUAN),
    ]
    field = digits_field(
        style,
        tr("额度（元）"),
        value=quota,
        on_change=partial(shown.put, "quota"),
        error=shown.errors.at("quota"),
        helper=tr("不填就是不限"),
        hint=tr("不限"),
    )
    return column(style, [field, chips(style, quick, quota, partial(shown.put, "quota"), wrap=True)])


def _cap(shown: Shown) -> ft.Control:
    return digits_field(
        shown.style,
        tr("一次最多（元）"),
        value=shown.answers.get("per_payment"),
        on_change=partial(shown.put, "per_payment"),
        error=shown.errors.at("per_payment"),
        helper=tr("一次看病或买药最多用多少，不填就是不限"),
        hint=tr("不限"),
    )


def _until(shown: Shown) -> ft.Control:
    style, today = shown.style, shown.today
    kind = shown.answers.get("until_kind", YEAR_END)
    choices = [
        Choice(YEAR_END, tr("到今年年底")),
        Choice(NO_END, tr("不设到期")),
        Choice(ONE_DAY, tr("选一天")),
    ]
    picked = chips(style, choices, kind, partial(shown.put, "until_kind"), wrap=True)
    end = shown.answers.until(today)
    on_day = kind == ONE_DAY
    helper = None if on_day else (tr("至 {day}", day=day_words(end)) if end else tr("一直有效，直到解除"))
    pieces: list[ft.Control] = [
        frame(style, tr("有效期"), picked, error=None if on_day else shown.errors.at("until"), helper=helper)
    ]
    if on_day:
        pieces.append(
            date_field(
                tr("到哪一天"),
                day_of(shown.answers.get("until")),
                lambda day: shown.put("until", day.isoformat() if day else ""),
                first=today,
                last=today.replace(year=today.year + YEARS_AHEAD, day=1),
                today=today,
                error=shown.errors.at("until"),
            )
        )
    return column(style, pieces)


def _mode(shown: Shown) -> ft.Control:
    style, mode = shown.style, shown.answers.mode
    choices = [Choice(one.value, MODE_WORDS[one][0]) for one in shown.found.modes]
    picked = chips(style, choices, mode.value, partial(shown.put, "mode"), wrap=True)
    return frame(style, tr("用哪一种"), picked, helper=MODE_WORDS[mode][1])
