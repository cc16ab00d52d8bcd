"""`flet build` for phones, with stand-ins for the SDKs: what it reads, what it packs, what it asks the systems for.

Flet's own command runs, on a copy of what is in the repository plus what may lie beside it on a developer's machine.
"""

import importlib.util
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from app.ui.deep_links import own_address
from tests.packaging.sdk import make_sdk

ROOT = Path(__file__).resolve().parents[2]
# Flet builds for iOS on a Mac only, and asks nothing but this for it.
RUN = "import platform, sys; platform.system = lambda: {system!r}; from flet_cli.cli import main; main()"
SYSTEMS = {"apk": "Linux", "ipa": "Darwin"}
pytestmark = pytest.mark.xdist_group("flet build")
"""Built once, in one worker."""


@dataclass(frozen=True)
class Built:
    """What came of a build: what the template was given, what was packed, and how the tools were called."""

    context: dict
    packed: Path
    shell: Path
    calls: list
    said: str

    def call(self, tool, *words):
        return next(
            arguments for name, arguments in self.calls if name == tool and all(one in arguments for one in words)
        )


def files_of_the_repository():
    found = [ROOT / "main.py", ROOT / "pyproject.toml", ROOT / "Makefile"]
    for folder in ("app", "assets", "docs", "tests", "tools"):
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return [path.relative_to(ROOT).as_posix() for path in found]


def copy_of_the_repository(target):
    for name in files_of_the_repository():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes((ROOT / name).read_bytes())
    for private in ("storage/data/gongji.db", "storage/data/gongji.key", ".env", "build/left.txt", "dist/old.whl"):
        (target / private).parent.mkdir(parents=True, exist_ok=True)
        (target / private).write_text("not to be shipped")


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """Give a function that builds for a platform, once."""
    return cache(lambda kind: build_in(tmp_path_factory.mktemp(kind), kind))


@pytest.fixture(params=SYSTEMS)
def built(request, build):
    return build(request.param)


def build_in(folder, kind):
    app = folder / "app"
    copy_of_the_repository(app)
    environ, calls, template = make_sdk(folder / "sdk")
    command = [sys.executable, "-c", RUN.format(system=SYSTEMS[kind]), "build", kind, str(app)]
    options = ["--yes", "--no-rich-output", "--skip-flutter-doctor", "--template", str(template)]
    run = subprocess.run(
        [*command, *options], env=environ, cwd=folder, check=False, capture_output=True, text=True, encoding="utf-8"
    )
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    shell = app / "build" / "flutter"
    context = json.loads((shell / "context.json").read_text(encoding="utf-8"))
    called = [json.loads(line) for line in calls.read_text(encoding="utf-8").splitlines()]
    return Built(context, app / "build" / "python-app", shell, called, said)


def test_the_app_is_named_and_numbered(built):
    context = built.context
    names = {key: context[key] for key in ("product_name", "artifact_name", "bundle_id", "company_name", "org_name")}
    assert names == {
        "product_name": "共济通",
        "artifact_name": "gongji",
        "bundle_id": "family.gongji.app",
        "company_name": "共济通",
        "org_name": "family.gongji",
    }
    asked = built.call("flutter", "build")
    assert asked[asked.index("--build-number") + 1].isdecimal()
    assert asked[asked.index("--build-name") + 1].count(".") == 2


def test_it_starts_at_the_root_and_takes_all_it_needs_along(built):
    assert built.context["python_module_name"] == "main"
    packed = {path.relative_to(built.packed).as_posix() for path in built.packed.rglob("*") if path.is_file()}
    needed = [name for name in files_of_the_repository() if name.startswith(("app/", "assets/"))]
    assert packed >= {"main.py", *needed}


def test_tests_storage_and_what_is_private_stay_out(built):
    top = {path.name for path in built.packed.iterdir()}
    assert top <= {"main.py", "app", "assets", "pyproject.toml", "LICENSE"}
    assert not [
        path for path in built.packed.rglob("*") if path.suffix in {".db", ".key", ".pyc"} or path.name == ".env"
    ]


