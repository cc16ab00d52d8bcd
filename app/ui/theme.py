"""The one style object of a page, and text set in its roles.

``style = use_style()`` inside a component gives the :class:`Style` in force: light or dark, the window's size, the
text's scale. Components that need no hook take it as their first argument. A page names no hex and no size.
"""

# ruff: noqa: PLR0913 - how a piece may look is said by its arguments

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, Literal

import flet as ft

from app.ui import sizes, tokens
from app.ui.guard import safe
from app.ui.i18n import Language, speak, tr
from app.ui.material import material_theme
from app.ui.window import Window

Role = Literal[
    "name",
    "amount",
    "amount_2",
    "amount_3",
    "title_1",
    "brand",
    "title_2",
    "button",
    "body",
    "body_strong",
    "field_label",
    "label",
    "caption",
    "nav",
]
FONT = "NotoSansSC"
FONT_STRONG = "NotoSansSC600"
_PROBE = 100
_SPACE = sizes.Space()
_CORNER = sizes.Corner()
_SIZE = sizes.Size()
_SIZE_ELDER = sizes.elder_size()
_TIMES = sizes.Times()
_PHONE = Window()
_SPOKEN = (ft.Locale("zh", "CN"), ft.Locale("en", "GB"))
_LOCALES = {
    language: ft.LocaleConfiguration(supported_locales=list(_SPOKEN), current_locale=locale)
    for language, locale in zip(Language, _SPOKEN, strict=True)
}


class ThemeChoice(StrEnum):
    """What a user chose: follow the system, light, or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Style:
    """Everything about the look that a component may ask for."""

    dark: bool = False
    elder: bool = False
    language: Language = Language.CHINESE
    color: tokens.Colors = tokens.LIGHT
    split: tokens.SplitColors = tokens.SPLIT_LIGHT
    people: tuple[tokens.PersonLook, ...] = tokens.PEOPLE
    texts: tokens.Texts = tokens.TEXTS
    space: sizes.Space = _SPACE
    corner: sizes.Corner = _CORNER
    size: sizes.Size = _SIZE
    time: sizes.Times = _TIMES
    window: Window = _PHONE
    moved_day: str = ""
    """The app's day in words where it isn't the machine's (「换一天试试」): every page is marked with it."""
    standing: str = ""
    """Why this tab of a browser only shows, or keeps nothing, as a message id: every page is marked with it."""
    who: tuple[int, str] | None = None
    """The badge and the name of who is logged in: they stand at the foot of the rail."""

    @property
    def margin(self) -> int:
        """The page's side margin: 20, and 16 on narrow phones and in 长辈版."""
        return self.space.s4 if self.window.narrow or self.elder else self.space.s5

    @property
    def app_bar(self) -> int:
        """How high the app bar is: lower on a phone on its side."""
        return self.size.app_bar_short if self.window.short else self.size.app_bar

    @property
    def content_width(self) -> int:
        """How wide the body of a single-column page is."""
        beside = self.size.rail if self.window.rail else 0
        return min(self.window.width - beside, self.size.page_max) - 2 * self.margin

    @property
    def card_shadow(self) -> list[ft.BoxShadow]:
        """The shadow under a card; none in the dark, where cards have lines."""
        return [] if self.dark else _shadows(tokens.SHADOW_CARD)

    @property
    def pass_shadow(self) -> list[ft.BoxShadow]:
        """The deeper shadow, under the code's card."""
        return _shadows(tokens.SHADOW_PASS)

    def fixed(self, size: float) -> float:
        """Return a font size for letters that are part of a drawing, and stay as they are when text grows."""
        return size / self.window.text_scale

    def scaled(self, length: float) -> float:
        """Return a length that grows with the system's text size, for boxes that hold one line."""
        return length * max(1.0, self.window.text_scale)


@lru_cache
def _shadows(layers: tuple[tokens.ShadowLayer, ...]) -> list[ft.BoxShadow]:
    return [
        ft.BoxShadow(blur_radius=layer.blur, color=layer.color, offset=ft.Offset(layer.x, layer.y)) for layer in layers
    ]


LIGHT = Style()
DARK = Style(dark=True, color=tokens.DARK, split=tokens.SPLIT_DARK)
StyleContext = ft.create_context(LIGHT)


def style_for(*, dark: bool, window: Window | None = None, elder: bool = False) -> Style:
    """Return the light or the dark style for a window, or its form for old eyes (长辈版)."""
    base = DARK if dark else LIGHT
    if elder:
        base = replace(
            base,
            elder=True,
            texts=tokens.TEXTS_ELDER,
            size=_SIZE_ELDER,
            color=tokens.ELDER_DARK if dark else tokens.ELDER,
            split=tokens.SPLIT_ELDER_DARK if dark else tokens.SPLIT_ELDER,
        )
    return replace(base, window=replace(window or Window(), elder=elder))


def use_style() -> Style:
    """Return the style in force (a hook: call it first and always in a component)."""
    return ft.use_context(StyleContext)


def apply_theme(page: ft.Page, choice: ThemeChoice = ThemeChoice.SYSTEM, *, elder: bool = False) -> None:
    """Dress Flet's own controls (pickers, snack bars, dialogs); call it before the first frame."""
    light, dark = (style_for(dark=dark, elder=elder) for dark in (False, True))
    page.theme = material_theme(light.color, FONT, FONT_STRONG, light.texts, light.size)
    page.dark_theme = material_theme(dark.color, FONT, FONT_STRONG, dark.texts, dark.size)
    page.theme_mode = ft.ThemeMode(choice.value)
    page.theme_animation_style = ft.AnimationStyle(duration=0)  # else the bars begin in Flet's own font
    page.locale_configuration = _LOCALES[Language.CHINESE]


