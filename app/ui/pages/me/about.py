"""关于共济通: what it is, what it isn't, where its rules come from, whose work it uses."""

import flet as ft

from app import __version__
from app.ui.components.marks import brand_mark
from app.ui.components.rows import fact
from app.ui.components.surfaces import card, column, section
from app.ui.guard import component
from app.ui.i18n import mark, tr
from app.ui.layout import page_view
from app.ui.paths import ABOUT
from app.ui.session import use_session
from app.ui.theme import text, use_style

IS_NOT = (
    mark("不是官方应用，不办真的业务，不动真钱。"),
    mark("医保码以 SIM0 开头，医院和药店的机器不认。"),
    mark("人和余额是您自己填的，只存在这里。证件号加密保存。"),
    mark("结果按资料里的规则算出，以当地医保部门的答复为准。咨询电话 12393。"),
)


@component(view=True)
def about_page() -> ft.View:
    """Show the page about the app."""
    style, session = use_style(), use_session()
    sources = session.context.rules.sources.values()
    head = ft.Row(
        [
            brand_mark(spoken=None),
            ft.Column(
                [
                    text(style, "title_1", tr("共济通")),
                    text(style, "label", tr("第 {version} 版", version=__version__), color=style.color.ink_2),
                ],
                spacing=0,
                tight=True,
            ),
        ],
        spacing=style.space.s4,
    )
    body = [
        head,
        text(
            style,
            "body",
            tr("一家人的医保，心里有数：去之前，先看谁付多少；付不了的，看是哪条规则、什么时候起、谁说的。"),
        ),
        card(style, column(style, [text(style, "label", line) for line in IS_NOT])),
        section(style, tr("规则的来源"), quiet=True),
        card(
            style,
            column(
                style,
                [fact(style, tr("{key}，可信度 {grade}", key=one.key, grade=one.grade), one.title) for one in sources],
            ),
        ),
        text(style, "caption", tr("字体：思源黑体（Noto Sans SC），SIL OFL 1.1 许可。"), color=style.color.ink_3),
    ]
    return page_view(style, ABOUT, tr("关于共济通"), body, gap=style.space.s4)
