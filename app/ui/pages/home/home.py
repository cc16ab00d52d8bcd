"""首页: what I can share and why, the family's codes, four ways, and the most urgent notice."""

import flet as ft

from app.domain.money import format_yuan
from app.services.home import FamilyMember, HomeView
from app.services.home import home as load_home
from app.ui.components import buttons
from app.ui.components.amounts import amount
from app.ui.components.badges import badge
from app.ui.components.quota import balance_bar
from app.ui.components.rows import list_row, rows
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import (
    card,
    choice_grid,
    column,
    divider,
    ends,
    hero_card,
    icon_choice,
    notice,
    section,
)
from app.ui.components.touch import touchable
from app.ui.guard import component, safe
from app.ui.i18n import tr
from app.ui.layout import Tabs, page_view
from app.ui.pages.home.elder import elder_home
from app.ui.panes import columns_width, two_columns
from app.ui.paths import ASK, CODE, INSURANCE, NOTICES, PAY, SHARE, ZONE, code_of, go, go_tab, link_with
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, text, use_style

FAMILY_SHOWN = 4


@component(view=True)
def home_page() -> ft.View:
    """Show the first page of who is logged in."""
    style, session = use_style(), use_session()

    async def load() -> HomeView:
        return await session.ask(load_home)

    found = use_query(load, [use_changes()])
    home = found.value
    body: list[ft.Control]
    if home is None:
        body = (
            [error_card(style, found.error, on_retry=found.reload)]
            if found.error
            else [skeleton(style), skeleton(style)]
        )
    elif style.elder:
        body = [elder_home(home)]
    else:
        body = _body(style, home)
    unread = home.unread if home else 0
    bell = buttons.icon_button(
        style,
        ft.Icons.NOTIFICATIONS,
        tr("通知，{unread} 条没看", unread=unread) if unread else tr("通知"),
        lambda: go(NOTICES),
        dot=unread > 0,
    )
    me = (session.user.badge, session.user.name) if session.user else None
    place = _place(style, home.city if home else "")
    return page_view(
        style,
        "/",
        session.user.name if session.user and style.elder else place,
        body,
        actions=None if style.elder else bell,
        plate=True,
        tabs=Tabs(0, go_tab, me),
        gap=style.space.s4,
        max_width=columns_width(style),
    )


def _place(style: Style, city: str) -> ft.Control:
    """Where the user is insured: a tap leads to the page where that is typed."""
    words = city or tr("填参保信息")
    box = ft.Container(
        ft.Row(
            [
                ft.Icon(ft.Icons.LOCATION_ON, size=style.size.icon, color=style.color.cobalt),
                text(style, "title_2", words),
                ft.Icon(ft.Icons.EXPAND_MORE, size=style.size.icon, color=style.color.ink_2),
            ],
            spacing=style.space.s2,
            tight=True,
        ),
        height=style.scaled(style.size.touch),
        on_click=safe(lambda: go(INSURANCE)),
        border_radius=style.corner.control,
    )
    return touchable(box, tr("参保地 {city}，改参保信息", city=city) if city else words)


def _body(style: Style, home: HomeView) -> list[ft.Control]:
    title = section(style, tr("家人的医保码"), action=tr("全部"), on_action=lambda: go(CODE))
    family = column(style, [title, _family(style, home)], gap=0)
    news: list[ft.Control] = []
    if home.notice:
        news.append(
            notice(
                style,
                home.notice.title,
                home.notice.body,
                tone="paused" if home.notice.kind in ("paused", "revoked") else "info",
                on_click=lambda: go(NOTICES),
            )
        )
    if style.window.columns:
        return [two_columns(style, [_account(style, home), _ways(style)], [family, *news])]
    return [_account(style, home), family, _ways(style), *news]


def _account(style: Style, home: HomeView) -> ft.Control:
    """Show the cobalt card: the one sum of the page, what it is made of, and which rule decides."""
    ink, ink_2 = style.color.on_hero, style.color.on_hero_2
    person = home.me
    if not person.insutype:
        return hero_card(
            style,
            [
                text(style, "title_2", tr("先填我的参保信息"), color=ink),
                text(style, "label", tr("填了在哪里参保、账户里有多少钱，才能算谁付多少"), color=ink_2),
                text(style, "label", tr("去填 →"), color=ink),
            ],
            on_click=lambda: go(INSURANCE),
            spoken=tr("先填我的参保信息"),
            gap=style.space.s2,
        )
    prior, this = person.prior_years_fen or 0, person.this_year_fen or 0
    if person.prior_years_fen is None:
        lines: list[ft.Control] = [text(style, "label", tr("居民医保没有个人账户，不能给家人共济"), color=ink)]
        if person.family_account_fen is not None:
            lines = [
                text(style, "label", tr("门诊家庭账户"), color=ink_2),
                amount(style, person.family_account_fen, color=ink),
                *lines,
            ]
        return hero_card(style, lines, on_click=lambda: go(INSURANCE), spoken=tr("我的参保信息"), gap=style.space.s2)
    name = ft.Row(
        [
            text(style, "label", person.name, color=ink),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ink, size=style.size.icon),
        ],
        spacing=0,
        tight=True,
    )
    head = ends(style, text(style, "label", tr("可以给家人用"), color=ink_2), name)
    balances = tr("历年余额 {prior}，当年余额 {this}", prior=format_yuan(prior), this=format_yuan(this))
    said = tr("可以给家人用 {shareable} 元，{balances}", shareable=format_yuan(home.shareable_fen), balances=balances)
    return hero_card(
        style,
        [
            head,
            amount(style, home.shareable_fen, color=ink),
            ft.Container(
                balance_bar(style, home.shareable_fen, home.kept_fen, spoken=said),
                padding=ft.Padding.only(top=style.space.s5, bottom=style.space.s2),
            ),
            ends(style, _balance(style, tr("历年余额"), prior), _balance(style, tr("当年余额"), this, last=True)),
            ft.Container(
                divider(style, color=ft.Colors.with_opacity(style.size.faint, ink)),
                padding=ft.Padding.only(top=style.space.s2, bottom=style.space.h5),
            ),
            ft.Row(
                [
                    ft.Icon(ft.Icons.INFO, size=style.size.icon_s, color=ink_2),
                    text(style, "caption", _why(home), color=ink, expand=True),
                ],
                spacing=style.space.s2,
            ),
        ],
        on_click=lambda: go(INSURANCE),
        spoken=tr("{said}。{why}。改参保信息", said=said, why=_why(home)),
    )


