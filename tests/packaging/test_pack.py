"""`make pack`: one program file, which starts for somebody who has nothing of ours on their machine."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60
pytestmark = pytest.mark.xdist_group("pack")
"""Packed once, in one worker."""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    dist = tmp_path_factory.mktemp("packed") / "dist"
    done = subprocess.run(
        [sys.executable, "tools/pack.py", "--into", str(dist)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return dist / "gongji"


@pytest.fixture
def started(program, tmp_path):
    """The program, with a home folder that is empty, in a folder of its own, and no word of ours around it."""
    home = tmp_path / "home"
    home.mkdir()
    environ = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    process = subprocess.Popen(
        [str(program), "--web", "--port", "0"],
        cwd=home,
        env={**environ, "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process, home
    process.kill()
    process.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="the program's name and the folder of its data are Linux's here")
def test_the_packed_program_starts_with_a_fresh_home_and_serves_the_app(started):
    process, home = started
    said = process.stdout.readline()
    address = said[said.index("http") :].split()[0].rstrip("/")
    with urllib.request.urlopen(f"{address}/", timeout=PATIENCE_S) as answer:
        assert "共济通" in answer.read().decode()
    with urllib.request.urlopen(f"{address}/main.dart.wasm", timeout=PATIENCE_S) as answer:
        assert len(answer.read()) > 1_000_000
    with urllib.request.urlopen(f"{address}/health", timeout=PATIENCE_S) as answer:
        assert answer.status == 200
    assert (home / ".local" / "share" / "gongji").is_dir()
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


def test_it_knows_the_rules(program):
    """The rules, the cases and their words are files: they have come along."""
    case = ROOT / "app" / "cases" / "starter.toml"
    done = subprocess.run([str(program), "cases", str(case)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
