"""A server's log: one line of JSON each, and nothing about anybody."""

import json
import logging
import sys

from app.web.logs import JsonLines


def test_a_failure_is_told_by_its_kind_and_its_lines_of_code():
    try:
        int("李明 360602199203041234")
    except ValueError:
        record = logging.LogRecord(
            "gongji.ui", logging.ERROR, "x.py", 1, "[%s] %s", ("A1B2C3", "in pay"), sys.exc_info()
        )
    text = JsonLines().format(record)
    line = json.loads(text)
    assert (line["level"], line["from"], line["what"], line["error"]) == (
        "error",
        "gongji.ui",
        "[A1B2C3] in pay",
        "ValueError",
    )
    assert any("test_logs.py" in one for one in line["through"])
    assert "李明" not in text
    assert "3606" not in text
    assert "\n" not in text


def test_long_numbers_are_covered():
    record = logging.LogRecord("uvicorn", logging.WARNING, "x.py", 1, "phone 13800001234 port 8550", (), None)
    assert json.loads(JsonLines().format(record))["what"] == "phone *** port 8550"
