"""The bill of 付款模拟: lines to add, change and remove, filled in by an example at one tap."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from app.domain.errors import InputError
from app.domain.money import format_yuan, parse_amount, plain_yuan
from app.domain.settlement import ChargeLevel, ItemKind
from app.services.visit_templates import TEMPLATES, ItemForm
from app.ui.components import buttons
from app.ui.components.choices import Choice, chip, chips, segmented
from app.ui.components.dialogs import sheet, snack
from app.ui.components.fields import error_line, frame, text_field
from app.ui.components.select import choice_list
from app.ui.components.surfaces import card, column, divider
from app.ui.components.tags import tag
from app.ui.components.touch import touchable
from app.ui.forms import Errors
from app.ui.guard import component, safe
from app.ui.i18n import mark, tr
from app.ui.pages.pay.draft import PayDraft, amount_of
from app.ui.theme import Style, text, use_style

LEVELS = {ChargeLevel.A.value: mark("甲类"), ChargeLevel.B.value: mark("乙类"), ChargeLevel.C.value: mark("丙类")}
EMPTY = ItemForm("", ItemKind.DRUG.value, ChargeLevel.A.value, "")


@component
def bill_part(draft: PayDraft, errors: Errors, on_draft: Callable[[PayDraft], None]) -> ft.Control:
    """Show the bill (a component), with its sheets for one line and for the examples."""
    style = use_style()
    open_at, set_open_at = ft.use_state(-1)
    choosing, set_choosing = ft.use_state(False)  # noqa: FBT003 - a hook's first value
    undo = _use_undo(draft, on_draft)

    def close() -> None:
        set_open_at(-1)
        set_choosing(False)

    def choose(name: str) -> None:
        close()
        errors.clear()
        on_draft(draft.with_template(next(one for one in TEMPLATES if one.name == name)))

    def save(item: ItemForm | None) -> None:
        """Put a line in its place, at the end, or take it away."""
        lines = list(draft.items)
        lines[open_at : open_at + 1] = [] if item is None else [item]
        close()
        errors.clear()
        on_draft(replace(draft, items=tuple(lines)))
        if item is None:
            undo(open_at, draft.items[open_at])

    shown: ft.BottomSheet | None = None
    if choosing:
        shown = sheet(style, tr("选一张样单"), _examples(style, draft, choose), on_close=close)
    elif open_at >= 0:
        shown = _line_sheet(style, draft, open_at, save, close)
    ft.use_dialog(shown)
    title = draft.template or tr("选一张样单")
    head: list[ft.Control] = [ft.Container(text(style, "field_label", tr("费用")), expand=True)]
    if draft.items:
        another = buttons.plain(
            style,
            title,
            lambda: set_choosing(True),
            icon=ft.Icons.RECEIPT_LONG,
            trailing=ft.Icons.EXPAND_MORE,
            strong=False,
            spoken=tr("样单，{title}", title=title),
        )
        head.append(another)
    pieces = _lines(style, draft, errors, set_open_at, choose)
    last = len(draft.items)
    room = style.space.s1 if draft.items else style.space.s4
    pieces.append(
        ft.Row([buttons.plain(style, tr("加一项"), lambda: set_open_at(last), icon=ft.Icons.ADD, strong=False)])
    )
    return column(
        style,
        [
            ft.Row(head, height=style.scaled(style.size.touch)),
            card(
                style,
                column(style, pieces, gap=0),
                padding=ft.Padding.symmetric(horizontal=style.space.s4, vertical=room),
            ),
        ],
        gap=0,
    )


def _use_undo(draft: PayDraft, on_draft: Callable[[PayDraft], None]) -> Callable[[int, ItemForm], None]:
    """Return what says that a line is gone, with a way to have it back in the bill as it is then (a hook)."""
    latest = ft.use_ref(draft)
    latest.current = draft

    def put_back(at: int, item: ItemForm) -> None:
        now = latest.current or draft
        on_draft(replace(now, items=(*now.items[:at], item, *now.items[at:])))

    def tell(at: int, item: ItemForm) -> None:
        words = tr("删掉了{name}", name=item.name or tr("没有名称"))
        snack(ft.context.page, words, on_undo=partial(put_back, at, item))

    return tell


def _lines(
    style: Style, draft: PayDraft, errors: Errors, open_line: Callable[[int], None], choose: Callable[[str], None]
) -> list[ft.Control]:
    """Return the lines of the bill, or how to begin one."""
    pieces: list[ft.Control] = []
    if errors.at("items"):
        pieces.append(error_line(style, errors.at("items") or ""))
    for number, item in enumerate(draft.items):
        pieces += [_line(style, number, item, errors, partial(open_line, number)), divider(style)]
    if not draft.items:
        pieces += [
            text(style, "label", tr("还没有费用。选一张样单，或自己加。"), color=style.color.ink_2),
            _ways_to_begin(style, choose),
        ]
    return pieces


def _ways_to_begin(style: Style, choose: Callable[[str], None]) -> ft.Control:
    """Return the examples by name: an empty bill is filled in at one tap."""
    examples: list[ft.Control] = [
        chip(style, one.name, partial(choose, one.name), spoken=tr("样单，{title}", title=tr(one.name)))
        for one in TEMPLATES
    ]
    return ft.Container(
        ft.Row(examples, wrap=True, spacing=style.space.s2, run_spacing=style.space.s2),
        padding=ft.Padding.symmetric(vertical=style.space.s2),
    )


def _examples(style: Style, draft: PayDraft, choose: Callable[[str], None]) -> ft.Control:
    examples = [
        Choice(
            one.name,
            one.name,
            note=tr(
                "{count} 项，{amount} 元", count=len(one.items), amount=format_yuan(sum(map(amount_of, one.items)))
            ),
        )
        for one in TEMPLATES
    ]
    return choice_list(style, examples, draft.template, safe(choose))


def _line_sheet(
    style: Style, draft: PayDraft, at: int, save: Callable[[ItemForm | None], None], close: Callable[[], None]
) -> ft.BottomSheet:
    is_new = at >= len(draft.items)
    item = EMPTY if is_new else draft.items[at]
    content = ft.Container(_item_form(item, save, is_new=is_new), padding=ft.Padding.only(right=style.space.s3))
    title = tr("加一项费用") if is_new else tr("改这一项")
    return sheet(style, title, content, on_close=close, scroll=True)


def _line(style: Style, number: int, item: ItemForm, errors: Errors, on_click: Callable[[], None]) -> ft.Control:
    fen = amount_of(item)
    shown = format_yuan(fen) if fen else item.amount
    row = ft.Row(
        [
            ft.Row(
                [text(style, "body", item.name or tr("没有名称")), tag(style, "neutral", LEVELS[item.chrgitm_lv])],
                spacing=style.space.s3,
                run_spacing=0,
                wrap=True,
                expand=True,
            ),
            text(style, "title_2", shown),
        ],
        spacing=style.space.s2,
    )
    box = ft.Container(
        row,
        padding=ft.Padding.symmetric(vertical=style.space.h5),
        on_click=safe(on_click),
    )
    line = touchable(box, tr("{name}，{shown}元，改", name=item.name, shown=shown))
    wrong = [errors.at(f"item.{number}.{part}") for part in ("name", "amount", "kind")]
    said = [error_line(style, words) for words in wrong if words]
    return column(style, [*said, line], gap=0) if said else line


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is wrong with a line, by field."""

    name: str = ""
    amount: str = ""


