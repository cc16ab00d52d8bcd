"""The look of Flet's own controls (pickers, snack bars, dialogs, switches), from the same tokens."""

from dataclasses import dataclass
from functools import lru_cache

import flet as ft

from app.ui import sizes, tokens

_CORNER, _SIZE, _SPACE = sizes.Corner(), sizes.Size(), sizes.Space()


@dataclass(frozen=True, slots=True)
class _Letters:
    """Text styles of the roles, in a family by name: Flet's own controls fake no weight then."""

    texts: tokens.Texts
    family: str
    family_strong: str

    def plain(self, role: str, color: str | None = None) -> ft.TextStyle:
        return self._style(role, self.family, color)

    def strong(self, role: str, color: str | None = None) -> ft.TextStyle:
        return self._style(role, self.family_strong, color)

    def _style(self, role: str, family: str, color: str | None) -> ft.TextStyle:
        look: tokens.TextRole = getattr(self.texts, role)
        return ft.TextStyle(size=look.size, height=look.line / look.size, font_family=family, color=color)


@lru_cache(maxsize=8)
def material_theme(
    color: tokens.Colors,
    font: str,
    font_strong: str,
    texts: tokens.Texts = tokens.TEXTS,
    size: sizes.Size = _SIZE,
) -> ft.Theme:
    """Return a Flet theme in which no Material default colour is left; one for all sessions that look so."""
    letters = _Letters(texts, font, font_strong)
    return ft.Theme(
        font_family=font,
        use_material3=True,
        color_scheme=_scheme(color),
        scaffold_bgcolor=color.ground,
        canvas_color=color.surface,
        divider_color=color.outline,
        hint_color=color.ink_3,
        splash_color=ft.Colors.with_opacity(0.10, color.cobalt),
        highlight_color=ft.Colors.with_opacity(0.06, color.cobalt),
        hover_color=ft.Colors.with_opacity(0.05, color.cobalt),
        focus_color=ft.Colors.with_opacity(0.12, color.cobalt),
        text_theme=_texts(color, letters),
        appbar_theme=ft.AppBarTheme(bgcolor=ft.Colors.TRANSPARENT, elevation=0, color=color.ink),
        bottom_sheet_theme=ft.BottomSheetTheme(
            bgcolor=color.surface,
            elevation=0,
            shape=ft.RoundedRectangleBorder(radius=ft.BorderRadius.vertical(top=_CORNER.card_pass)),
            barrier_color=_barrier(color),
        ),
        dialog_theme=ft.DialogTheme(
            bgcolor=color.surface,
            elevation=0,
            shape=ft.RoundedRectangleBorder(radius=_CORNER.card),
            title_text_style=letters.strong("title_2", color.ink),
            content_text_style=letters.plain("body", color.ink_2),
            barrier_color=_barrier(color),
        ),
        date_picker_theme=_date_picker(color, letters),
        snackbar_theme=ft.SnackBarTheme(
            bgcolor=color.ink,
            behavior=ft.SnackBarBehavior.FLOATING,
            elevation=0,
            shape=ft.RoundedRectangleBorder(radius=_CORNER.control),
            content_text_style=letters.plain("body", color.ground_high),
            action_text_color=color.on_cobalt,
            close_icon_color=color.ground_high,
        ),
        icon_button_theme=ft.IconButtonTheme(
            style=ft.ButtonStyle(padding=ft.Padding.all(_SPACE.s3), icon_size=size.icon)
        ),
        navigation_bar_theme=_navigation_bar(color, letters),
        progress_indicator_theme=ft.ProgressIndicatorTheme(color=color.cobalt, circular_track_color=color.glaze),
        scrollbar_theme=ft.ScrollbarTheme(
            thickness=_SIZE.scrollbar, radius=_SIZE.scrollbar / 2, thumb_color=color.outline
        ),
        page_transitions=ft.PageTransitionsTheme(
            android=ft.PageTransitionTheme.FADE_FORWARDS,
            ios=ft.PageTransitionTheme.CUPERTINO,
            linux=ft.PageTransitionTheme.NONE,
            macos=ft.PageTransitionTheme.NONE,
            windows=ft.PageTransitionTheme.NONE,
        ),
    )


