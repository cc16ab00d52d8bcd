"""The way of an infant, drawn: a sign for each step, what is so, what to do, and the source of it."""

from collections.abc import Sequence

import flet as ft

from app.domain.infant import InfantStep, StepState
from app.services.fee_words import Told
from app.services.infants import InfantPath, InfantStepView
from app.ui.components import buttons
from app.ui.components.surfaces import card, column, source_line
from app.ui.components.tags import Kind, tag
from app.ui.i18n import mark, tr
from app.ui.pages.infants.told import STEPS, Way, done_way, way_of
from app.ui.paths import go, policy
from app.ui.run import Command
from app.ui.sources import sourced_card
from app.ui.theme import Style, heading, text
from app.ui.words import source_words

_TAGS: dict[StepState, tuple[Kind, str]] = {
    StepState.DONE: ("covered", mark("办好了")),
    StepState.NEXT: ("info", mark("下一步办这个")),
    StepState.OPEN: ("neutral", mark("现在也能办")),
    StepState.WAITS: ("paused", mark("还不能办")),
}


def way(style: Style, path: InfantPath, sharing: Command) -> list[ft.Control]:
    """Return all steps of an infant, one card each; ``sharing`` begins the authorization with its papers filled in."""
    return [_step_card(style, path, number, one, sharing) for number, one in enumerate(path.steps, 1)]


def _step_card(style: Style, path: InfantPath, number: int, one: InfantStepView, sharing: Command) -> ft.Control:
    """Return one step: done, to be done now, or what it waits for."""
    pieces: list[ft.Control] = [text(style, "body", one.said)]
    if one.obstacle is not None and one.state is StepState.WAITS:
        pieces.append(text(style, "label", one.obstacle.next_step, color=style.color.ink_2))
    done = one.state is StepState.DONE
    sources = [_source(style, rule) for rule in one.rules[:1]] if not done or one.step is InfantStep.REGISTER else []
    pieces += sources
    found = done_way(path, one) if done else way_of(path, one) if one.state is not StepState.WAITS else None
    if found is not None:
        begins = one.step is InfantStep.SHARE and not done
        pieces.append(_button(style, found, sharing if begins else None, first=one.state is StepState.NEXT))
    return _card(style, number, one.step, pieces, sourced=found is None and bool(sources), state=one.state)


def plain_way(style: Style, rules: dict[InfantStep, tuple[Told, ...]]) -> list[ft.Control]:
    """Return the steps as they are for every infant, where there is none yet."""
    return [
        _card(
            style,
            number,
            step,
            [text(style, "body", STEPS[step].purpose), *(_source(style, rule) for rule in rules[step][:1])],
            sourced=bool(rules[step]),
        )
        for number, step in enumerate(InfantStep, 1)
    ]


def progress(style: Style, path: InfantPath) -> ft.Control:
    """Return how far the way is: one bar a step, the done ones filled."""
    total = len(path.steps)
    bars: list[ft.Control] = [
        ft.Container(
            expand=True,
            height=style.size.step,
            border_radius=style.size.step / 2,
            bgcolor=style.color.celadon if one.state is StepState.DONE else style.color.outline,
        )
        for one in path.steps
    ]
    words = tr("{total} 步办好了 {done} 步", total=total, done=path.done)
    return column(
        style,
        [
            ft.Semantics(content=ft.Row(bars, spacing=style.space.h3), exclude_semantics=True),
            text(style, "label", words, color=style.color.ink_2),
        ],
        gap=style.space.s2,
    )


def _card(  # noqa: PLR0913 - what a step shows
    style: Style,
    number: int,
    step: InfantStep,
    pieces: Sequence[ft.Control],
    *,
    sourced: bool,
    state: StepState | None = None,
) -> ft.Control:
    """Return one step's card; ``sourced``: its last line is a source."""
    words: list[ft.Control] = [heading(style, "title_2", STEPS[step].title)]
    if state is not None:
        kind, said = _TAGS[state]
        words.append(ft.Row([tag(style, kind, said)]))
    head = ft.Row(
        [_sign(style, number, step, state), ft.Column(words, spacing=style.space.s1, tight=True, expand=True)],
        spacing=style.space.s3,
    )
    make = sourced_card if sourced else card
    return make(style, [head, *pieces], gap=style.space.s2, frame=state is StepState.NEXT)


def _sign(style: Style, number: int, step: InfantStep, state: StepState | None) -> ft.Control:
    """Return the round sign of a step: a check where it is done, else its own."""
    color = style.color
    done, is_next = state is StepState.DONE, state is StepState.NEXT
    icon = ft.Icons.CHECK if done else STEPS[step].icon
    fill = color.celadon_tint if done else color.cobalt if is_next else color.glaze
    ink = color.celadon_ink if done else color.on_cobalt if is_next else color.cobalt
    edge = style.size.icon_tile
    sign = ft.Container(
        ft.Icon(icon, size=style.size.icon, color=ink),
        width=edge,
        height=edge,
        bgcolor=fill,
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
    )
    return ft.Semantics(content=sign, label=tr("第 {number} 步", number=number), exclude_semantics=True)


def _source(style: Style, rule: Told) -> ft.Control:
    words = tr("依据：{source}", source=source_words(rule.basis))
    return source_line(style, words, lambda: go(policy(rule.key)))


def _button(style: Style, found: Way, command: Command | None, *, first: bool) -> ft.Control:
    make = buttons.filled if first else buttons.tonal
    if command is not None:
        return make(style, found.words, command.run, loading=command.running)
    return make(style, found.words, lambda: go(found.opens))
