"""The icons that systems are given: whole sets, large enough, made by tools/make_icons.py."""

import json
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from app.ui.theme import DARK, LIGHT

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"


@pytest.mark.parametrize("name", ["icon", "icon_windows", "icon_linux", "splash", "splash_dark"])
def test_what_flet_builds_from_is_square_and_large(name):
    with Image.open(ASSETS / f"{name}.png") as picture:
        assert picture.width == picture.height >= 1024


def test_phones_get_cobalt_to_the_edge_and_desktops_the_signs_own_corners():
    def corner(name):
        with Image.open(ASSETS / f"{name}.png") as picture:
            return picture.convert("RGBA").getpixel((0, 0))[3]

    assert (corner("icon"), corner("icon_windows"), corner("icon_linux"), corner("splash")) == (255, 0, 0, 0)


def test_every_icon_of_the_web_manifest_has_the_size_it_says():
    for icon in json.loads((ASSETS / "manifest.json").read_text(encoding="utf-8"))["icons"]:
        with Image.open(ASSETS / icon["src"]) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_the_splash_has_the_colours_of_the_page_that_follows():
    flet = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["flet"]
    assert flet["splash"] == {"color": LIGHT.color.ground, "dark_color": DARK.color.ground}
    assert flet["icon_background"] == LIGHT.color.cobalt
