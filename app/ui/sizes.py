"""The look of 共济通 as lengths and times: spaces, corners, sizes by role, and how long movements take.

With ``tokens.py`` the one place where a pixel size of the design stands; pages and components read them from the
:class:`~app.ui.theme.Style` at hand. Lengths are logical pixels, times milliseconds.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Space:
    """Spaces on the grid of 4; ``s5`` is the page margin on phones. ``h``: so many half steps of 2."""

    s1: int = 4
    s2: int = 8
    s3: int = 12
    s4: int = 16
    s5: int = 20
    s6: int = 24
    s8: int = 32
    s10: int = 40
    h1: int = 2
    h3: int = 6
    h5: int = 10
    h7: int = 14
    h9: int = 18
    row: int = 13
    """Above and below the one line of a row."""
    line: int = 1
    """Above and below a line of a table."""


@dataclass(frozen=True, slots=True)
class Corner:
    """Corner radii."""

    check: int = 7
    chip: int = 8
    thumb: int = 11
    control: int = 14
    row: int = 16
    card: int = 20
    card_pass: int = 28


@dataclass(frozen=True, slots=True)
class Size:
    """Sizes of controls and of the page's parts."""

    touch: int = 48
    button: int = 56
    field: int = 60
    app_bar: int = 56
    nav_bar: int = 80
    rail: int = 96
    badge_xs: int = 28
    badge_s: int = 32
    badge_m: int = 44
    badge_n: int = 56
    badge_l: int = 64
    tag: int = 24
    icon: int = 24
    icon_xs: int = 16
    icon_s: int = 18
    icon_m: int = 20
    icon_hint: int = 22
    icon_sign: int = 26
    icon_no: int = 28
    icon_l: int = 32
    icon_xl: int = 44
    icon_tile: int = 44
    row: int = 54
    bar_1: int = 60
    bar_2: int = 68
    quota_bar: int = 8
    ring: int = 56
    ground_gradient: int = 260
    plate: int = 300
    page_max: int = 560
    detail_max: int = 760
    wide_from: int = 840
    narrow_below: int = 360
    short_below: int = 520
    rail_short_from: int = 560
    rail_item: int = 72
    rail_item_short: int = 56
    app_bar_short: int = 48
    nav_bar_short: int = 64
    columns_max: int = 1040
    list_pane: int = 420
    list_pane_narrow: int = 360
    list_pane_narrow_below: int = 1100
    hair: int = 1
    line: float = 1.25
    faint: float = 0.24
    face: int = 168
    login_top: int = 76
    frame: int = 2
    ring_line: int = 3
    quote_line: int = 3
    error_bar: int = 4
    step: int = 5
    news: int = 10
    news_inset: int = 9
    spinner: int = 22
    wait_bar: int = 4
    spinner_line: float = 2.5
    switch: tuple[int, int] = (52, 32)
    thumb_on: int = 24
    thumb_off: int = 16
    check: int = 26
    radio: int = 22
    radio_line: int = 7
    pin_box: int = 52
    pin_dot: int = 14
    swatch: int = 14
    swatch_s: int = 12
    chart: int = 124
    """The highest bar of a chart; ``chart_bar`` is how wide one may be, ``chart_least`` how high one of nothing is."""
    chart_bar: int = 29
    chart_least: int = 2
    chart_corner: int = 4
    way_in: int = 52
    balance_bar: int = 10
    quota_ring: int = 144
    skeleton_line: int = 14
    pill: tuple[int, int] = (56, 32)
    rail_badge: int = 36
    rail_mark: int = 48
    answer_label: int = 62
    choice_row: int = 76
    sign_gap: int = 3
    edge_icon: int = 54
    """From a row's edge to its text, past an icon."""
    edge_badge: int = 78
    """… past a badge."""
    edge_badge_s: int = 70
    edge_sign: int = 46
    arrow: int = 40
    plate_hero_up: int = 178
    plate_hero_out: int = 147
    """How far the plate of a cobalt card reaches out above it, and at its right; of a low card both."""
    plate_low: tuple[int, int] = (212, 105)
    plate_login: int = 460
    plate_code: int = 640
    plate_code_up: int = 150
    name_least: int = 40
    qr: float = 217.5
    qr_narrow: float = 188.5
    qr_dark: float = 203.0
    below_qr: int = 100
    curtain_above: int = 400
    """So many times its own height."""
    notch: tuple[int, int] = (26, 12)
    bar_code: int = 44
    full_margin: int = 48
    full_below: int = 190
    disc: int = 32
    coin: int = 20
    arrow_s: int = 20
    scrollbar: int = 4
    story: int = 84
    telephone: int = 26
    dot: tuple[int, int] = (4, 2)
    seal_wide: int = 46
    seal_scale: float = 1.0
    seal_paper: int = 56
    read_button: int = 52
    elder_row: int = 114
    elder_first: int = 132


@dataclass(frozen=True, slots=True)
class Times:
    """How long movements take, in milliseconds."""

    press: int = 80
    state: int = 160
    page: int = 240
    bar_grow: int = 420
    ring_tick: int = 1000
    snack: int = 6000
    undo: int = 10000


def elder_size() -> Size:
    """Return the sizes of 长辈版: for hands that shake and eyes that tire."""
    return replace(
        Size(),
        touch=56,
        button=72,
        field=76,
        app_bar=72,
        app_bar_short=60,
        badge_xs=36,
        badge_s=44,
        badge_m=56,
        badge_n=64,
        badge_l=76,
        tag=36,
        icon=32,
        icon_xs=24,
        icon_s=26,
        icon_m=28,
        icon_hint=30,
        icon_sign=34,
        icon_no=36,
        icon_l=40,
        icon_xl=56,
        icon_tile=68,
        way_in=68,
        row=72,
        bar_1=72,
        bar_2=84,
        quota_bar=14,
        balance_bar=16,
        ring=70,
        quota_ring=232,
        page_max=640,
        error_bar=6,
        line=1.5,
        spinner=30,
        switch=(68, 42),
        thumb_on=32,
        thumb_off=22,
        check=34,
        radio=30,
        radio_line=9,
        pin_box=64,
        pin_dot=20,
        swatch=22,
        swatch_s=20,
        edge_icon=62,
        edge_badge=90,
        edge_badge_s=82,
        edge_sign=56,
        skeleton_line=22,
        disc=52,
        coin=36,
        story=116,
        seal_scale=1.6,
        seal_paper=72,
        login_top=4,
    )
