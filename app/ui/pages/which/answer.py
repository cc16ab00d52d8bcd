"""What the two answers lead to: what it is and what it isn't, whether it can be done today, and the way there."""

from dataclasses import dataclass

import flet as ft

from app.domain.money import format_yuan
from app.services.which import Which, WhichFacts
from app.ui.components import buttons
from app.ui.components.rows import sum_row
from app.ui.components.surfaces import card, column, divider, hint, notice, source_line
from app.ui.i18n import mark, tr
from app.ui.paths import CODE, FAMILY, LINK, SHARE, go, policy
from app.ui.theme import Style, heading, rich, text
from app.ui.words import source_words

OWN_MONEY = "family_code.own_money"


@dataclass(frozen=True, slots=True)
class _Told:
    """An answer in words: what is right, why, whose code is shown, and what becomes of my balance."""

    title: str
    why: str
    code: str
    balance: str


_ANSWERS: dict[Which, _Told] = {
    Which.POOL: _Told(
        mark("办家庭共济"),
        mark("家人看病买药，先用自己的钱，不够才用**您账户里的钱**。"),
        mark("家人自己出示"),
        mark("会减少"),
    ),
    Which.LINK: _Told(
        mark("加亲情账户"),
        mark("您的手机能出示家人的码，花的是**家人自己的钱**。"),
        mark("在您的手机上出示"),
        mark("不变"),
    ),
    Which.BOTH: _Told(
        mark("两样都要办"),
        mark("花您的钱，办**家庭共济**。在您的手机上出示家人的码，还要**亲情账户**。一样代替不了另一样。"),
        mark("在您的手机上出示"),
        mark("会减少"),
    ),
    Which.NEITHER: _Told(
        mark("什么都不用办"),
        mark("家人出示自己的码，花自己的钱，本来就能付。"),
        mark("家人自己出示"),
        mark("不变"),
    ),
}


def answer(style: Style, found: Which, facts: WhichFacts) -> tuple[list[ft.Control], list[ft.Control]]:
    """Return the answer, and the buttons that lead on."""
    told = _ANSWERS[found]
    main = card(
        style,
        [
            heading(style, "title_1", told.title),
            rich(style, "body", told.why),
            divider(style),
            _line(style, tr("付款时用谁的码"), tr("家人本人的码")),
            _line(style, tr("码在哪里出示"), tr(told.code)),
            _line(style, tr("我的余额"), tr(told.balance)),
        ],
        gap=style.space.s3,
    )
    body: list[ft.Control] = [main, *_today(style, found, facts)]
    body.append(hint(style, rich(style, "label", tr("无论选哪个，看病都要用**患者本人**的码。用别人的码是冒名就医。"))))
    basis = tr("依据：{source}", source=source_words(facts.difference.basis))
    body.append(source_line(style, basis, lambda: go(policy(OWN_MONEY))))
    first, *others = _ways(style, found, facts)
    return [*body, *others], [first]


def _line(style: Style, label: str, value: str) -> ft.Control:
    return sum_row(style, label, value, strong=True)


def _today(style: Style, found: Which, facts: WhichFacts) -> list[ft.Control]:
    """Return whether it can be begun today: what is there to share, and how many places are left."""
    told: list[ft.Control] = []
    if found in {Which.POOL, Which.BOTH}:
        if facts.obstacle is not None:
            pieces = [
                notice(style, facts.obstacle.title, facts.obstacle.why, tone="paused"),
                text(style, "label", facts.obstacle.next_step, color=style.color.ink_2),
            ]
            told.append(column(style, pieces))
        else:
            words = tr("您现在能给家人用 {yuan} 元", yuan=format_yuan(facts.shareable_fen))
            told.append(notice(style, words, tone="covered" if facts.shareable_fen else "info"))
    if found in {Which.LINK, Which.BOTH} and facts.places_left <= 0:
        words = tr("亲情账户加满了 {most} 位", most=facts.difference.most_links)
        told.append(notice(style, words, tr("加的时候，可以换下一位"), tone="info"))
    return told


def _ways(style: Style, found: Which, facts: WhichFacts) -> list[ft.Control]:
    share = buttons.filled(style, tr("去办家庭共济"), lambda: go(SHARE), icon=ft.Icons.VOLUNTEER_ACTIVISM)
    if found is Which.POOL:
        return [share] if facts.obstacle is None else [_family(style)]
    if found is Which.LINK:
        return [buttons.filled(style, tr("去加亲情账户"), lambda: go(LINK), icon=ft.Icons.QR_CODE_2)]
    if found is Which.NEITHER:
        return [buttons.filled(style, tr("看我的医保码"), lambda: go(CODE), icon=ft.Icons.QR_CODE_2)]
    link = buttons.tonal(style, tr("去加亲情账户"), lambda: go(LINK), icon=ft.Icons.QR_CODE_2)
    return [share, link] if facts.obstacle is None else [link]


def _family(style: Style) -> ft.Control:
    return buttons.tonal(style, tr("看我的家庭"), lambda: go(FAMILY))
