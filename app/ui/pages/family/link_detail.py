"""One 亲情账户: whose code on whose phone, who agreed, until when; its name, its change, its end."""

from dataclasses import dataclass
from typing import cast

import flet as ft

from app.services.family_links import LinkView, family_link, rename, unlink
from app.services.share_terms import Difference, difference
from app.services.sharings import SharingView, my_sharings
from app.ui.components import buttons
from app.ui.components.badges import badge
from app.ui.components.dialogs import snack
from app.ui.components.fields import text_field
from app.ui.components.rows import fact, list_row
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, column, hint, section, source_line
from app.ui.components.tags import tag
from app.ui.forms import Errors, use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.pages.family.links import ask_end, waiting_words
from app.ui.panes import columns_width, two_columns
from app.ui.paths import FAMILY, code_of, go, link_instead, link_with, policy
from app.ui.paths import family_link as link_path
from app.ui.paths import sharing as sharing_path
from app.ui.run import Command, use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, heading, rich, text, use_style
from app.ui.words import source_words

LINKS = f"{FAMILY}?kind=link"


@dataclass(frozen=True, slots=True)
class _Material:
    link: LinkView
    facts: Difference
    sharing: SharingView | None


@component(view=True)
def link_detail_page() -> ft.View:
    """Show the page at /family/link/<id>."""
    style, session, errors = use_style(), use_session(), use_errors()
    link_id = int(ft.use_route_params().get("link_id", "0"))
    asking, set_asking = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    typed, set_typed = ft.use_state(cast("str | None", None))

    async def load() -> _Material:
        link = await session.ask(family_link, link_id)
        shared = [
            one for one in await session.ask(my_sharings) if one.is_live and one.member.person_id == link.member_id
        ]
        return _Material(link, await session.run(difference), next(iter(shared), None))

    async def end() -> None:
        set_asking(False)
        await session.ask(unlink, link_id)
        session.changed()
        go(LINKS)

    async def call(kinship: str) -> None:
        errors.clear()
        if typed is not None:
            await session.ask(rename, link_id, kinship)
        session.changed()
        set_typed(None)
        snack(ft.context.page, tr("称呼改好了"))

    found = use_query(load, [use_changes(), link_id])
    ending, naming = use_command(end), use_command(call, errors.show)
    about = found.value
    question = None
    if about is not None and asking:
        question = ask_end(style, about.link, ending.run, lambda: set_asking(False))
    ft.use_dialog(question)
    if about is None:
        body: list[ft.Control] = [
            error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=6)
        ]
        return page_view(style, link_path(link_id), tr("亲情账户"), body)
    name = tr(about.link.kinship) if typed is None else typed
    left = [_head(style, about), _actions(style, about.link, lambda: set_asking(True))]
    right = [
        *_called(style, about.link, name, set_typed, errors, naming),
        *_other_kind(style, about),
        _basis(style, about),
    ]
    body = [two_columns(style, left, right)] if style.window.columns else [*left, *right]
    return page_view(
        style, link_path(link_id), tr("亲情账户"), body, gap=style.space.s4, max_width=columns_width(style)
    )


def _head(style: Style, about: _Material) -> ft.Control:
    link = about.link
    state = tag(style, "paused", tr("等本人同意")) if link.waiting else tag(style, "covered", tr("能出示"))
    who = ft.Row(
        [
            badge(style, link.badge, link.name),
            ft.Column([heading(style, "title_1", link.name), ft.Row([state])], spacing=0, tight=True, expand=True),
        ],
        spacing=style.space.s4,
    )
    money = (
        tr("在您的手机上出示{name}的码，花的是**{name}自己的钱**，您的余额不变。", name=link.name)
        if link.i_hold
        else tr(
            "在{name}的手机上出示{member}的码，花的是**{member}自己的钱**。", name=link.name, member=link.member_name
        )
    )
    agreed = tr("监护人勾选的") if link.by_guardian else tr("本人同意的（模拟）")
    facts = [
        fact(style, tr("开始"), day_words(link.started_at.date())),
        fact(style, tr("谁同意的"), agreed),
    ]
    if link.grown_on is not None:
        label = tr("满 {age} 岁，要本人同意", age=about.facts.consent_age)
        facts.append(fact(style, label, day_words(link.grown_on)))
    pieces: list[ft.Control] = [who, rich(style, "body", money, color=style.color.ink_2), *facts]
    if link.waiting:
        pieces.append(hint(style, waiting_words(link, about.facts.consent_age)))
    return card(style, pieces, gap=style.space.s3)


def _actions(style: Style, link: LinkView, ask: buttons.Handler) -> ft.Control:
    pieces: list[ft.Control] = []
    if link.i_hold and link.waiting:
        words = tr("{name}本人同意，继续", name=link.name)
        pieces.append(buttons.filled(style, words, lambda: go(link_with(link.person_id))))
    elif link.i_hold:
        words = tr("看{name}的码", name=link.name)
        pieces.append(buttons.filled(style, words, lambda: go(code_of(link.person_id)), icon=ft.Icons.QR_CODE_2))
    if link.i_hold:
        swap = buttons.tonal(
            style, tr("换成另一位家人"), lambda: go(link_instead(link.link_id)), icon=ft.Icons.SWAP_HORIZ
        )
        pieces.append(swap)
    pieces.append(buttons.plain(style, tr("解绑"), ask, icon=ft.Icons.LINK_OFF))
    return column(style, pieces, gap=style.space.s2)


def _called(  # noqa: PLR0913, PLR0917 - a field's own parts
    style: Style, link: LinkView, name: str, on_change: buttons.Handler, errors: Errors, naming: Command
) -> list[ft.Control]:
    """Return the field for what the member is called; it is the holder's own word."""
    if not link.i_hold:
        return []
    field = text_field(
        style,
        tr("您怎么称呼这位家人"),
        value=name,
        on_change=on_change,
        error=errors.at("kinship"),
        helper=tr("只有您看得到，比如：外婆"),
    )
    save = buttons.tonal(style, tr("改称呼"), naming.run_with(name), loading=naming.running)
    return [card(style, column(style, [field, save]))]


def _other_kind(style: Style, about: _Material) -> list[ft.Control]:
    """Return 家庭共济 with the same person, apart: it is another thing, and neither ends the other."""
    pieces: list[ft.Control] = [section(style, tr("另一回事：家庭共济"), quiet=True)]
    found, name = about.sharing, about.link.member_name
    if found is None:
        words = tr("您这里没有{name}的家庭共济。两样互不影响。", name=name)
        return [*pieces, card(style, text(style, "label", words, color=style.color.ink_2))]
    title = tr("{name}给{other}", name=found.sharer.name, other=found.member.name)
    row = list_row(
        style, title, subtitle=tr("解绑亲情账户，这份共济照旧"), on_click=lambda: go(sharing_path(found.sharing_id))
    )
    return [*pieces, card(style, row, padding=0)]


def _basis(style: Style, about: _Material) -> ft.Control:
    words = tr("依据：{source}", source=source_words(about.facts.basis))
    return source_line(style, words, lambda: go(policy("family_code.own_money")))
