"""家庭共济: the family's picture, then the same in words, with what is left of each."""

from collections.abc import Callable

import flet as ft

from app.domain.money import format_yuan
from app.services.sharings import PAUSED, Party, SharingView
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.family_map import MapArrow, MapPerson, family_map
from app.ui.components.quota import quota_bar
from app.ui.components.rows import list_row, rows
from app.ui.components.states import empty_state
from app.ui.components.surfaces import card, section
from app.ui.components.touch import touchable
from app.ui.guard import safe
from app.ui.i18n import mark, tr
from app.ui.i18n.dates import day_words, short_day_words
from app.ui.paths import SHARE, go
from app.ui.theme import Style, text

OnSharing = Callable[[int], None]
STATES = {
    "active": mark("生效中"),
    PAUSED: mark("已停"),
    "not_started": mark("还没开始"),
    "revoked": mark("已解除"),
    "expired": mark("已到期"),
}


def ended(view: SharingView) -> bool:
    """Tell whether a sharing is over for good."""
    return view.state in ("revoked", "expired")


def pooling_list(style: Style, sharings: list[SharingView], on_open: OnSharing, selected: int) -> list[ft.Control]:
    """Return what this side of the page shows; ``selected`` is the one whose detail stands beside it."""
    share = buttons.tonal(style, tr("给家人授权"), lambda: go(SHARE), icon=ft.Icons.PERSON_ADD_ALT_1)
    if not sharings:
        words = tr("授权以后，家人看病买药，自己的钱不够时可以用您账户里的。看病仍用家人本人的码。")
        return [
            card(
                style,
                empty_state(
                    style,
                    tr("还没有家庭共济"),
                    words,
                    icon=ft.Icons.FAMILY_RESTROOM,
                    action=tr("给家人授权"),
                    on_action=lambda: go(SHARE),
                ),
            )
        ]
    current = [one for one in sharings if not ended(one)]
    live = [one for one in current if one.state != PAUSED]
    over = [one for one in sharings if ended(one)]
    pieces: list[ft.Control] = []
    if current and not (style.elder or style.window.huge):  # then the list alone is read better
        pieces.append(card(style, _picture(current)))
    if live:
        lines = [_live_row(style, one, on_open, selected=one.sharing_id == selected) for one in live]
        pieces.append(card(style, rows(style, lines, indent=style.size.edge_badge), padding=0))
    pieces += [
        card(style, _stopped_row(style, one, on_open, selected=one.sharing_id == selected), padding=0)
        for one in current
        if one.state == PAUSED
    ]
    pieces.append(share)
    if over:
        done = [_ended_row(style, one, on_open, selected=one.sharing_id == selected) for one in over]
        pieces += [
            section(style, tr("已结束"), quiet=True),
            card(style, rows(style, done, indent=style.size.edge_badge), padding=0),
        ]
    return pieces


def _picture(current: list[SharingView]) -> ft.Control:
    people: dict[str, MapPerson] = {}
    for view in current:
        member, sharer = view.member, view.sharer
        people[str(member.person_id)] = _node(member, view.kinship)
        people.setdefault(str(sharer.person_id), _node(sharer, tr("出钱")))
    arrows = [
        MapArrow(
            str(view.sharer.person_id),
            str(view.member.person_id),
            _left_words(view),
            "paused" if view.state == PAUSED else "in_force",
            _left_in_short(view),
        )
        for view in current
    ]
    return family_map(tuple(people.values()), tuple(arrows))


def _node(party: Party, note: str) -> MapPerson:
    words = note if party.is_normal else tr("参保暂停")
    paused = not party.is_normal
    return MapPerson(str(party.person_id), party.name, words, party.badge, paused=paused, note_left=tr("出钱"))


def _left_words(view: SharingView) -> str:
    if view.state != "active":
        return tr(STATES[view.state])
    return tr("不限额度") if view.left_fen is None else tr("还剩 {left}", left=format_yuan(view.left_fen))


def _left_in_short(view: SharingView) -> str:
    """Say what is left where there is little room: the sum alone."""
    return format_yuan(view.left_fen) if view.state == "active" and view.left_fen is not None else ""


