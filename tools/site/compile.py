"""Runs in Pyodide: /tree and the standard library become compiled files in /out/gongji and /out/stdlib.zip."""

import importlib.util
import io
import shutil
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from pathlib import Path

TREE, OUT = Path("/tree"), Path("/out")
# No assert and no docstring: a third less to carry.
LEVEL = 2


def compiled(source: bytes, name: str) -> bytes:
    """Give the compiled form of a file; its name is what a traceback shows."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=LEVEL)
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
