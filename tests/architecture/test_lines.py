"""The house keeps its lines, and the test that says so sees a crossing when there is one."""

import importlib.util
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
_spec = importlib.util.spec_from_file_location("house_lines", HERE / "lines.py")
assert _spec is not None
assert _spec.loader is not None
lines = importlib.util.module_from_spec(_spec)
sys.modules["house_lines"] = lines
_spec.loader.exec_module(lines)


def test_the_house_keeps_its_lines():
    crossings = lines.find_crossings(HERE.parents[1])
    assert not crossings, "\n" + "\n".join(map(str, crossings))


def test_every_file_was_looked_at():
    seen = {path.parent.name for path in (HERE.parents[1] / "app").rglob("*.py")}
    assert {"domain", "rules", "cases", "data", "services", "ui", "web", "pictures"} <= seen


def _tree(root, path, text):
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("app/ui/app.py", "from app.data.engine import engine", "ui doesn't import data"),
        ("app/ui/pages/pay/view.py", "from ....data import engine", "ui doesn't import data"),
        ("app/ui/app.py", "import app.data.engine", "ui doesn't import data"),
        ("app/ui/app.py", "from app import data", "ui doesn't import data"),
        ("app/ui/app.py", "def f():\n    from app.data import engine", "ui doesn't import data"),
        ("app/data/engine.py", "from app.services import pay", "data doesn't import services"),
        ("app/services/pay.py", "from app.ui import theme", "services doesn't import ui"),
        ("app/services/pay.py", "import flet as ft", "Flet only in"),
        ("app/rules/load.py", "from app.cases import read", "rules doesn't import cases"),
        ("app/cases/run.py", "from app.services import pay", "cases doesn't import services"),
        ("app/pictures/qr.py", "from app.rules import load", "pictures doesn't import rules"),
        ("app/domain/money.py", "import sqlmodel", "standard library only"),
        ("app/domain/money.py", "from ..rules import load", "domain doesn't import rules"),
        ("app/domain/money.py", "from app.config import Clock", "domain doesn't import config"),
        ("app/ui/pages/pay/view.py", "from app.ui.pages.home import view", "another page"),
        ("app/ui/pages/pay/view.py", "from ..home import view", "another page"),
        ("app/ui/pages/pay.py", "from . import home", "another page"),
        ("app/ui/components/card.py", "from app.services import pay", "knows no service"),
        ("app/ui/components/card.py", "from ..pages.pay import view", "knows no service and no page"),
        ("app/services/pay.py", "import datetime\nx = datetime.datetime.now()", "app/config.py only"),
        ("app/services/pay.py", "from datetime import date\nx = date.today()", "app/config.py only"),
        ("app/data/engine.py", "import time\nx = time.time()", "app/config.py only"),
        ("app/domain/money.py", "x = float('1')", "whole 分"),
        ("app/services/pay.py", "x = 0.5", "no float"),
        ("app/services/pay.py", "x = row.amount_fen / 2", "use //"),
        ("app/services/pay.py", "total_fen = 4\ntotal_fen /= 2", "use //"),
        ("app/new_room/x.py", "from app.data import engine", "no room of the house"),
        ("app/domain/long.py", "x = 1\n" * 301, "at most 300"),
    ],
)
def test_a_crossing_is_seen(tmp_path, path, text, words):
    _tree(tmp_path, path, text)
    found = lines.find_crossings(tmp_path)
    assert [words in str(crossing) for crossing in found] == [True], found
    assert str(found[0]).startswith(f"{path}:")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("app/ui/app.py", "import flet as ft\nfrom app.services import pay\nfrom app.domain import money"),
        (
            "app/ui/pages/pay/view.py",
            "from .parts import row\nfrom app.ui.pages.pay import parts\nfrom app.ui import theme",
        ),
        ("app/services/pay.py", "from app.data import engine\nx_fen = 3 // 2"),
        ("app/config.py", "from datetime import datetime\nx = datetime.now()"),
        ("app/bootstrap.py", "from app.data import engine\nfrom app.services import pay"),
        ("app/domain/money.py", "from .errors import GongjiError\nfrom datetime import date"),
        ("app/web/window.py", "import time\nx = time.monotonic()"),
    ],
)
def test_what_is_allowed_is_no_crossing(tmp_path, path, text):
    _tree(tmp_path, path, text)
    assert not lines.find_crossings(tmp_path)