def _barrier(color: tokens.Colors) -> str:
    return ft.Colors.with_opacity(0.45, color.code_ink)


def _scheme(color: tokens.Colors) -> ft.ColorScheme:
    return ft.ColorScheme(
        primary=color.cobalt,
        on_primary=color.on_cobalt,
        primary_container=color.glaze,
        on_primary_container=color.cobalt,
        secondary=color.cobalt,
        on_secondary=color.on_cobalt,
        secondary_container=color.glaze,
        on_secondary_container=color.cobalt,
        tertiary=color.celadon,
        on_tertiary=color.surface,
        tertiary_container=color.celadon_tint,
        on_tertiary_container=color.celadon_ink,
        error=color.vermilion,
        on_error=color.surface,
        error_container=color.vermilion_tint,
        on_error_container=color.vermilion_ink,
        surface=color.surface,
        on_surface=color.ink,
        on_surface_variant=color.ink_2,
        outline=color.outline_strong,
        outline_variant=color.outline,
        inverse_surface=color.ink,
        on_inverse_surface=color.ground_high,
        inverse_primary=color.on_hero_2,
        surface_tint=color.surface,
        surface_bright=color.surface,
        surface_dim=color.ground,
        surface_container=color.surface,
        surface_container_low=color.surface,
        surface_container_lowest=color.surface,
        surface_container_high=color.surface,
        surface_container_highest=color.glaze,
    )


def _texts(color: tokens.Colors, letters: _Letters) -> ft.TextTheme:
    plain = letters.plain("body", color.ink)
    strong = letters.strong("title_2", color.ink)
    button = letters.strong("body")
    return ft.TextTheme(
        body_large=plain,
        body_medium=plain,
        body_small=letters.plain("label", color.ink_2),
        title_large=strong,
        title_medium=strong,
        title_small=letters.strong("body", color.ink),
        headline_large=letters.strong("title_1", color.ink),
        headline_medium=strong,
        headline_small=strong,
        label_large=button,
        label_medium=letters.plain("caption"),
        label_small=letters.plain("caption"),
    )


def _date_picker(color: tokens.Colors, letters: _Letters) -> ft.DatePickerTheme:
    chosen = {ft.ControlState.SELECTED: color.cobalt, ft.ControlState.DEFAULT: ft.Colors.TRANSPARENT}
    day_ink = {
        ft.ControlState.SELECTED: color.on_cobalt,
        ft.ControlState.DISABLED: color.outline,
        ft.ControlState.DEFAULT: color.ink,
    }
    return ft.DatePickerTheme(
        bgcolor=color.surface,
        header_bgcolor=color.surface,
        header_foreground_color=color.ink,
        header_headline_text_style=letters.strong("title_1"),
        header_help_text_style=letters.plain("label"),
        day_bgcolor=chosen,
        day_foreground_color=day_ink,
        day_text_style=letters.plain("field_label"),
        today_bgcolor=chosen,
        today_foreground_color={
            ft.ControlState.SELECTED: color.on_cobalt,
            ft.ControlState.DEFAULT: color.cobalt,
        },
        today_border_side=ft.BorderSide(_SIZE.hair, color.cobalt),
        weekday_text_style=letters.plain("label", color.ink_3),
        year_text_style=letters.plain("field_label"),
        year_bgcolor=chosen,
        year_foreground_color=day_ink,
        divider_color=color.outline,
        elevation=0,
        shape=ft.RoundedRectangleBorder(radius=_CORNER.card),
    )


def _navigation_bar(color: tokens.Colors, letters: _Letters) -> ft.NavigationBarTheme:
    plain = letters.plain("nav", color.ink_2)
    chosen = letters.strong("nav", color.cobalt)
    return ft.NavigationBarTheme(
        bgcolor=color.nav,
        elevation=0,
        height=_SIZE.nav_bar,
        indicator_color=color.glaze,
        label_text_style={ft.ControlState.SELECTED: chosen, ft.ControlState.DEFAULT: plain},
    )
