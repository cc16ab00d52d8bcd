"""办理渠道: the four ways to register and the five to pay the fee, the steps of each, and which can do what."""

import flet as ft

from app.services.channels import Ability, Channels, WayToRegister, all_channels
from app.services.resident_terms import ChannelView
from app.ui.components.rows import rows
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, hint, notice, section
from app.ui.components.tags import tag
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.panes import columns_width, two_columns
from app.ui.paths import CHANNELS, clash, go
from app.ui.run import use_query
from app.ui.session import use_changes, use_session
from app.ui.sources import rule_line, sourced_card
from app.ui.theme import Style, text, use_style


@component(view=True)
def channels_page() -> ft.View:
    """Show the page of all channels."""
    style, session = use_style(), use_session()
    found = use_query(lambda: session.run(all_channels), [use_changes()])
    known = found.value
    if known is None:
        waiting = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
        body: list[ft.Control] = [waiting]
    else:
        first = [*_abilities(style, known), *_fees(style, known)]
        second = [*_register(style, known), *_fields(style, known)]
        body = [two_columns(style, first, second)] if style.window.columns else [*first, *second]
    return page_view(style, CHANNELS, tr("办理渠道"), body, simulated=False, plate=True, max_width=columns_width(style))


def _abilities(style: Style, known: Channels) -> list[ft.Control]:
    """Return which door can do what."""
    listed = [_ability(style, one) for one in known.abilities]
    return [
        hint(style, tr("这些是真的渠道。这里只是模拟，真要办，到这些地方去办。")),
        section(style, tr("哪个能办什么")),
        card(style, rows(style, listed, indent=style.space.s4), padding=0),
    ]


def _ability(style: Style, one: Ability) -> ft.Control:
    tags = ft.Row(
        [_can(style, tr("办共济登记"), able=one.registers), _can(style, tr("缴居民医保"), able=one.pays)],
        spacing=style.space.s2,
        run_spacing=style.space.s1,
        wrap=True,
    )
    return ft.MergeSemantics(
        ft.Container(
            column(style, [text(style, "body", one.name), tags], gap=style.space.s1),
            padding=ft.Padding.symmetric(horizontal=style.space.s4, vertical=style.space.s3),
        )
    )


def _can(style: Style, what: str, *, able: bool | None) -> ft.Control:
    if able is None:
        return tag(style, "neutral", tr("{what}：资料没写", what=what))
    said = tr("{what}：能", what=what) if able else tr("{what}：不能", what=what)
    return tag(style, "covered" if able else "refused", said)


def _register(style: Style, known: Channels) -> list[ft.Control]:
    return [section(style, tr("办家庭共济登记，四个地方")), *[_way(style, one) for one in known.register]]


def _way(style: Style, one: WayToRegister) -> ft.Control:
    steps = [
        ft.Row(
            [text(style, "body", f"{number}.", color=style.color.ink_3), text(style, "body", step, expand=True)],
            spacing=style.space.s2,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        for number, step in enumerate(one.steps, 1)
    ]
    head = ft.Semantics(content=text(style, "body_strong", one.name), header=True)
    return sourced_card(style, [head, *steps, rule_line(style, one.basis)], gap=style.space.s2)


def _fields(style: Style, known: Channels) -> list[ft.Control]:
    said = tr("、").join(tr(one) for one in known.fields)
    return [
        section(style, tr("登记要填什么")),
        sourced_card(style, [text(style, "body", said), rule_line(style, known.fields_basis)], gap=style.space.s1),
    ]


def _fees(style: Style, known: Channels) -> list[ft.Control]:
    """Return the ways to pay 居民医保 out of a personal account, and the clash about them."""
    listed = [_fee(style, one) for one in known.pay]
    pieces: list[ft.Control] = [
        section(style, tr("缴居民医保，哪里能用个人账户的钱")),
        sourced_card(style, listed, gap=style.space.s2),
    ]
    if known.clash:
        number = known.clash.number
        title, note = known.clash.title, tr("几份资料说法不同，看原话和怎么定的")
        pieces.append(
            notice(style, title, note, tone="info", icon=ft.Icons.COMPARE_ARROWS, on_click=lambda: go(clash(number)))
        )
    return pieces


def _fee(style: Style, one: ChannelView) -> ft.Control:
    sign = tag(style, "covered", tr("能")) if one.pays else tag(style, "refused", tr("不能"))
    head = ft.Row([text(style, "body", one.channel, expand=True), sign], spacing=style.space.s2)
    return column(style, [head, rule_line(style, one.basis)], gap=0)
