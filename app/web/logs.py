"""What a server writes down: a line of JSON for each thing, and nothing about anybody.

What went wrong is told by its kind and the lines of code it came through. Its message is left out: a database's or a
parser's holds the very value it stumbled over. Long numbers in the remaining words are covered.
"""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime

LONG_NUMBER = re.compile(r"\d{5,}[\dXx]*")
FRAMES = 12


class JsonLines(logging.Formatter):
    """One record, one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of a record."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": LONG_NUMBER.sub("***", record.getMessage()),
        }
        numbers = getattr(record, "numbers", None)
        if isinstance(numbers, dict):
            line |= numbers
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, came_through = record.exc_info
            line["error"] = kind.__qualname__
            frames = traceback.extract_tb(came_through)[-FRAMES:]
            line["through"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False)


def write_json_lines() -> None:
    """Let everything that is logged in this process go to standard error as JSON lines, from warnings up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("gongji.server").setLevel(logging.INFO)
    logging.getLogger("uvicorn.error").addFilter(_is_no_open_page)


def _is_no_open_page(record: logging.LogRecord) -> bool:
    """Leave out that open pages held their connections when the server was told to stop: uvicorn calls it an error."""
    return not str(record.msg).startswith("Cancel %s running task(s)")
