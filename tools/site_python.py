"""Python's part of the static site: the app and its packages, compiled, and a picture of the memory that holds them."""

import hashlib
import importlib.metadata
import json
import os
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "tools" / "site"
# What the app imports in a browser, by module. All of it is Python: what is compiled stays out.
PACKAGES = (
    "annotated_types", "flet", "flet_camera", "msgpack", "pydantic", "pydantic_core", "pypinyin", "qrcode",
    "repath.py", "six.py", "sqlalchemy", "sqlmodel", "typing_extensions.py", "typing_inspection",
)  # fmt: skip
# Parts of them that nothing here imports.
LEFT_OUT = (
    "app/web", "app/cli.py", "app/main.py", "flet/testing", "pydantic/v1", "pydantic/deprecated", "pydantic/mypy.py",
    "pypinyin/contrib", "pypinyin/phrases_dict.json", "pypinyin/seg", "pypinyin/tools", "qrcode/tests",
    "qrcode/console_scripts.py", "sqlalchemy/dialects/mssql", "sqlalchemy/dialects/mysql",
    "sqlalchemy/dialects/oracle", "sqlalchemy/dialects/postgresql", "sqlalchemy/testing",
)  # fmt: skip
LEFT_OUT_SUFFIXES = (".so", ".pyd", ".pyi", ".pyx", ".pxd", ".po", ".typed", ".pyc", ".toml.lock", ".1", ".md")
# Modules of the standard library that have no use in a browser.
LEFT_OUT_STDLIB = (
    "_pyrepl", "ensurepip", "idlelib", "lib2to3", "multiprocessing", "pydoc", "test", "unittest", "venv", "wsgiref",
    "xmlrpc", "doctest", "imaplib", "smtplib", "ftplib", "mailbox", "poplib", "pdb", "bdb", "turtle", "pyodide_js",
    "optparse", "pickletools", "wave", "webbrowser", "tabnanny", "symtable", "pyclbr", "pstats", "profile", "cProfile",
    "nturl2path", "ntpath", "netrc", "mimetypes", "cgi", "timeit", "this", "antigravity", "trace", "rlcompleter",
    "site.pyc", "zipapp", "py_compile", "compileall", "modulefinder", "filecmp", "fileinput", "code.pyc", "codeop",
    "xml/", "sqlite3/__main__", "http/server", "socketserver", "selectors", "sched", "shelve", "dbm", "ctypes",
    "concurrent/interpreters", "asyncio/", "_android", "_apple", "_ios", "_osx", "statistics", "pprint", "getpass",
)  # fmt: skip
ENCODINGS = ("encodings/__init__", "encodings/aliases", "encodings/utf", "encodings/ascii", "encodings/latin_1",
    "encodings/idna", "encodings/punycode", "encodings/gb", "encodings/cp1252", "encodings/unicode_escape")  # fmt: skip
STDLIB = "/lib/python314.zip"
GONGJI = "/gongji"
# A client without a screen, for the first steps in the picture.
FAKE_CLIENT = ROOT / "tests" / "ui" / "fake_client.py"
_PICTURE = tuple(PARTS / name for name in ("picture.mjs", "picture.py", "compile.py"))


def make_python(pyodide: Path, target: Path, work: Path) -> None:
    """Write Python's part of the site to `target`. `work` keeps the last picture, used while nothing changed."""
    tree = work / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    _gather(tree)
    mark = _digest([tree, *_PICTURE, FAKE_CLIENT, pyodide])
    if not (work / "mark").is_file() or (work / "mark").read_text() != mark:
        _take_picture(pyodide, tree, work)
        (work / "mark").write_text(mark)
    out = work / "out"
    target.mkdir(parents=True, exist_ok=True)
    used = set(json.loads((out / "used.json").read_text(encoding="utf-8")))
    shutil.copyfile(work / "pyodide" / "pyodide.asm.mjs", target / "pyodide.asm.mjs")
    for name in ("pyodide.mjs", "pyodide.asm.wasm"):
        shutil.copyfile(pyodide / name, target / name)
    shutil.copyfile(out / "memory.bin", target / "memory.bin")
    _write_stdlib(out / "stdlib.zip", used, target / "stdlib.zip")
    _write_rest(out / "gongji", used, target / "rest.bin")
    # For browsers that don't take the picture.
    shutil.copyfile(out / "stdlib.zip", target / "whole-stdlib.zip")
    _write_rest(out / "gongji", set(), target / "whole.bin")


