"""One sharing: what is left, its facts, what happened with it, what its money can't pay, and its end."""

from dataclasses import dataclass

import flet as ft

from app.domain.money import format_yuan
from app.domain.sharing import Mode
from app.services.family_links import my_links
from app.services.share import revoke
from app.services.share_terms import MoneyTerms, money_terms
from app.services.sharings import PAUSED, SharingView, sharing
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.dialogs import confirm, snack
from app.ui.components.pair import arrow
from app.ui.components.quota import quota_bar, quota_ring
from app.ui.components.rows import fact
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, notice
from app.ui.components.tags import Kind, tag
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.pages.family.history import history_card, not_paid_card
from app.ui.pages.family.pooling import STATES, ended, paused_words
from app.ui.paths import code_of, go, link_with, sharing_end, sharing_terms, wallet_of
from app.ui.run import use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, heading, use_style

RING, RING_HOLDS, RING_A_FIGURE = 144, 6, 14
"""The ring's size, how long a sum it holds, and what each further figure adds."""
_TAGS: dict[str, Kind] = {"active": "covered", PAUSED: "paused", "not_started": "info"}


@dataclass(frozen=True, slots=True)
class _Material:
    view: SharingView
    terms: MoneyTerms
    shows_code: bool
    mine: bool


@component
def sharing_detail(sharing_id: int) -> ft.Control:
    """Return all about one sharing."""
    style, session = use_style(), use_session()
    asking, set_asking = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    my_id = session.user.person_id if session.user else 0

    async def load() -> _Material:
        view = await session.ask(sharing, sharing_id)
        linked = {one.person_id for one in await session.ask(my_links) if one.i_hold}
        return _Material(
            view,
            await session.ask(money_terms, view.sharer.person_id),
            shows_code=view.member.person_id in linked or view.member.person_id == my_id,
            mine=view.member.person_id == my_id,
        )

    async def end() -> None:
        set_asking(False)
        await session.ask(revoke, sharing_id)
        session.changed()
        snack(ft.context.page, tr("共济已解除，账户里的钱没有动"))

    found = use_query(load, [use_changes(), sharing_id])
    command = use_command(end)
    about = found.value
    question = None
    if about is not None and asking:
        question = _ask_end(style, about.view, command.run, lambda: set_asking(False))
    ft.use_dialog(question)
    if about is None or about.view.sharing_id != sharing_id:
        return error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
    view = about.view
    pieces: list[ft.Control] = [_head(style, view)]
    if view.state == PAUSED:
        pieces.append(notice(style, tr("现在不能用"), tr("{why}。恢复参保后又能用。", why=paused_words(view))))
    pieces += [
        _facts(style, about),
        _actions(style, about, lambda: set_asking(True), ending=command.running),
        history_card(view),
    ]
    pieces += [not_paid_card(style, view.member.name, about.terms)] if about.terms.not_paid else []
    return ft.Column(pieces, spacing=style.space.s4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _head(style: Style, view: SharingView) -> ft.Control:
    small = style.size.badge_s + 4
    people = ft.Row(
        [
            badge(style, view.sharer.badge, view.sharer.name, size=small, paused=not view.sharer.is_normal),
            arrow(style, width=style.size.arrow),
            badge(style, view.member.badge, view.member.name, size=small, paused=not view.member.is_normal),
        ],
        spacing=style.space.s3,
        tight=True,
    )
    return ft.Row(
        [
            people,
            heading(
                style,
                "title_1" if style.window.wide else "title_2",
                tr("{name}给{other}", name=view.sharer.name, other=view.member.name),
            ),
            tag(style, _TAGS.get(view.state, "neutral"), STATES[view.state]),
        ],
        spacing=style.space.s4,
        run_spacing=style.space.s2,
        wrap=True,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _facts(style: Style, about: _Material) -> ft.Control:
    view = about.view
    relation = (
        view.kinship
        if view.kinship == view.relation
        else tr("{kinship}（{relation}）", kinship=view.kinship, relation=view.relation)
    )
    source = tr("医保钱包") if view.mode == Mode.WALLET.value else about.terms.pays_from
    told = [
        fact(style, tr("额度"), _yuan(view.quota_fen)),
        fact(
            style,
            tr("已用"),
            tr("{used} 元，{uses} 次", used=format_yuan(view.used_fen), uses=view.uses) if view.uses else tr("0.00 元"),
        ),
        fact(style, tr("关系"), relation),
        fact(style, tr("从哪笔钱出"), tr("{name}的{source}", name=view.sharer.name, source=source)),
        fact(style, tr("开始"), day_words(view.since)),
        fact(style, tr("到期"), day_words(view.until) if view.until else tr("不设到期")),
        fact(style, tr("一次最多"), _yuan(view.per_payment_fen)),
        fact(style, tr("方式"), tr("医保钱包，跨省也能用") if view.mode == Mode.WALLET.value else tr("省内共济")),
    ]
    ring = None
    if view.quota_fen is not None and view.left_fen is not None and not ended(view):
        size = _ring_size(style, view.left_fen)
        if size > style.content_width - 2 * style.space.s4:
            bar = quota_bar(style, view.left_fen, view.quota_fen)
            told.insert(0, column(style, [fact(style, tr("还剩"), _yuan(view.left_fen), strong=True), bar]))
        else:
            ring = quota_ring(style, view.left_fen, view.quota_fen, size=size)
    grid = _grid(style, told)
    if ring is None:
        return card(style, grid)
    if style.window.wide:
        ring_box = ft.Container(ring, padding=ft.Padding.only(right=style.space.s8))
        return card(style, ft.Row([ring_box, ft.Container(grid, expand=True)]), padding=style.space.s6)
    return card(style, [ft.Row([ring], alignment=ft.MainAxisAlignment.CENTER), grid], gap=style.space.s5)


def _ring_size(style: Style, left_fen: int) -> int:
    """Give the ring as much room as the sum in it needs."""
    more = max(0, len(format_yuan(left_fen)) - RING_HOLDS)
    return round(style.scaled(RING + RING_A_FIGURE * more))


def _grid(style: Style, told: list[ft.Control]) -> ft.Control:
    across = 1 if style.window.stacked or style.window.narrow else 2
    lines: list[ft.Control] = [
        ft.Row(
            [ft.Container(one, expand=True) for one in told[start : start + across]],
            vertical_alignment=ft.CrossAxisAlignment.START,
            spacing=style.space.s3,
        )
        for start in range(0, len(told), across)
    ]
    return ft.Column(lines, spacing=style.space.s4, tight=True)


def _yuan(fen: int | None) -> str:
    return tr("不限") if fen is None else tr("{yuan} 元", yuan=format_yuan(fen))


def _actions(style: Style, about: _Material, ask_end: buttons.Handler, *, ending: bool) -> ft.Control:
    view = about.view
    name = view.member.name
    pieces: list[ft.Control] = []
    if about.shows_code:
        words = tr("看我的码") if about.mine else tr("看{name}的码", name=name)
        member_id = view.member.person_id
        pieces.append(buttons.outlined(style, words, lambda: go(code_of(member_id)), icon=ft.Icons.QR_CODE_2))
    elif view.i_share:
        pieces.append(
            buttons.outlined(
                style, tr("加亲情账户"), lambda: go(link_with(view.member.person_id)), icon=ft.Icons.QR_CODE_2
            )
        )
    if view.i_share and not ended(view):
        change = buttons.plain(style, tr("改约定"), lambda: go(sharing_terms(view.sharing_id)), icon=ft.Icons.TUNE)
        pieces.append(change)
    if view.mode == Mode.WALLET.value:
        wallet = buttons.plain(
            style, tr("医保钱包"), lambda: go(wallet_of(view.sharing_id)), icon=ft.Icons.ACCOUNT_BALANCE_WALLET
        )
        pieces.append(wallet)
    if view.may_revoke:
        later = buttons.plain(style, tr("以后某天解除"), lambda: go(sharing_end(view.sharing_id)), icon=ft.Icons.EVENT)
        pieces.append(later)
        pieces.append(buttons.plain(style, tr("解除共济"), ask_end, icon=ft.Icons.LINK_OFF, disabled=ending))
    return ft.Row(
        pieces,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=True,
        spacing=style.space.s3,
        run_spacing=style.space.s2,
    )


def _ask_end(style: Style, view: SharingView, yes: buttons.Handler, no: buttons.Handler) -> ft.AlertDialog:
    words = tr(
        "从今天起，{name}不能再用{other}账户里的钱。账户里的钱不会动，已经付过的也不退。以后可以重新授权。",
        name=view.member.name,
        other=view.sharer.name,
    )
    title = tr("解除{name}给{other}的共济？", name=view.sharer.name, other=view.member.name)
    return confirm(style, title, words, yes=tr("解除共济"), on_yes=yes, on_no=no)
