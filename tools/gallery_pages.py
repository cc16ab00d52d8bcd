"""The pages of the gallery, after the mockups and with their sample family."""

# ruff: noqa: PLR0913, PLR0917 - how a piece may look is said by its arguments

from collections.abc import Callable
from datetime import date

import flet as ft

from app.pictures import barcode, qr
from app.ui.components import (
    amounts,
    badges,
    buttons,
    choices,
    date_field,
    family_map,
    fields,
    marks,
    pin_sheet,
    quota,
    refusal,
    ring,
    rows,
    select,
    split_bar,
    states,
    steps,
    surfaces,
    tags,
)
from app.ui.components import code as code_pictures
from app.ui.components.choices import Choice
from app.ui.components.split_bar import Piece
from app.ui.guard import component
from app.ui.layout import Tabs, page_view
from app.ui.theme import LIGHT, Style, text, use_style

NAMES = ("李明", "周芳", "李小满", "王桂兰", "小强", "小宁")


def nothing(*_args: object) -> None:
    """Take a tap."""


def _tabs(index: int) -> Tabs:
    return Tabs(index, nothing, me=(0, "李明"))


@component(view=True)
def kit() -> ft.View:
    """Show the pieces side by side, as in 00-kit."""
    style = use_style()
    color = style.color
    people: list[ft.Control] = [badges.badge(style, slot, name, size=44) for slot, name in enumerate(NAMES)]
    people.append(badges.badge(style, 1, "周芳", size=44, paused=True))
    whole = [
        Piece("fund", "统筹基金", 3600),
        Piece("family", "家庭账户", 2800),
        Piece("own", "本人账户", 2200),
        Piece("pooled", "李明共济", 3000),
        Piece("cash", "现金", 2400, refused=True),
    ]
    narrow = [Piece("fund", "统筹基金", 160000), Piece("pooled", "李明共济", 3000), Piece("cash", "现金", 500)]
    return page_view(
        style,
        "/kit",
        "共济通",
        [
            ft.Row(people, wrap=True, spacing=8),
            surfaces.card(style, [split_bar.split_bar(whole, "分成五段")]),
            surfaces.card(style, [split_bar.split_bar(narrow, "三段", stem=True)]),
            ft.Row(
                [
                    buttons.filled(style, "主要操作", nothing),
                    buttons.tonal(style, "次要", nothing),
                    buttons.outlined(style, "描边", nothing),
                    buttons.plain(style, "文字", nothing),
                ],
                wrap=True,
            ),
            buttons.filled(style, "正在付款", nothing, loading=True),
            buttons.filled(style, "不能点", nothing, disabled=True),
            ft.Row(
                [
                    tags.tag(style, "covered", "有效"),
                    tags.tag(style, "refused", "不能"),
                    tags.tag(style, "paused", "已停"),
                    tags.tag(style, "info", "还剩 360.00"),
                    tags.tag(style, "neutral", "甲类"),
                    choices.switch(style, on=True),
                    choices.switch(style, on=False),
                ],
                wrap=True,
                spacing=8,
            ),
            ft.Row(
                [
                    ring.ring(style, 46),
                    ring.ring(style, 9),
                    marks.seal_on_paper(style),
                    marks.seal(style),
                    quota.quota_ring(style, 36000, 50000),
                ],
                wrap=True,
                spacing=12,
            ),
            surfaces.hero_card(
                style,
                ft.Column(
                    [
                        ft.Container(amounts.amount(style, 300000, color=color.on_hero), padding=20),
                        marks.scroll_band(),
                    ],
                    spacing=0,
                ),
                with_plate=False,
                padding=0,
            ),
            states.skeleton(style),
            states.error_card(style, "数据库忙，没有取到记录。", on_retry=nothing),
            states.empty_state(
                style, "还没有记录", "付款模拟之后，记录会在这里。", action="去试一笔", on_action=nothing
            ),
        ],
        back=False,
        plate=True,
    )