def _gather(tree: Path) -> None:
    """Copy the app and its packages."""
    site_packages = Path(importlib.metadata.distribution("sqlmodel").locate_file(""))
    for source in [ROOT / "app", *(site_packages / name for name in PACKAGES)]:
        for path in _files(source):
            name = path.relative_to(source.parent).as_posix()
            if name.endswith(LEFT_OUT_SUFFIXES) or name.startswith(LEFT_OUT):
                continue
            copy = tree / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    stand_in = (PARTS / "_pydantic_core.py").read_text(encoding="utf-8")
    version = importlib.metadata.version("pydantic_core")
    (tree / "pydantic_core" / "_pydantic_core.py").write_text(stand_in.replace("@VERSION@", version), encoding="utf-8")


def _files(source: Path) -> Iterator[Path]:
    if source.is_file():
        yield source
        return
    for path in sorted(source.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def _digest(places: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for place in places:
        for path in _files(place):
            digest.update(path.relative_to(place.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _take_picture(pyodide: Path, tree: Path, work: Path) -> None:
    """Run Pyodide in node: compile the tree and import the app."""
    for name in ("out", "pyodide"):
        shutil.rmtree(work / name, ignore_errors=True)
    shutil.copytree(pyodide, work / "pyodide")
    module = work / "pyodide" / "pyodide.asm.mjs"
    text = module.read_text(encoding="utf-8")
    # Pyodide takes a picture back into a memory of the size it starts with.
    short, grown = "return Module.HEAP8.set(t),l}", "if(Module.HEAP8.length<t.length)growMemory(t.length);"
    if text.count(short) != 1:
        raise SystemExit("Pyodide takes its pictures back otherwise than it did: look at restoreSnapshot")
    module.write_text(text.replace(short, grown + short), encoding="utf-8")
    node, _ = compute_driver_executable()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("NODE_")}
    command = [
        node,
        str(PARTS / "picture.mjs"),
        str(work / "pyodide"),
        str(tree),
        str(FAKE_CLIENT.parent),
        str(work / "out"),
    ]
    run = subprocess.run(command, env=environ, check=False, capture_output=True, text=True, encoding="utf-8")  # noqa: S603
    if run.returncode:
        raise SystemExit(run.stdout + run.stderr)


def _write_rest(folder: Path, used: set[str], target: Path) -> None:
    """Write the files that the picture doesn't hold, one after the other, after the list of their paths and sizes."""
    listed, bodies = [], []
    for path in _files_with_compiled(folder):
        place = f"{GONGJI}/{path.relative_to(folder).as_posix()}"
        if place in used:
            continue
        bodies.append(path.read_bytes())
        listed.append([place, len(bodies[-1])])
    head = json.dumps(listed).encode()
    target.write_bytes(struct.pack(">I", len(head)) + head + b"".join(bodies))


def _write_stdlib(source: Path, used: set[str], target: Path) -> None:
    """Write what of the standard library isn't in the picture, and could be wanted."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            name = entry.filename
            if f"{STDLIB}/{name}" in used or name.startswith(LEFT_OUT_STDLIB):
                continue
            if name.startswith("encodings/") and not name.startswith(ENCODINGS):
                continue
            new.writestr(entry, old.read(entry), zipfile.ZIP_DEFLATED)


def _files_with_compiled(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


if __name__ == "__main__":
    sys.exit(__doc__)
