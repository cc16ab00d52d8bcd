"""The look of 共济通 as values: colours by role, text and shadows. Lengths and times stand in ``sizes.py``.

This is the one place in Python where a hex or a size of text stands. Pages and components read them from the
:class:`~app.ui.theme.Style` at hand, never from here. Lengths are logical pixels.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Colors:
    """Colours by role, as ``#RRGGBB``. Cobalt: to tap, and pooled money; celadon: covered;
    vermilion: refused; ochre: paused, or not stated by any source.
    """  # noqa: D205

    ground: str
    ground_high: str
    surface: str
    glaze: str
    outline: str
    outline_strong: str
    ink: str
    ink_2: str
    ink_3: str
    cobalt: str
    on_cobalt: str
    hero_top: str
    hero_bottom: str
    on_hero: str
    on_hero_2: str
    celadon: str
    celadon_ink: str
    celadon_tint: str
    vermilion: str
    vermilion_ink: str
    vermilion_tint: str
    ochre: str
    ochre_ink: str
    ochre_tint: str
    nav: str
    code_top: str
    code_bottom: str
    code_ink: str = "#0F1626"
    paper: str = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Pair:
    """A fill and the text upon it."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class SplitColors:
    """Who pays: one pair for each source, and the hatching of cash."""

    fund: Pair
    family: Pair
    own: Pair
    pooled: Pair
    cash: Pair
    cash_line: str


@dataclass(frozen=True, slots=True)
class PersonLook:
    """A person's colour and shape, kept for life (开光)."""

    fill: str
    shape: str
    glaze_name: str
    line_dark: str


@dataclass(frozen=True, slots=True)
class TextRole:
    """How a text is set: size and line height in pixels; ``strong`` is weight 600."""

    size: float
    line: float
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """The text roles. ``amount`` is the one sum of a page, ``title_1`` its question or answer."""

    name: TextRole = TextRole(60, 68, strong=True)
    amount: TextRole = TextRole(40, 48, strong=True)
    amount_2: TextRole = TextRole(26, 32, strong=True)
    amount_3: TextRole = TextRole(22, 30, strong=True)
    title_1: TextRole = TextRole(26, 36, strong=True)
    brand: TextRole = TextRole(32, 44, strong=True)
    title_2: TextRole = TextRole(19, 28, strong=True)
    button: TextRole = TextRole(18, 28, strong=True)
    body: TextRole = TextRole(17, 28)
    body_strong: TextRole = TextRole(17, 28, strong=True)
    field_label: TextRole = TextRole(16, 24, strong=True)
    label: TextRole = TextRole(15, 24)
    caption: TextRole = TextRole(14, 22)
    nav: TextRole = TextRole(13, 16)


@dataclass(frozen=True, slots=True)
class ShadowLayer:
    """One layer of a shadow."""

    x: int
    y: int
    blur: int
    color: str