def _balance(style: Style, label: str, fen: int, *, last: bool = False) -> ft.Control:
    at_end = last and not style.window.huge
    return ft.Column(
        [
            text(style, "caption", label, color=style.color.on_hero_2),
            text(style, "title_2", format_yuan(fen), color=style.color.on_hero),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.END if at_end else ft.CrossAxisAlignment.START,
    )


def _why(home: HomeView) -> str:
    """Which rule decides how much can be shared."""
    if not home.can_share:
        return tr("没有正常参保，账户里的钱现在不能给家人用")
    if home.prior_years_only:
        return tr("{city}只能共济历年余额，当年的留给自己", city=home.city)
    return tr("账户里要留足 {floor} 元，超出的才能共济", floor=format_yuan(home.floor_fen))


def _family(style: Style, home: HomeView) -> ft.Control:
    shown = home.family[:FAMILY_SHOWN]
    if len(home.family) == 1:
        add = buttons.tonal(style, tr("给家人授权"), lambda: go(SHARE), icon=ft.Icons.PERSON_ADD_ALT_1)
        lead = text(
            style, "label", tr("家里还没有别人。授权后，家人看病买药可以用我账户里的钱"), color=style.color.ink_2
        )
        return card(style, [_member_row(style, shown), lead, add], gap=style.space.s3)
    if style.window.stacked:
        return card(style, rows(style, [_member(style, one) for one in shown], indent=style.size.edge_badge), padding=0)
    return card(style, _member_row(style, shown))


def _member_row(style: Style, members: tuple[FamilyMember, ...]) -> ft.Control:
    cells = [_member(style, member) for member in members]
    if len(cells) > 2 and style.window.narrow:  # noqa: PLR2004
        pairs = [cells[at : at + 2] for at in range(0, len(cells), 2)]
        return column(style, [ft.Row([*pair], vertical_alignment=ft.CrossAxisAlignment.START) for pair in pairs])
    return ft.Row(cells, vertical_alignment=ft.CrossAxisAlignment.START)


def _member(style: Style, member: FamilyMember) -> ft.Control:
    """Show a badge: opens the code where it may be shown, else the way to be allowed to."""
    view = member.view
    paused = not view.is_normal
    if view.is_me:
        note, ink = tr("我"), style.color.ink_2
    elif paused:
        note, ink = tr("已暂停"), style.color.ochre_ink
    elif member.shows_code:
        note, ink = tr("看码"), style.color.ink_2
    else:
        note, ink = tr("加亲情账户"), style.color.cobalt
    opens = code_of(view.person_id) if member.shows_code else link_with(view.person_id)
    said = tr("{name}的医保码", name=view.name) if member.shows_code else tr("给{name}加亲情账户", name=view.name)
    said = tr("{said}，已暂停", said=said) if paused else said
    mark = badge(style, view.badge, view.name, size=style.size.badge_n, paused=paused)
    if style.window.stacked:
        return list_row(style, view.name, subtitle=note, leading=mark, on_click=lambda: go(opens), spoken=said)
    body = ft.Column(
        [
            mark,
            text(style, "label", view.name, strong=True, align=ft.TextAlign.CENTER),
            text(style, "caption", note, color=ink, align=ft.TextAlign.CENTER),
        ],
        spacing=style.space.h1,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        tight=True,
    )
    box = ft.Container(
        body,
        on_click=safe(lambda: go(opens)),
        alignment=ft.Alignment.TOP_CENTER,
        border_radius=style.corner.control,
    )
    return touchable(box, said, expand=True)


def _ways(style: Style) -> ft.Control:
    ways = [
        icon_choice(style, ft.Icons.VOLUNTEER_ACTIVISM, tr("授权登记"), lambda: go(SHARE)),
        icon_choice(style, ft.Icons.RULE, tr("能不能付"), lambda: go(ASK)),
        icon_choice(style, ft.Icons.POINT_OF_SALE, tr("付款模拟"), lambda: go(PAY)),
        icon_choice(style, ft.Icons.APPS, tr("医保专区"), lambda: go(ZONE)),
    ]
    return choice_grid(style, [*ways], across=4)