@component(view=True)
def form() -> ft.View:
    """Show the wizard's page of 05 and the other fields."""
    style = use_style()
    number, set_number = ft.use_state("X99001234")
    kind, set_kind = ft.use_state("birth")
    agreed, set_agreed = ft.use_state(False)  # noqa: FBT003
    day, set_day = ft.use_state(date(2026, 6, 12))
    asking, set_asking = ft.use_state(False)  # noqa: FBT003
    pin_sheet.use_pin_sheet(
        style,
        is_open=asking,
        on_pin=lambda _pin: set_asking(False),
        on_close=lambda: set_asking(False),
        note="付 30.00 元，从李明的个人账户出",
        error="密码不对，还能试 2 次",
    )
    kinds = [
        Choice("birth", "出生医学证明", "宝宝没有身份证，用这个就行", ft.Icons.CHILD_CARE),
        Choice("id", "居民身份证", None, ft.Icons.BADGE),
    ]
    return page_view(
        style,
        "/form",
        "共济授权登记",
        [
            steps.steps(style, 2, 5, "使用人", note="草稿已存"),
            steps.question(style, "给谁用？"),
            select.select_field(
                "证件类型",
                kinds,
                kind,
                set_kind,
                helper="宝宝没有身份证，用这个就行，不用刷脸",
                icon=ft.Icons.CHILD_CARE,
            ),
            fields.digits_field(
                style,
                "出生医学证明编号",
                value=number,
                on_change=set_number,
                error="还少 1 位。应是 1 个字母加 9 个数字",
                counter=f"{len(number) - 1} / 9",
            ),
            fields.text_field(style, "宝宝姓名", value="李小满"),
            fields.text_field(
                style, "手机号", value="138 0000 1234", icon=ft.Icons.PHONE_IPHONE, show_label=False, hint="手机号"
            ),
            fields.password_field("登录密码", hint="登录密码", show_label=False),
            date_field.date_field(
                "有效期到",
                day,
                set_day,
                first=date(2026, 6, 12),
                last=date(2027, 12, 31),
                today=date(2026, 6, 12),
            ),
            choices.segmented(style, [Choice("a", "家庭共济·我的钱"), Choice("b", "亲情账户·家人的钱")], "a", nothing),
            choices.chips(
                style,
                [Choice(key, key) for key in ("普通门诊", "药店买药", "住院", "透析", "体检")],
                "普通门诊",
                nothing,
            ),
            surfaces.card(
                style,
                [choices.checkbox_row(style, "我已读完，我承诺", agreed, set_agreed)],
                frame=True,
            ),
            surfaces.card(
                style, [choices.switch_row(style, "长辈版", agreed, set_agreed, icon=ft.Icons.TEXT_INCREASE)], padding=0
            ),
        ],
        bottom=[
            buttons.filled(style, "查参保登记，下一步", lambda: set_asking(True)),
            buttons.plain(style, "分不清？答两个问题", nothing),
        ],
    )


def _person(style: Style, slot: int, name: str, note: str, *, paused: bool = False) -> ft.Control:
    color = style.color
    return ft.Column(
        [
            badges.badge(style, slot, name, size=52, paused=paused),
            text(style, "label", name, strong=True),
            text(style, "caption", note, color=color.ochre_ink if paused else color.ink_3),
        ],
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        spacing=2,
        expand=True,
    )


@component(view=True)
def home() -> ft.View:
    """Show 02."""
    style = use_style()
    color = style.color
    hero = surfaces.hero_card(
        style,
        [
            ft.Row(
                [
                    text(style, "label", "可以给家人用", color=color.on_hero_2, expand=True),
                    buttons.plain(
                        style, "李明", nothing, strong=False, trailing=ft.Icons.CHEVRON_RIGHT, color=color.on_hero_2
                    ),
                ]
            ),
            amounts.amount(style, 300000, color=color.on_hero),
            quota.balance_bar(style, 300000, 80000, spoken="历年 3,000.00 元，当年 800.00 元"),
            ft.Row(
                [
                    ft.Column(
                        [
                            text(style, "caption", "历年余额", color=color.on_hero_2),
                            text(style, "title_2", "3,000.00", color=color.on_hero),
                        ],
                        spacing=0,
                    ),
                    ft.Column(
                        [
                            text(style, "caption", "当年余额", color=color.on_hero_2),
                            text(style, "title_2", "800.00", color=color.on_hero),
                        ],
                        spacing=0,
                        horizontal_alignment=ft.CrossAxisAlignment.END,
                    ),
                ],
                alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            ),
        ],
        gap=10,
    )
    people = ft.Row(
        [
            _person(style, 0, "李明", "我"),
            _person(style, 2, "李小满", "女儿"),
            _person(style, 3, "王桂兰", "母亲"),
            _person(style, 1, "周芳", "已暂停", paused=True),
        ]
    )
    ways = surfaces.choice_grid(
        style,
        [
            surfaces.icon_choice(style, icon, label, nothing, note=note)
            for icon, label, note in (
                (ft.Icons.VOLUNTEER_ACTIVISM, "授权登记", None),
                (ft.Icons.RULE, "能不能付", "可办"),
                (ft.Icons.POINT_OF_SALE, "付款模拟", None),
                (ft.Icons.APPS, "医保专区", None),
            )
        ],
    )
    return page_view(
        style,
        "/",
        "首页",
        [
            hero,
            surfaces.section(style, "家人的医保码", action="全部", on_action=nothing),
            surfaces.card(style, people),
            ways,
            surfaces.notice(style, "周芳的参保暂停了", "她给小满的共济从 3 月 1 日起不能用", on_click=nothing),
        ],
        tabs=_tabs(0),
        plate=True,
        actions=buttons.icon_button(style, ft.Icons.NOTIFICATIONS, "通知", nothing, dot=True),
    )


