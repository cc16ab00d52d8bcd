"""医保专区: everything the app can do, by what people come for."""

import flet as ft

from app.ui.components.choice_card import choice_card
from app.ui.components.surfaces import card, hero_card, icon_choice, icon_tile, section
from app.ui.guard import component
from app.ui.i18n import term_below, tr
from app.ui.layout import page_view
from app.ui.panes import columns_width, two_columns
from app.ui.paths import (
    ASK,
    CHANNELS,
    CODE,
    EXERCISES,
    FAMILY,
    FAMILY_ACCOUNT,
    FEES,
    HUIMINBAO,
    INFANTS,
    INSURANCE,
    INSURED_REGISTER,
    NEWBORNS,
    PAY,
    POLICIES,
    RECORDS,
    SHARE,
    WHICH,
    ZONE,
    go,
)
from app.ui.theme import Style, text, use_style


@component(view=True)
def zone_page() -> ft.View:
    """Show the page of all services."""
    style = use_style()
    first = [
        _authorize(style),
        _family_links(style),
        section(style, tr("看病买药"), quiet=True),
        choice_card(
            style,
            icon_choice(style, ft.Icons.QR_CODE_2, tr("医保码"), lambda: go(CODE)),
            icon_choice(style, ft.Icons.RULE, tr("能不能付"), lambda: go(ASK)),
            icon_choice(style, ft.Icons.SAVINGS, tr("门诊家庭账户"), lambda: go(FAMILY_ACCOUNT)),
        ),
        section(style, tr("参保缴费"), quiet=True),
        choice_card(
            style,
            icon_choice(style, ft.Icons.PAYMENTS, tr("居民医保缴费"), lambda: go(FEES)),
            icon_choice(style, ft.Icons.CHILD_CARE, tr("新生儿免缴确认"), lambda: go(NEWBORNS)),
            icon_choice(style, ft.Icons.HEALTH_AND_SAFETY, tr("惠民保"), lambda: go(HUIMINBAO)),
        ),
    ]
    second = [
        section(style, tr("查询"), quiet=True),
        choice_card(
            style,
            icon_choice(style, ft.Icons.RECEIPT_LONG, tr("消费记录"), lambda: go(RECORDS)),
            icon_choice(style, ft.Icons.MENU_BOOK, tr("政策依据"), lambda: go(POLICIES)),
            icon_choice(style, ft.Icons.SIGNPOST, tr("办理渠道"), lambda: go(CHANNELS)),
        ),
        section(style, tr("先试一试"), quiet=True),
        choice_card(
            style,
            icon_choice(style, ft.Icons.POINT_OF_SALE, tr("付款模拟"), lambda: go(PAY)),
            icon_choice(style, ft.Icons.COMPARE_ARROWS, tr("共济还是亲情"), lambda: go(WHICH)),
            icon_choice(style, ft.Icons.SCHOOL, tr("练习"), lambda: go(EXERCISES)),
        ),
        section(style, tr("参保信息"), quiet=True),
        choice_card(
            style,
            icon_choice(style, ft.Icons.BADGE, tr("我的参保信息"), lambda: go(INSURANCE)),
            icon_choice(style, ft.Icons.GROUPS, tr("模拟参保登记"), lambda: go(INSURED_REGISTER)),
            icon_choice(style, ft.Icons.CHILD_FRIENDLY, tr("宝宝参保"), lambda: go(INFANTS)),
        ),
    ]
    body = [two_columns(style, first, second)] if style.window.columns else [*first, *second]
    return page_view(style, ZONE, tr("医保专区"), body, plate=True, max_width=columns_width(style))


def _authorize(style: Style) -> ft.Control:
    ink = style.color.on_hero
    words = ft.Column(
        [
            text(style, "title_2", term_below("家庭账户共济授权登记"), color=ink),
            text(style, "label", tr("让家人看病买药时，用我账户里的钱"), color=style.color.on_hero_2),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    return hero_card(
        style,
        ft.Row([words, ft.Icon(ft.Icons.ARROW_FORWARD, color=ink, size=style.size.icon)]),
        on_click=lambda: go(SHARE),
        spoken=tr("家庭账户共济授权登记，让家人看病买药时，用我账户里的钱"),
        low=True,
    )


def _family_links(style: Style) -> ft.Control:
    words = ft.Column(
        [
            text(style, "body_strong", tr("亲情账户")),
            text(style, "caption", tr("出示家人的码，花家人自己的钱"), color=style.color.ink_3),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    chevron = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=style.color.ink_3, size=style.size.icon)
    return card(
        style,
        ft.Row([icon_tile(style, ft.Icons.BADGE), words, chevron], spacing=style.space.s3),
        on_click=lambda: go(f"{FAMILY}?kind=link"),
        spoken=tr("亲情账户，出示家人的码，花家人自己的钱"),
    )