# As on a phone: no server to be had, Flet's own variables, a program that can't be written to.
STARTS = """
import importlib.abc, sys
class NotThere(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in {"flet_web", "uvicorn", "fastapi", "starlette", "brotli", "flet_desktop"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, NotThere())
import main, app.main, app.ui.app, app.ui.camera
import flet as ft
ft.run = lambda show, **how: print(how["assets_dir"])
raise SystemExit(app.main.start())
"""


def test_what_was_packed_starts_as_on_a_phone(built, tmp_path):
    data = tmp_path / "data"
    environ = {"FLET_PLATFORM": "android", "FLET_APP_STORAGE_DATA": str(data), "PYTHONPATH": str(built.packed)}
    run = subprocess.run(
        [sys.executable, "-P", "-B", "-c", STARTS],
        env=environ | {"PYTHONUTF8": "1", "HOME": str(tmp_path)},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == [str(built.packed / "assets")]
    assert {"gongji.db", "gongji.key"} <= {path.name for path in data.iterdir()}


def test_a_phone_installs_what_it_can(built):
    """Flet's pip changes platform_system and platform_version, and nothing else."""
    from packaging.requirements import Requirement  # noqa: PLC0415 - comes with Flet's own tools

    arguments = built.call("dart", "package")
    asked = [Requirement(arguments[at + 1]) for at, one in enumerate(arguments) if one == "-r"]
    system = "Android" if "Android" in arguments else "iOS"
    phone = {"platform_system": system, "platform_version": "#1 SMP;embedded"}
    wanted = {one.name: str(one.specifier) for one in asked if one.marker is None or one.marker.evaluate(phone)}
    assert {"flet", "flet-camera", "sqlmodel", "qrcode", "pillow", "argon2-cffi"} <= wanted.keys()
    assert not {"flet-web", "brotli", "uvicorn", "fastapi"} & wanted.keys()
    # Flet's index has one wheel of Pillow for each platform, of its own choosing.
    assert not wanted["pillow"].startswith("==")


def test_links_from_outside_open_the_code(built):
    link = built.context["options"]["deep_linking"]
    assert own_address(f"{link['scheme']}://{link['host']}") == "/code"


def test_android_asks_for_the_camera_and_nothing_else(build):
    android = build("apk")
    options = android.context["options"]
    permissions = options["android_permissions"]
    assert {name for name, asked in permissions.items() if asked} == {"android.permission.CAMERA"}
    # The camera's package and Flet would ask for these: they are taken out of the merged manifest.
    assert {name for name, asked in permissions.items() if not asked} == {
        "android.permission.INTERNET",
        "android.permission.RECORD_AUDIO",
    }
    assert not any(options["android_features"].values())
    assert android.context["pyproject"]["tool"]["flet"]["android"]["manifest_application"] == {"allowBackup": "false"}
    assert "--split-per-abi" in android.call("flutter", "build")


def test_ios_says_what_each_permission_is_for(build):
    told = build("ipa").context["options"]["info_plist"]
    assert {key for key in told if key.endswith("UsageDescription")} == {
        "NSCameraUsageDescription",
        "NSMicrophoneUsageDescription",
        "NSPhotoLibraryUsageDescription",
    }
    assert all(len(words) > 5 for key, words in told.items() if key.endswith("UsageDescription"))
    assert told["CFBundleLocalizations"] == ["zh-Hans", "en"]


def test_icons_and_splash_are_drawn_from_our_own(built):
    assert not re.search(r"Warning: (?!\.env not packaged)", built.said)
    assert "Generated app icons" in built.said
    assert "Generated splash screens" in built.said
    splash = built.context["splash"]
    assert (splash["color"], splash["dark_color"]) == ("#F2F5FA", "#0D1422")
    assert built.context["adaptive_icon_background"] == "#1C439B"
    with Image.open(ROOT / "assets" / "icon.png") as icon:
        assert min(icon.size) >= 512


def test_packages_are_read_where_android_keeps_them(tmp_path):
    """There they lie in a zip, and what they bring with them is no file."""
    place = Path(importlib.util.find_spec("pypinyin").submodule_search_locations[0])
    archive = tmp_path / "sitepackages.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in place.glob("*.*"):
            packed.write(path, f"pypinyin/{path.name}")
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r}); from app.services.pinyin import initials;"
        "import importlib.util as u; assert '.zip' in u.find_spec('pypinyin').origin; print(initials('李明')[0])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "lm"