@component(view=True)
def family() -> ft.View:
    """Show 07."""
    style = use_style()
    people = [
        family_map.MapPerson("ming", "李明", "出钱", 0),
        family_map.MapPerson("fang", "周芳", "参保暂停", 1, paused=True),
        family_map.MapPerson("man", "李小满", "女儿", 2),
        family_map.MapPerson("lan", "王桂兰", "母亲", 3),
    ]
    arrows = [
        family_map.MapArrow("ming", "lan", "还剩 1,736.50"),
        family_map.MapArrow("ming", "man", "还剩 360.00"),
        family_map.MapArrow("fang", "man", "已停", "paused"),
    ]
    return page_view(
        style,
        "/",
        "家庭",
        [
            choices.segmented(style, [Choice("a", "家庭共济·我的钱"), Choice("b", "亲情账户·家人的钱")], "a", nothing),
            surfaces.card(style, family_map.family_map(people, arrows, on_person=nothing)),
            surfaces.card(
                style,
                rows.rows(
                    style,
                    [
                        _sharing(style, 3, "王桂兰", "母亲", 173650, 200000),
                        _sharing(style, 2, "李小满", "女儿", 36000, 50000),
                    ],
                    indent=72,
                ),
                padding=0,
            ),
            surfaces.card(
                style,
                [
                    rows.list_row(style, "语言", value="中文", icon=ft.Icons.TRANSLATE, on_click=nothing),
                    rows.list_row(style, "支付密码", value="已设 6 位", icon=ft.Icons.PASSWORD, on_click=nothing),
                ],
                padding=0,
            ),
        ],
        tabs=_tabs(1),
        plate=True,
        actions=buttons.icon_button(style, ft.Icons.PERSON_ADD_ALT_1, "给家人授权", nothing),
    )


def _sharing(style: Style, slot: int, name: str, note: str, left: int, whole: int) -> ft.Control:
    return quota.quota_row(
        style,
        badges.badge(style, slot, name, size=40),
        name,
        note,
        left,
        whole,
        until="至 12 月 31 日",
        on_click=nothing,
    )


@component(view=True)
def pay() -> ft.View:
    """Show 10."""
    style = use_style()
    parts = [Piece("family", "门诊家庭账户", 9000), Piece("pooled", "李明", 3000)]
    return page_view(
        style,
        "/pay",
        "预结算",
        [
            ft.Row(
                [
                    badges.badge(style, 2, "李小满", size=32),
                    text(style, "label", "李小满·余江区某乡镇卫生院·普通门诊", color=style.color.ink_2, expand=True),
                ]
            ),
            amounts.amount_pair(style, "这次要付现金", 0, "总费用", 12000),
            split_bar.split_bar(parts, "先用门诊家庭账户的 90.00 元"),
            split_bar.bracket(style, "都有人付，您不用掏钱"),
            surfaces.card(
                style,
                [
                    rows.source_row(
                        style,
                        split_bar.swatch(style, "family"),
                        "门诊家庭账户",
                        "90.00",
                        note="余额只有 90.00 元，所以没付完",
                    ),
                    surfaces.divider(style),
                    rows.source_row(
                        style,
                        split_bar.swatch(style, "own"),
                        "本人个人账户",
                        "0.00",
                        note="居民医保没有个人账户",
                        quiet=True,
                    ),
                    surfaces.divider(style),
                    rows.source_row(style, split_bar.swatch(style, "cash"), "现金", "0.00", quiet=True),
                ],
            ),
            surfaces.source_line(style, "按 2026-06-12 的鹰潭规则·4 条依据", nothing),
        ],
        bottom=buttons.filled(style, "输密码，付款", nothing, icon=ft.Icons.PASSWORD),
    )