LIGHT = Colors(
    ground="#F2F5FA",
    ground_high="#FFFFFF",
    surface="#FFFFFF",
    glaze="#E8EEF9",
    outline="#D3DCEA",
    outline_strong="#6B788C",
    ink="#141C2B",
    ink_2="#3F4B5E",
    ink_3="#556175",
    cobalt="#1C439B",
    on_cobalt="#FFFFFF",
    hero_top="#2450B0",
    hero_bottom="#112B70",
    on_hero="#FFFFFF",
    on_hero_2="#D3E0FA",
    celadon="#2B7D68",
    celadon_ink="#17604E",
    celadon_tint="#DFF0E9",
    vermilion="#C63F27",
    vermilion_ink="#A52F18",
    vermilion_tint="#FCECE7",
    ochre="#A36A0C",
    ochre_ink="#74490A",
    ochre_tint="#FAF1DF",
    nav="#FFFFFF",
    code_top="#2450B0",
    code_bottom="#112B70",
)
DARK = Colors(
    ground="#0D1422",
    ground_high="#111B2E",
    surface="#172134",
    glaze="#223152",
    outline="#2C3A56",
    outline_strong="#7D8DA8",
    ink="#EEF2FA",
    ink_2="#C0CBDC",
    ink_3="#A0AEC4",
    cobalt="#A3BFFA",
    on_cobalt="#0B1D4B",
    hero_top="#23479C",
    hero_bottom="#122558",
    on_hero="#FFFFFF",
    on_hero_2="#CFDDFA",
    celadon="#62B99E",
    celadon_ink="#8AD6BC",
    celadon_tint="#17382F",
    vermilion="#F0795F",
    vermilion_ink="#FFAA95",
    vermilion_tint="#46201A",
    ochre="#D9A24A",
    ochre_ink="#F0C274",
    ochre_tint="#3B2D14",
    nav="#141D2F",
    code_top="#16306F",
    code_bottom="#0B173C",
)
ELDER_DARK = replace(
    DARK,
    ink_2="#D6DEEA",
    ink_3="#C2CCDB",
    outline="#5A6B87",
    outline_strong="#A0AEC4",
    cobalt="#B4CBFB",
    on_hero_2="#E3ECFC",
)
ELDER = replace(
    LIGHT,
    ink_2="#232D3D",
    ink_3="#36414F",
    outline="#98A5B8",
    outline_strong="#3F4B5E",
    cobalt="#173A8A",
    hero_top="#1C439B",
    hero_bottom="#112B70",
    on_hero_2="#E3ECFC",
    celadon_ink="#0F5242",
    vermilion_ink="#8F2510",
    ochre_ink="#694106",
    code_top="#1C439B",
)
SPLIT_LIGHT = SplitColors(
    fund=Pair("#1E6B58", "#FFFFFF"),
    family=Pair("#A6D8C6", "#0E3A2E"),
    own=Pair("#BBD0F5", "#10286A"),
    pooled=Pair("#1C439B", "#FFFFFF"),
    cash=Pair("#FFFFFF", "#141C2B"),
    cash_line="#C4CDDA",
)
SPLIT_DARK = SplitColors(
    fund=Pair("#2F8A72", "#06120E"),
    family=Pair("#9AD5C0", "#0A2A21"),
    own=Pair("#8FA9DD", "#0B1D4B"),
    pooled=Pair("#5E86DC", "#07112B"),
    cash=Pair("#172134", "#EEF2FA"),
    cash_line="#4A5874",
)
SPLIT_ELDER = replace(SPLIT_LIGHT, fund=Pair("#175A4A", "#FFFFFF"))
SPLIT_ELDER_DARK = replace(
    SPLIT_DARK,
    fund=Pair("#54B398", "#04100C"),
    own=Pair("#9DB4E4", "#0B1D4B"),
    pooled=Pair("#7C9FEA", "#07112B"),
)
PEOPLE = (
    PersonLook("#1F479F", "circle", "霁蓝", "#9DB9F5"),
    PersonLook("#7A4787", "diamond", "茄皮紫", "#D7B0E0"),
    PersonLook("#0B6C7A", "quatrefoil", "孔雀蓝", "#7CCBD6"),
    PersonLook("#7A5A14", "hexagon", "茶叶末", "#DDBE77"),
    PersonLook("#4C6B2C", "square", "豆青", "#B2CF91"),
    PersonLook("#7D4A3A", "octofoil", "紫金", "#DDB0A0"),
)
TEXTS = Texts()
TEXTS_ELDER = Texts(
    amount_2=TextRole(32, 42, strong=True),
    amount_3=TextRole(28, 38, strong=True),
    title_1=TextRole(34, 46, strong=True),
    title_2=TextRole(28, 38, strong=True),
    button=TextRole(26, 36, strong=True),
    body=TextRole(24, 36),
    body_strong=TextRole(24, 36, strong=True),
    field_label=TextRole(24, 36, strong=True),
    label=TextRole(22, 32),
    caption=TextRole(22, 32),
    nav=TextRole(22, 28),
)
SHADOW_CARD = (ShadowLayer(0, 1, 2, "#0D10286A"), ShadowLayer(0, 6, 20, "#0F10286A"))
SHADOW_PASS = (ShadowLayer(0, 2, 6, "#3308143A"), ShadowLayer(0, 20, 48, "#4D08143A"))
"""Flet writes a colour with opacity as ``#AARRGGBB``."""
