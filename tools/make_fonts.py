"""Make the fonts under assets/ from two npm packages. Run by hand; the result is committed.

    .venv/bin/python tools/make_fonts.py

Needs npm, and fontTools from the dev extra. Makes, under assets/assets/fonts/:

- NotoSansSC-400.ttf and NotoSansSC-600.ttf: GB2312's 6763 hanzi, ASCII, punctuation and signs. The web client loads
  them before its first frame, because FontManifest.json beside them names them (families Roboto, NotoSansSC,
  NotoSansSC600): fonts that come later leave wrong glyphs on the screen. TTF, because a desktop or phone build, which
  doesn't read that manifest, gets the same files through `page.fonts` (never set it on the web) and can't read WOFF2:
  page.fonts = {"NotoSansSC": "assets/fonts/NotoSansSC-400.ttf", "NotoSansSC600": "assets/fonts/NotoSansSC-600.ttf"}
- notosanssc/<version>/<hash>.<n>.woff2: the rest of Chinese in slices, under the names at which the web client looks
  for a glyph that no loaded font has. Fetched only when one is needed (镕 喆 堃).
- OFL.txt, the licence of all of them.
"""

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).resolve().parent.parent / "assets" / "assets" / "fonts"
STATIC = "@expo-google-fonts/noto-sans-sc@0.4.3"
SLICED = "@fontsource/noto-sans-sc@5.3.0"
WEIGHTS = {400: "400Regular/NotoSansSC_400Regular.ttf", 600: "600SemiBold/NotoSansSC_600SemiBold.ttf"}
# What the screens use besides GB2312: Latin-1, dashes and quotes, arrows, signs, circled numbers, full-width forms.
RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x2030, 0x203B), (0x20AC, 0x20AC), (0x2103, 0x2103),
    (0x2116, 0x2116), (0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x257F),
    (0x25A0, 0x25FF), (0x2605, 0x2606), (0x2713, 0x2717), (0x3000, 0x303F), (0xFF00, 0xFFEF),
)  # fmt: skip
# Rows of GB2312 that hold its hanzi, the last one only in part.
HANZI_ROWS = range(0xB0, 0xF8)
SLICE_NAME = re.compile(rb"notosanssc/(v\d+)/([\w-]+)\.(\d+)\.woff2")


def wanted_characters() -> set[int]:
    """Give the code points of GB2312 and of RANGES."""
    points = {point for first, last in RANGES for point in range(first, last + 1)}
    for row in HANZI_ROWS:
        for cell in range(0xA1, 0xFF):
            points.update(map(ord, bytes((row, cell)).decode("gb2312", errors="ignore")))
    return points


def npm_pack(package: str, into: Path) -> Path:
    """Download a package with the user's npm and unpack it; gives its folder."""
    into.mkdir()
    subprocess.run(["npm", "pack", "--silent", package], cwd=into, check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607
    with tarfile.open(next(into.glob("*.tgz"))) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def make_static(source: Path, target: Path) -> None:
    """Write the subset of one static font."""
    options = subset.Options(
        layout_features=["kern", "liga", "locl", "palt", "vert"],
        hinting=False,
        desubroutinize=True,
        notdef_outline=True,
        name_IDs=["*"],
    )
    options.drop_tables += ["DSIG", "vhea", "vmtx"]
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted_characters())
    subsetter.subset(font)
    subset.save_font(font, target, options)


def client_slices() -> dict[int, str]:
    """Give the path, below the fonts, of each slice that the installed web client may ask for."""
    spec = find_spec("flet_web")
    if spec is None or spec.origin is None:
        sys.exit("flet-web is not installed")
    script = (Path(spec.origin).parent / "web" / "main.dart.js").read_bytes()
    return {
        int(number): f"notosanssc/{version.decode()}/{name.decode()}.{number.decode()}.woff2"
        for version, name, number in SLICE_NAME.findall(script)
    }


def make_slices(files: Path) -> int:
    """Copy the slices to where the client looks for them; gives how many."""
    shutil.rmtree(FONTS / "notosanssc", ignore_errors=True)
    slices = client_slices()
    for number, path in slices.items():
        target = FONTS / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(files / f"noto-sans-sc-{number}-400-normal.woff2", target)
    return len(slices)


def main() -> None:
    """Make all fonts and say how large they are."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        static = npm_pack(STATIC, Path(temporary) / "static")
        for weight, path in WEIGHTS.items():
            target = FONTS / f"NotoSansSC-{weight}.ttf"
            make_static(static / path, target)
            print(f"{target.name}: {target.stat().st_size:,} bytes")
        shutil.copyfile(static / "LICENSE_FONT", FONTS / "OFL.txt")
        sliced = npm_pack(SLICED, Path(temporary) / "sliced")
        print(f"{make_slices(sliced / 'files')} slices")


if __name__ == "__main__":
    main()
