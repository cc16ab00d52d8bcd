"""One program file for the platform this runs on, in dist/: `flet pack`, from a clean copy of what the app needs.

.venv/bin/python tools/pack.py [--into dist]

The client's files come along, so that the program needs no network; Flet's own window program does where it is to be
had when this runs, and else the program opens in a browser's window. Its data lies in the user's own folder.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import flet_web

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from app.config import read_settings  # noqa: E402
from app.web.window import flet_client_ready  # noqa: E402

STAGE = ROOT / "build" / "pack"
DIST = ROOT / "dist"
NAME = "gongji"
SHIPPED = ("app", "assets", "main.py", "pyproject.toml")
# Parts of Flet's web folder that only the static site needs (app/web/static.py leaves them out as well).
LEFT_OUT = ("pyodide", "*.map", "*.symbols", "__pycache__")
# What is imported by name at run time.
HIDDEN = ("uvicorn", "websockets", "flet_web")


def stage() -> Path:
    """Make the clean copy and give its folder: `flet pack` empties build/ of where it runs."""
    shutil.rmtree(STAGE, ignore_errors=True)
    copy = STAGE / "app"
    copy.mkdir(parents=True)
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, copy / name)
    web = Path(flet_web.get_package_web_dir())
    shutil.copytree(web, STAGE / "web", ignore=shutil.ignore_patterns(*LEFT_OUT))
    return copy


def _no_client() -> Path:
    """Give a folder that stands for Flet's client where it isn't to be had: `flet pack` must find something."""
    folder = STAGE / "no-client"
    folder.mkdir()
    (folder / "no-client.txt").write_text("No window program of Flet's was to be had when this was packed.\n")
    return folder


def main() -> int:
    """Pack; gives the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--into", type=Path, default=DIST, help="the folder for what is made")
    into: Path = parser.parse_args().into.absolute()
    copy = stage()
    data = ["assets", str(STAGE / "web")]
    targets = ["assets", "flet_web/web"]
    built = ["--collect-data=app", "--collect-submodules=app", *(f"--collect-submodules={name}" for name in HIDDEN)]
    command = [sys.executable, "-m", "flet_cli.cli", "pack", "main.py", "--yes", "--name", NAME]
    command += ["--icon", "assets/icon.png", "--product-name", "共济通", "--bundle-id", "family.gongji.gongji"]
    for source, target in zip(data, targets, strict=True):
        command += ["--add-data", f"{source}{os.pathsep}{target}"]
    command += ["--distpath", "dist", *(f"--pyinstaller-build-args={one}" for one in built)]
    environ = {**os.environ, "PYTHONPATH": str(copy)}
    if not flet_client_ready(read_settings()):
        environ["FLET_VIEW_PATH"] = str(_no_client())
    done = subprocess.run(command, cwd=copy, env=environ, check=False)  # noqa: S603
    if done.returncode:
        return done.returncode
    into.mkdir(parents=True, exist_ok=True)
    for made in (copy / "dist").iterdir():
        target = into / made.name
        if target.is_dir():
            shutil.rmtree(target)
        shutil.move(made, target)
        print(f"→ {os.path.relpath(target)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
