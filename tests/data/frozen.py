"""Writes first_schema.sql: a database of the first schema, with rows. Run it anew only until the first release.

.venv/bin/python -m tests.data.frozen
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.services.install import NANCHANG, Install

FILE = Path(__file__).with_name("first_schema.sql")
KEY = bytes(range(32))


def main():
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "gongji.key").write_bytes(KEY)
        install = Install(Path(folder))
        father, mother = install.family(quota="100.00")
        install.pay(father, mother)
        install.pay(father, father.person_id, "20.00")
        wife = install.register("周芳", phone="13900000002")
        install.insure(wife, region=NANCHANG, status="2", prior_years="1200.00")
        install.context.database.close()
        with closing(sqlite3.connect(install.path)) as connection:
            lines = [*connection.iterdump(), f"PRAGMA user_version = {install_version(connection)};"]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def install_version(connection):
    return connection.execute("PRAGMA user_version").fetchone()[0]


if __name__ == "__main__":
    main()
