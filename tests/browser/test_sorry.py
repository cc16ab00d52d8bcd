"""Where the app can't be shown, its window says why: who started it by an icon reads no terminal."""

import sys

import pytest

from tests.browser.conftest import App, run_install

START = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]


@pytest.fixture
def damaged(tmp_path):
    """An install whose file is something else, opened in a browser that isn't there."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "gongji.db").write_bytes(b"no database" * 1000)
    seen = ["env", "DISPLAY=:99", "BROWSER=true"]
    command = [*seen, *START, "--browser", "--port", "0", "--data", str(tmp_path / "data")]
    with run_install(tmp_path / "data", tmp_path / "log", command=command) as install:
        yield install


def test_data_that_is_something_else_is_told_in_the_window(damaged, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    phone = App(context.new_page(), damaged)
    phone.open("/").sees("共济通打不开").sees("gongji.db")
    assert not phone.faults()
    phone.open("/records/1").sees("共济通打不开")
    context.close()
    assert "Traceback" not in damaged.said()