def _live_row(style: Style, view: SharingView, on_open: OnSharing, *, selected: bool) -> ft.Control:
    """Return a sharing in force: who, what is left, the bar, the quota and its last day."""
    color = style.color
    who, note = (view.member, view.kinship) if view.i_share else (view.sharer, tr("给{name}用", name=view.member.name))
    until = tr("至 {day}", day=short_day_words(view.until, view.since)) if view.until else tr("不设到期")
    name = ft.Row(
        [text(style, "body", who.name, strong=True), text(style, "label", note, color=color.ink_3)],
        spacing=style.space.s2,
        run_spacing=0,
        wrap=True,
    )
    lines: list[ft.Control] = [_ends(style, name, _left(style, view))]
    if view.quota_fen is not None and view.left_fen is not None:
        lines.append(quota_bar(style, view.left_fen, view.quota_fen))
    quota = (
        tr("额度 {quota}", quota=format_yuan(view.quota_fen))
        if view.quota_fen is not None
        else tr("已用 {used}", used=format_yuan(view.used_fen))
    )
    lines.append(
        _ends(
            style,
            text(style, "caption", quota, color=color.ink_3),
            text(style, "caption", until, color=color.ink_3),
        )
    )
    said = tr(
        "{name}给{other}共济，{left}，{quota}，{until}",
        name=view.sharer.name,
        other=view.member.name,
        left=_left_words(view),
        quota=quota,
        until=until,
    )
    return _tappable(
        style, who, ft.Column(lines, spacing=style.space.h3, tight=True, expand=True), said, view, on_open, selected
    )


def _left(style: Style, view: SharingView) -> ft.Control:
    color = style.color
    if view.left_fen is None or view.state != "active":
        return text(style, "label", _left_words(view), color=color.ink_2)
    return ft.Row(
        [
            text(style, "label", tr("还剩"), color=color.ink_3),
            text(style, "amount_3", format_yuan(view.left_fen)),
        ],
        spacing=style.space.s2,
        run_spacing=0,
        wrap=style.window.huge,
        tight=True,
    )


def _ends(style: Style, left: ft.Control, right: ft.Control) -> ft.Control:
    if style.window.stacked or style.window.narrow:
        return ft.Column([left, right], spacing=0, tight=True)
    return ft.Row([ft.Container(left, expand=True), right], spacing=style.space.s2)


def _tappable(  # noqa: PLR0913, PLR0917 - the parts of one row
    style: Style,
    who: Party,
    body: ft.Control,
    said: str,
    view: SharingView,
    on_open: OnSharing,
    selected: bool,  # noqa: FBT001
) -> ft.Control:
    row = ft.Row(
        [badge(style, who.badge, who.name, paused=not who.is_normal), body],
        spacing=style.space.h9,
    )
    box = ft.Container(
        row,
        padding=style.space.s4,
        margin=style.space.s1 if selected else 0,
        bgcolor=style.color.glaze if selected else None,
        border_radius=style.corner.row if selected else None,
        on_click=safe(lambda: on_open(view.sharing_id)),
    )
    return touchable(box, said, selected=selected or None)


def _stopped_row(style: Style, view: SharingView, on_open: OnSharing, *, selected: bool) -> ft.Control:
    stopped = view.member if view.sharer.is_normal else view.sharer
    return list_row(
        style,
        tr("{name} → {other} 已自动停止", name=view.sharer.name, other=view.member.name),
        subtitle=paused_words(view),
        leading=badge(style, stopped.badge, stopped.name, paused=True),
        on_click=lambda: on_open(view.sharing_id),
        strong=True,
        selected=selected,
    )


def paused_words(view: SharingView) -> str:
    """Say since when and why a sharing stands still."""
    if view.paused_since is None:
        return tr("因{name}的参保暂停", name=view.paused_name)
    return tr("{day}起，因{name}的参保暂停", day=short_day_words(view.paused_since, view.since), name=view.paused_name)


def _ended_row(style: Style, view: SharingView, on_open: OnSharing, *, selected: bool) -> ft.Control:
    day = view.revoked_on if view.state == "revoked" else view.until
    over = tr(STATES[view.state])
    if day:
        over = tr("{day} 解除", day=day_words(day)) if view.state == "revoked" else tr("{day} 到期", day=day_words(day))
    return list_row(
        style,
        f"{view.sharer.name} → {view.member.name}",
        subtitle=over,
        leading=badge(style, view.member.badge, view.member.name),
        on_click=lambda: on_open(view.sharing_id),
        selected=selected,
    )