@component
def _item_form(item: ItemForm, save: Callable[[ItemForm | None], None], *, is_new: bool) -> ft.Control:
    """Ask for one line of the bill (a component); it is checked before it is kept."""
    style = use_style()
    form, set_form = ft.use_state(item)
    wrong, set_wrong = ft.use_state(_Wrong())

    def change(**parts: str) -> None:
        set_form(lambda old: replace(old, **parts))
        set_wrong(_Wrong())

    def keep() -> None:
        name = "" if form.name.strip() else tr("写上名称")
        amount, fen = "", 0
        try:
            fen = parse_amount("amount", form.amount)
        except InputError as error:
            amount = tr(error.words)
        set_wrong(_Wrong(name, amount))
        if not name and not amount:
            save(replace(form, name=form.name.strip(), amount=plain_yuan(fen)))

    levels = [Choice(key, word) for key, word in LEVELS.items()]
    pieces = [
        text_field(
            style,
            tr("名称"),
            value=form.name,
            on_change=lambda value: change(name=value),
            error=wrong.name or None,
            hint=tr("如 血常规"),
        ),
        text_field(
            style,
            tr("金额（元）"),
            value=form.amount,
            on_change=lambda value: change(amount=value),
            error=wrong.amount or None,
            hint=tr("如 28.00"),
            keyboard=ft.KeyboardType.NUMBER,
        ),
        frame(
            style,
            tr("目录"),
            segmented(style, levels, form.chrgitm_lv, lambda key: change(chrgitm_lv=key)),
            helper=tr("甲、乙、丙三类都能用个人账户付"),
        ),
        frame(
            style,
            tr("是什么"),
            chips(style, [Choice(kind, kind) for kind in ItemKind], form.kind, lambda key: change(kind=key), wrap=True),
        ),
        buttons.filled(style, tr("保存这一项"), keep),
    ]
    if not is_new:
        pieces.append(buttons.plain(style, tr("删掉这一项"), lambda: save(None), icon=ft.Icons.DELETE_OUTLINE))
    return column(style, pieces, gap=style.space.s4)
