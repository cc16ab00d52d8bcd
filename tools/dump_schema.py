"""Write the schema of the models as a migration script, to compare with what the migrations make.

.venv/bin/python tools/dump_schema.py [FILE]

When a model changes: run it, compare with the last schema, and write the difference by hand as the next
app/data/migrations/NNNN_name.sql; a test holds the result of all scripts against the models. Only before the first
release may 0001_first.sql itself be written over.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.data.migrations import SEPARATOR  # noqa: E402 - found by the line above
from app.data.schema import statements  # noqa: E402


def main(words: list[str]) -> None:
    """Write to the named file, or to the standard output."""
    text = SEPARATOR.join(statements()) + "\n"
    if words:
        Path(words[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
