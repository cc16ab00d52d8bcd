"""scrypt as the browser has it gives what OpenSSL's gives: its slow part is our JavaScript."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from app.services import scrypt as ours

ROMIX = Path(__file__).resolve().parents[2] / "tools" / "site" / "romix.js"
RUN = """
const { romix } = await import(process.argv[1]);
const [block, n, r] = JSON.parse(process.argv[2]);
console.log(JSON.stringify([...romix(Uint8Array.from(block), n, r)]));
"""


def in_node(block, n, r):
    node, _ = compute_driver_executable()
    command = [node, "--input-type=module", "-e", RUN, ROMIX.as_uri(), json.dumps([list(block), n, r])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return bytes(json.loads(done.stdout))


@pytest.mark.parametrize(("n", "r"), [(2, 1), (16, 8), (2**14, 8)])
def test_the_browsers_scrypt_is_scrypt(monkeypatch, n, r):
    monkeypatch.setattr(ours._way, "romix", in_node)
    expected = hashlib.scrypt("密码 246810".encode(), salt=b"salt", n=n, r=r, p=1, maxmem=2**27, dklen=40)
    assert ours.scrypt("密码 246810".encode(), b"salt", n, r, 40) == expected


def test_without_it_python_has_its_own():
    assert ours.scrypt(b"a", b"b", 2, 1, 32) == hashlib.scrypt(b"a", salt=b"b", n=2, r=1, p=1, dklen=32)
