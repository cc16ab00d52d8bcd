"""The file's schema: a fresh one is the models', an old one becomes it, a strange one is left alone."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from app.data import migrations, unit_of_work
from app.data.errors import NewerDatabaseError, NotADatabaseError, StorageError
from app.data.migrations import SEPARATOR, newest_version, scripts
from app.data.schema import differences, statements
from app.data.unit_of_work import Database
from app.services.audit import audit, summary
from tests.data.frozen import FILE, KEY
from tests.services.install import Install

NAMED = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"


def schema(connection):
    """What the file holds; a table as its columns and constraints, as ALTER TABLE adds a column behind the rest."""
    return [(kind, name, table, parts(sql)) for kind, name, table, sql in connection.execute(NAMED)]


def parts(sql):
    """The pieces between the outer commas of a CREATE TABLE, sorted; anything else whole."""
    found = re.fullmatch(r'CREATE TABLE "?(\w+)"? \((.*)\)', sql, re.DOTALL)
    if not found:
        return sql
    pieces, depth = [""], 0
    for letter in found[2]:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += letter
    return sorted(piece.strip() for piece in pieces)


def columns(connection, table):
    """Name, type, NOT NULL, primary key; and unique keys and foreign keys, whatever they are called."""
    named = [(row[1], row[2], row[3], row[5]) for row in connection.execute(f"PRAGMA table_info({table})")]
    unique = sorted(row[2] for row in connection.execute(f"PRAGMA index_list({table})"))
    foreign = sorted(row[2:5] for row in connection.execute(f"PRAGMA foreign_key_list({table})"))
    return named, unique, foreign


def test_a_fresh_file_is_what_the_models_say(tmp_path):
    Database(tmp_path / "gongji.db").close()
    with closing(sqlite3.connect(tmp_path / "gongji.db")) as made, closing(sqlite3.connect(":memory:")) as wanted:
        for statement in statements():
            wanted.execute(statement)
        assert schema(made) == schema(wanted)
        tables = [name for kind, name, *_ in schema(made) if kind == "table"]
        assert len(tables) == 39
        assert {table: columns(made, table) for table in tables} == {table: columns(wanted, table) for table in tables}
        assert made.execute("PRAGMA user_version").fetchone() == (newest_version(),)
        assert made.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.fixture
def old(tmp_path):
    """An install of the first schema, with rows."""
    (tmp_path / "gongji.key").write_bytes(KEY)
    with closing(sqlite3.connect(tmp_path / "gongji.db")) as connection:
        connection.executescript(FILE.read_text(encoding="utf-8"))
    return tmp_path


def rows(path):
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def test_a_database_of_the_first_schema_opens_and_keeps_its_rows(old):
    before = rows(old / "gongji.db")
    install = Install(old)
    with install.context.database.read() as session:
        assert differences(session) == []
    assert install.is_clean()
    assert install.one("SELECT count(*) FROM settlement") == 2
    after = rows(old / "gongji.db")
    assert {table: len(found) for table, found in before.items()} == {table: len(after[table]) for table in before}
    install.context.database.close()


def test_a_newer_file_is_left_alone(tmp_path):
    path = tmp_path / "gongji.db"
    Database(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerDatabaseError, match=r"数据版本 99，这里只认识到 \d+"):
        Database(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["gongji.db"]


@pytest.mark.parametrize("content", [b"{}", b"SQLite", b"SQLite format 4\x00" + bytes(100), bytes(5000)])
def test_another_file_is_left_alone(tmp_path, content):
    path = tmp_path / "gongji.db"
    path.write_bytes(content)
    with pytest.raises(NotADatabaseError, match="没有动它"):
        Database(path)
    assert path.read_bytes() == content


def test_a_folder_in_the_files_place(tmp_path):
    (tmp_path / "gongji.db").mkdir()
    with pytest.raises(NotADatabaseError):
        Database(tmp_path / "gongji.db")


@pytest.mark.parametrize("version", [0, 7])
def test_another_programs_database_is_left_alone(tmp_path, version):
    path = tmp_path / "gongji.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (body TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    with pytest.raises(NotADatabaseError):
        Database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [50, 100, 4096, 20_000])
def test_a_truncated_file_is_told_in_words(old, kept):
    path = old / "gongji.db"
    content = path.read_bytes()[:kept]
    path.write_bytes(content)

    def look():
        install = Install(old)
        assert audit(install.context) == []
        summary(install.context)

    with pytest.raises((StorageError, NotADatabaseError, AssertionError), match=r"坏了|不是共济通"):
        look()
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_database(tmp_path):
    (tmp_path / "gongji.db").touch()
    Database(tmp_path / "gongji.db").close()
    assert rows(tmp_path / "gongji.db")["transfer"] == []


def test_a_half_made_migration_rolls_back(old, monkeypatch):
    path = old / "gongji.db"
    before = rows(path)
    known = scripts()
    broken = (
        len(known) + 1,
        SEPARATOR.join(["CREATE TABLE half (id INTEGER)", "DELETE FROM draft", "CREATE TABLE half (id)"]),
    )
    monkeypatch.setattr(migrations, "scripts", lambda: [*known, broken])
    with pytest.raises(StorageError):
        Database(path)
    assert rows(path) == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    monkeypatch.undo()
    Database(path).close()


def test_a_later_migration_is_applied_to_an_old_file_and_a_fresh_one(old, tmp_path_factory, monkeypatch):
    known = scripts()
    later = (len(known) + 1, "ALTER TABLE setting ADD COLUMN note TEXT NOT NULL DEFAULT ''")
    monkeypatch.setattr(migrations, "scripts", lambda: [*known, later])
    monkeypatch.setattr(unit_of_work, "newest_version", lambda: later[0])
    fresh = tmp_path_factory.mktemp("fresh") / "gongji.db"
    for path in (old / "gongji.db", fresh):
        Database(path).close()
        Database(path).close()
        with closing(sqlite3.connect(path)) as connection:
            assert "note" in [row[1] for row in connection.execute("PRAGMA table_info(setting)")]
            assert connection.execute("PRAGMA user_version").fetchone() == (later[0],)


FIRST_START = """
import sys
from pathlib import Path
from app.data.unit_of_work import Database
from app.data.vault import Vault
folder = Path(sys.argv[1])
sys.stdin.readline()
Database(folder / "gongji.db").close()
print(Vault.at(folder / "gongji.key").digest("mark", "x"))
"""


def test_several_processes_at_the_first_start(tmp_path):
    """Each waits for a word, so that they open the same new folder at the same moment."""
    for turn in range(2):
        folder = tmp_path / str(turn)
        folder.mkdir()
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", FIRST_START, str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(3)
        ]
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.communicate(timeout=30) for process in processes]
        assert [error for _, error in said] == [""] * 3
        assert len({mark for mark, _ in said}) == 1
        assert (folder / "gongji.key").stat().st_mode & 0o777 == 0o600
        assert sorted(one.name for one in folder.iterdir()) == ["gongji.db", "gongji.key"]