def use_app_style(
    choice: ThemeChoice = ThemeChoice.SYSTEM, *, language: Language = Language.CHINESE, elder: bool = False
) -> Style:
    """Return the style for the whole app and keep it true (a hook for the root component only).

    Follows the system's brightness, the window's size and the system's text size. The root hands the result on:
    ``StyleContext(style, lambda: ...)``.
    """
    page = ft.context.page
    system_dark, set_system_dark = ft.use_state(page.platform_brightness == ft.Brightness.DARK)
    window, set_window = ft.use_state(Window(int(page.width or 390), int(page.height or 844)))

    def watch() -> Callable[[], None]:
        def on_size(event: ft.PageResizeEvent) -> None:
            set_window(lambda old: replace(old, width=int(event.width), height=int(event.height)))

        def on_probe(event: ft.LayoutSizeChangeEvent[ft.Container]) -> None:
            set_window(lambda old: replace(old, text_scale=round(event.height / _PROBE, 2)))

        def on_brightness(_event: Any) -> None:  # noqa: ANN401 - Flet types this event by a private class
            is_dark = page.platform_brightness == ft.Brightness.DARK
            set_system_dark(lambda _old: is_dark)

        def on_media(event: ft.PageMediaData) -> None:
            set_window(lambda old: replace(old, typing=event.view_insets.bottom > 0))

        page.on_resize = safe(on_size)
        page.on_media_change = safe(on_media)
        page.on_platform_brightness_change = safe(on_brightness)
        probe = _text_scale_probe(safe(on_probe))
        page.overlay.append(probe)
        page.update()
        return lambda: page.overlay.remove(probe) if probe in page.overlay else None

    def choose() -> None:
        apply_theme(page, choice, elder=elder)
        page.locale_configuration = _LOCALES[language]
        page.update()

    speak(page, language)

    ft.use_effect(safe(watch), [])
    ft.use_effect(safe(choose), [choice, language, elder])
    dark = system_dark if choice is ThemeChoice.SYSTEM else choice is ThemeChoice.DARK
    return replace(style_for(dark=dark, window=window, elder=elder), language=language)


def _text_scale_probe(on_size: Callable[..., Any]) -> ft.Control:
    """Return an unseen text whose height tells the system's text scale, which Flet doesn't report."""
    probe = ft.Text(tr("国"), size=_PROBE, style=ft.TextStyle(height=1), no_wrap=True)
    return ft.Container(
        ft.Semantics(content=ft.Container(probe, on_size_change=on_size), exclude_semantics=True),
        left=-4 * _PROBE,
        top=0,
        opacity=0,
        ignore_interactions=True,
    )


def text_style(
    style: Style,
    role: Role,
    *,
    color: str | None = None,
    strong: bool | None = None,
    size: float | None = None,
    spacing: float = 0,
) -> ft.TextStyle:
    """Return the Flet text style of a role, for controls that take one; don't change it, many share it.

    ``size`` is another than the role's, ``spacing`` that between letters.
    """
    look: tokens.TextRole = getattr(style.texts, role)
    heavy = look.strong if strong is None else strong
    family = FONT_STRONG if heavy else FONT
    return _letters(size or look.size, look.line / look.size, family, color or style.color.ink, spacing)


@lru_cache(maxsize=1000)
def _letters(size: float, height: float, family: str, color: str, spacing: float) -> ft.TextStyle:
    return ft.TextStyle(size=size, height=height, font_family=family, letter_spacing=spacing, color=color)


def text(
    style: Style,
    role: Role,
    value: str,
    *,
    color: str | None = None,
    strong: bool | None = None,
    align: ft.TextAlign = ft.TextAlign.START,
    max_lines: int | None = None,
    expand: bool | int | None = None,
    selectable: bool = False,
    spoken: str | None = None,
) -> ft.Text:
    """Return a text in a role, said in the page's language where it is a known sentence.

    ``strong`` overrules the role's weight; ``spoken`` is what a screen reader says.
    """
    return ft.Text(
        tr(value),
        style=text_style(style, role, color=color, strong=strong),
        text_align=align,
        max_lines=max_lines,
        overflow=ft.TextOverflow.ELLIPSIS if max_lines else ft.TextOverflow.CLIP,
        expand=expand,
        selectable=selectable or None,
        semantics_label=spoken,
    )


def rich(
    style: Style,
    role: Role,
    value: str,
    *,
    color: str | None = None,
    strong_color: str | None = None,
    expand: bool | int | None = None,
) -> ft.Text:
    """Return a text in which ``**these words**`` are set in 600."""
    value = tr(value)
    spans = [
        ft.TextSpan(
            part,
            text_style(style, role, color=strong_color if odd and strong_color else color, strong=bool(odd)),
        )
        for odd, part in ((number % 2, part) for number, part in enumerate(value.split("**")))
        if part
    ]
    return ft.Text(spans=spans, expand=expand, semantics_label=value.replace("**", ""))


def heading(style: Style, role: Role, value: str, *, color: str | None = None) -> ft.Semantics:
    """Return a text that screen readers announce as a heading."""
    return ft.Semantics(content=text(style, role, value, color=color), header=True, heading_level=2)
