"""Runs in Pyodide: /tree and the standard library become compiled files in /out/gongji and /out/stdlib.zip."""

import importlib.util
import io
import shutil
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from pathlib import Path
from types import CodeType

TREE, OUT = Path("/tree"), Path("/out")
# No assert and no docstring: a third less to carry.
LEVEL = 2


# One entry of a line table: up to eight instructions, no column, the line of the entry before (Objects/locations.md).
ENTRY, MOST = 0x80 | 13 << 3, 8


def on_first_line(code: CodeType) -> CodeType:
    """Give a function all of whose instructions lie on its first line: line tables are a good part of all code."""
    count = len(code.co_code) // 2
    table = bytes((ENTRY | MOST - 1, 0)) * (count // MOST) + (
        bytes((ENTRY | count % MOST - 1, 0)) if count % MOST else b""
    )
    inner = tuple(on_first_line(one) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_linetable=table, co_consts=inner)


def compiled(source: bytes, name: str) -> bytes:
    """Give the compiled form of a file; its name, and for our own files the line, is what a traceback shows."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=LEVEL)
    if not name.startswith("app/"):
        code = on_first_line(code)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))  # noqa: FBT003 - unchecked


def compile_tree() -> None:
    """Write the tree compiled, everything that isn't Python as it is."""
    for path in sorted(TREE.rglob("*")):
        target = OUT / "gongji" / path.relative_to(TREE)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif path.suffix == ".py":
            name = path.relative_to(TREE).as_posix()
            target.with_suffix(".pyc").write_bytes(compiled(path.read_bytes(), name))
        else:
            shutil.copyfile(path, target)


def compile_stdlib() -> None:
    """Write the standard library compiled."""
    packed = io.BytesIO()
    with zipfile.ZipFile("/lib/python314.zip") as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.is_dir():
                continue
            content, name = old.read(entry), entry.filename
            if name.endswith(".py"):
                content, name = compiled(content, name), name + "c"
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    (OUT / "stdlib.zip").write_bytes(packed.getvalue())


compile_tree()
compile_stdlib()