@component(view=True)
def refused() -> ft.View:
    """Show 11."""
    style = use_style()
    parts = [Piece("fund", "统筹基金", 160000), Piece("cash", "现金", 80000, refused=True)]
    ways = [
        refusal.WayOut("如果能改看普通门诊", "同样的钱，同一家医院", "能付 800.00", works=True),
        refusal.WayOut(
            "换南昌参保的人来共济", "账户里要留足 2,000 元", "能付 800.00", works=True, icon=ft.Icons.PERSON_SEARCH
        ),
        refusal.WayOut(
            "改用跨省医保钱包", "文件没写能不能付住院", "没写", works=False, icon=ft.Icons.ACCOUNT_BALANCE_WALLET
        ),
    ]
    return page_view(
        style,
        "/refusal",
        "预结算",
        [
            amounts.amount_pair(style, "这次要付现金", 80000, "总费用", 240000),
            ft.Column(
                [
                    split_bar.split_bar(parts, "统筹基金付 1,600.00 元", stem=True),
                    refusal.refusal_card(
                        style,
                        "李明的共济付不了这 800.00 元",
                        "李明在鹰潭参保。**鹰潭的共济不能付住院费**，余额再多也不行。",
                        quote="不可用于住院医疗费用……报销",
                        source="鹰潭共济说明 §一（S1），2025 年起",
                        on_source=nothing,
                    ),
                ],
                spacing=0,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
            refusal.ways_out(style, ways),
        ],
        bottom=ft.Row(
            [
                buttons.tonal(style, "改一改", nothing, expand=2),
                buttons.filled(style, "现金付 800.00", nothing, expand=3),
            ],
            spacing=12,
        ),
    )


@component(view=True)
def check() -> ft.View:
    """Show 06 and 04's cards."""
    style = use_style()
    return page_view(
        style,
        "/check",
        "共济授权登记",
        [
            steps.steps(style, 5, 5, "核对"),
            steps.question(style, "核对一下，再提交"),
            surfaces.card(
                style,
                rows.rows(
                    style,
                    [
                        rows.answer_row(
                            style, "证件", "出生医学证明", note="X9900***45，登记中已查到", on_change=nothing
                        ),
                        rows.answer_row(style, "关系", "我的女儿（子女）", on_change=nothing),
                        rows.answer_row(
                            style, "额度", "500.00 元", note="从我的历年余额里出，随时可改", on_change=nothing
                        ),
                    ],
                    indent=0,
                ),
                padding=ft.Padding.symmetric(horizontal=16, vertical=4),
            ),
            surfaces.side_by_side(
                style,
                [
                    choices.radio_card(
                        style, "家庭共济", nothing, chosen=True, content=text(style, "title_1", "花我的钱"), expand=True
                    ),
                    choices.radio_card(
                        style,
                        "亲情账户",
                        nothing,
                        chosen=False,
                        content=text(style, "title_1", "花家人的钱"),
                        expand=True,
                    ),
                ],
            ),
            surfaces.hint(style, "无论选哪个，看病都要用患者本人的码。用别人的码是冒名就医。", icon=ft.Icons.BACK_HAND),
        ],
        close=True,
        bottom=[
            buttons.filled(style, "提交授权", nothing),
            text(style, "caption", "双方都能随时解除·模拟登记，不会上报", align=ft.TextAlign.CENTER),
        ],
    )


@component(view=True)
def code() -> ft.View:
    """Show 08."""
    style = use_style()
    sample = "SIM0261800001111222233339264"
    row = ft.Row(
        [
            badges.badge(style, 2, "李小满", size=48, on_hero=True, ring=True),
            badges.badge(style, 0, "李明", size=40, on_hero=True, ring=True),
            badges.badge(style, 3, "王桂兰", size=40, on_hero=True, ring=True),
            badges.badge(style, 1, "周芳", size=40, on_hero=True, ring=True, paused=True),
        ],
        alignment=ft.MainAxisAlignment.SPACE_AROUND,
    )
    paper = ft.Container(
        ft.Column(
            [
                code_pictures.qr_picture(
                    style, qr.qr_svg(sample), module=7.5 if not style.dark else 7, spoken="李小满的医保码"
                ),
                code_pictures.bar_picture(style, barcode.code128_svg(sample), spoken="条形码"),
                text(style, "label", "SIM0 2618 **** **** **** **** 9264", color=LIGHT.color.ink_2),
            ],
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            spacing=4,
        ),
        bgcolor=style.color.paper,
        border_radius=20,
        padding=8,
        alignment=ft.Alignment.CENTER,
    )
    sheet = ft.Container(
        ft.Column(
            [
                ft.Row(
                    [
                        ft.Container(text(style, "name", "李小满"), expand=True),
                        badges.badge(style, 2, "李小满", size=52),
                    ]
                ),
                text(style, "label", "居民医保·鹰潭·X9900***45", color=style.color.ink_2),
                marks.xian_lines(style),
                paper,
                ft.Row([ring.ring(style, 46), text(style, "body", "46 秒后换新码", strong=True)]),
            ],
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        bgcolor=style.color.surface,
        border_radius=style.corner.card_pass,
        padding=ft.Padding.symmetric(horizontal=16, vertical=16),
        shadow=style.pass_shadow,
    )
    return page_view(style, "/", "医保码", [row, sheet], tabs=_tabs(2), plate=True, hero=True)


PAGES: dict[str, Callable[[], ft.View]] = {
    "kit": kit,
    "form": form,
    "home": home,
    "family": family,
    "pay": pay,
    "refusal": refused,
    "check": check,
    "code": code,
}
