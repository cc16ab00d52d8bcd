"""After 「提交授权」: what happens next, and the other question, whether to show their code on my phone."""

from dataclasses import dataclass

import flet as ft

from app.domain.errors import GongjiError
from app.domain.money import format_yuan
from app.services.context import Context
from app.services.family_links import LinkQuestion, link, link_question
from app.services.share_terms import difference
from app.services.sharings import SharingView, sharing
from app.ui.components import buttons
from app.ui.components.fields import error_line
from app.ui.components.link_consent import link_consent
from app.ui.components.pair import pair
from app.ui.components.states import error_card, skeleton
from app.ui.components.surfaces import card, divider, section
from app.ui.components.tags import tag
from app.ui.forms import use_errors
from app.ui.guard import component
from app.ui.i18n import tr
from app.ui.i18n.dates import day_words
from app.ui.layout import page_view
from app.ui.paths import FAMILY, code_of, go, shared
from app.ui.reveal import use_reveal_end
from app.ui.run import use_command, use_query
from app.ui.session import use_changes, use_session
from app.ui.theme import Style, heading, text, use_style


@dataclass(frozen=True, slots=True)
class _Done:
    view: SharingView
    question: LinkQuestion
    consent_age: int


def _read(context: Context, user_id: int, sharing_id: int) -> _Done:
    view = sharing(context, user_id, sharing_id)
    question = link_question(context, user_id, view.member.person_id)
    return _Done(view, question, difference(context).consent_age)


@component(view=True)
def done_page() -> ft.View:
    """Show what was begun, and ask about 亲情账户."""
    style, session, errors = use_style(), use_session(), use_errors()
    reveal, to_end = use_reveal_end()
    agreed, set_agreed = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    sharing_id = int(ft.use_route_params().get("sharing_id", "0"))

    def agree(value: bool) -> None:  # noqa: FBT001 - the checkbox's handler
        errors.clear("agreed")
        set_agreed(value)

    found = use_query(lambda: session.ask(_read, sharing_id), [use_changes(), sharing_id])

    async def add() -> None:
        errors.clear()
        if found.value is None:
            return
        question = found.value.question
        await session.ask(link, question.member_id, question.kinship, agreed=agreed)
        session.changed()
        go(code_of(question.member_id))

    def show(error: GongjiError) -> None:
        errors.show(error)
        to_end()

    command = use_command(add, show)
    done = found.value
    if done is None:
        wait = error_card(style, found.error, on_retry=found.reload) if found.error else skeleton(style, lines=5)
        return page_view(style, shared(sharing_id), tr("授权结果"), [wait], close=True)
    body: list[ft.Control] = [_next(style, done.view)]
    bottom: list[ft.Control] = []
    question = done.question
    if question.already_linked:
        bottom = [
            buttons.filled(style, tr("看{name}的码", name=question.name), lambda: go(code_of(question.member_id))),
            buttons.plain(style, tr("回家庭"), lambda: go(FAMILY)),
        ]
    elif question.places_left <= 0:
        body.append(_full(style, question))
        bottom = [buttons.filled(style, tr("回家庭"), lambda: go(FAMILY))]
    else:
        body += [
            section(style, tr("在我的手机上出示{name}的医保码？", name=question.name)),
            link_consent(
                style,
                question.name,
                by_guardian=question.by_guardian,
                consent_age=done.consent_age,
                agreed=agreed,
                on_agree=agree,
                error=errors.at("agreed"),
            ),
        ]
        if errors.general:
            body.append(error_line(style, errors.general))
        bottom = [
            buttons.filled(style, tr("加亲情账户"), command.run, loading=command.running),
            buttons.plain(style, tr("先不加"), lambda: go(FAMILY)),
        ]
    return page_view(
        style,
        shared(sharing_id),
        tr("授权结果"),
        body,
        close=True,
        bottom=bottom,
        gap=style.space.s4,
        body_ref=reveal.scroller,
    )


def _next(style: Style, view: SharingView) -> ft.Control:
    """Return that it is done, and what happens from now on."""
    quota = tr("最多用 {quota} 元", quota=format_yuan(view.quota_fen)) if view.quota_fen is not None else tr("不限额度")
    until = tr("到 {day}", day=day_words(view.until)) if view.until else tr("直到解除")
    told = (
        (ft.Icons.EVENT_AVAILABLE, tr("从今天起有效，{until}，{quota}。", until=until, quota=quota)),
        (
            ft.Icons.QR_CODE_2,
            tr("{name}看病买药，出示本人的医保码，先用自己的钱，不够才用您的。", name=view.member.name),
        ),
        (ft.Icons.NOTIFICATIONS, tr("用了多少，「记录」和「家庭」里都看得到。双方都能随时解除。")),
    )
    pieces: list[ft.Control] = [
        ft.Row([tag(style, "covered", tr("已生效")), tag(style, "neutral", tr("模拟登记，没有上报"))], wrap=True),
        heading(style, "title_1", tr("{name}能用您的钱了", name=view.member.name)),
        pair(style, (view.sharer.badge, view.sharer.name), (view.member.badge, view.member.name)),
        divider(style),
    ]
    pieces += [
        ft.Row(
            [
                ft.Icon(icon, size=style.size.icon, color=style.color.cobalt),
                text(style, "label", words, color=style.color.ink_2, expand=True),
            ],
            spacing=style.space.s3,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        for icon, words in told
    ]
    return card(style, pieces, gap=style.space.s3)


def _full(style: Style, question: LinkQuestion) -> ft.Control:
    words = tr("亲情账户已经加满了。想在您的手机上出示{name}的医保码，先在「家庭」里解绑一位。", name=question.name)
    return card(style, text(style, "label", words, color=style.color.ink_2))
