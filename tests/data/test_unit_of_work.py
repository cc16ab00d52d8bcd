"""One unit of work is kept whole or not at all; every failure of the file is told in words."""

import os
import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy.exc import InvalidRequestError

from app.data import engine, unit_of_work
from app.data.errors import ConflictError, StorageError
from app.data.people_tables import SettingRow
from app.data.unit_of_work import Database
from app.data.vault import Vault, VaultError
from app.domain.errors import GongjiError


@pytest.fixture
def database(tmp_path):
    made = Database(tmp_path / "gongji.db")
    yield made
    made.close()


def keys(database):
    with database.read() as session:
        return {row[0] for row in session.connection().exec_driver_sql("SELECT key FROM setting")}


def put(session, key):
    session.add(SettingRow(key=key, value=""))
    session.flush()


def test_what_is_committed_is_kept(database):
    with database.write() as unit:
        put(unit.session, "a")
        unit.commit()
    assert keys(database) == {"a"}


def test_an_early_return_keeps_nothing(database):
    with database.write() as unit:
        put(unit.session, "a")
    assert keys(database) == set()


def test_an_exception_keeps_nothing(database):
    def fail():
        with database.write() as unit:
            put(unit.session, "a")
            raise GongjiError("no")

    with pytest.raises(GongjiError, match="no"):
        fail()
    assert keys(database) == set()


def test_nothing_can_be_written_after_the_commit(database):
    with database.write() as unit:
        unit.commit()
        with pytest.raises(InvalidRequestError):
            put(unit.session, "a")
    assert keys(database) == set()


def test_what_is_written_while_reading_is_not_kept(database):
    with database.read() as session:
        put(session, "a")
    assert keys(database) == set()


def test_several_units_become_one(database):
    with database.all_or_nothing() as inside:
        with inside.write() as unit:
            put(unit.session, "a")
            unit.commit()
        with inside.write() as unit:
            put(unit.session, "left without commit")
        with inside.read() as session:
            assert session.get(SettingRow, "a") is not None
        assert keys(database) == set()
    assert keys(database) == {"a"}


def test_several_units_fail_as_one(database):
    def fail():
        with database.all_or_nothing() as inside:
            with inside.write() as unit:
                put(unit.session, "a")
                unit.commit()
            raise GongjiError("no")

    with pytest.raises(GongjiError, match="no"):
        fail()
    assert keys(database) == set()


def test_a_read_sees_one_state(database):
    with database.read() as session:
        count = "SELECT count(*) FROM setting"
        assert session.connection().exec_driver_sql(count).scalar_one() == 0
        with database.write() as unit:
            put(unit.session, "a")
            unit.commit()
        assert session.connection().exec_driver_sql(count).scalar_one() == 0


def test_a_conflict_is_told_in_words(database):
    with database.write() as unit:
        put(unit.session, "a")
        unit.commit()
    with pytest.raises(ConflictError, match="冲突，没有保存"), database.write() as unit:
        put(unit.session, "a")


def test_writers_wait_for_each_other(database):
    def add(number):
        with database.write() as unit:
            row = unit.session.get(SettingRow, "count") or SettingRow(key="count", value="0")
            row.value = str(int(row.value) + 1)
            unit.session.add(row)
            put(unit.session, str(number))
            unit.commit()

    threads = [threading.Thread(target=add, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        assert session.get_one(SettingRow, "count").value == "20"


def test_a_writer_that_keeps_others_waiting_too_long(database, monkeypatch):
    monkeypatch.setattr(unit_of_work, "BUSY_TIMEOUT_MS", 50)
    with database.write() as unit:
        put(unit.session, "a")
        with pytest.raises(StorageError, match="这一步没有做"), database.write():
            pass
        unit.commit()
    with database.write() as unit:
        put(unit.session, "b")
        unit.commit()
    assert keys(database) == {"a", "b"}


def test_another_program_holding_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 100)
    database = Database(tmp_path / "gongji.db")
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="另一个程序占用"), database.write():
            pass
    database.close()


def test_a_full_disk(database):
    def fill():
        with database.write() as unit:
            unit.session.connection().exec_driver_sql("PRAGMA max_page_count = 1")
            put(unit.session, "a" * 1_000_000)

    with pytest.raises(StorageError, match="磁盘满了"):
        fill()
    assert keys(database) == set()


def test_a_file_that_cant_be_read(tmp_path):
    database = Database(tmp_path / "gongji.db")
    database.close()
    database.path.write_bytes(database.path.read_bytes()[:4096] + b"\xff" * 40_000)
    with pytest.raises(StorageError, match="坏了"):
        keys(Database(tmp_path / "gongji.db"))


def test_no_folder(tmp_path):
    with pytest.raises(StorageError, match="打不开数据文件"):
        Database(tmp_path / "nowhere" / "gongji.db")


@pytest.mark.skipif(os.getuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_folder(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError):
        Database(tmp_path / "gongji.db")
    tmp_path.chmod(0o700)


def test_a_read_only_database_says_so(database):
    def write():
        with database.read() as session:
            session.connection().exec_driver_sql("PRAGMA query_only = ON")
            put(session, "a")

    with pytest.raises(StorageError, match="只能读、不能写"):
        write()


def test_without_wal_a_rollback_journal_does(tmp_path):
    """A connection that can't switch (here: because another one reads) goes on as it is."""
    path = tmp_path / "gongji.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN")
        other.execute("SELECT * FROM sqlite_master").fetchall()

        class Cursor:
            def execute(self, statement):
                if statement == "PRAGMA journal_mode = WAL":
                    raise sqlite3.OperationalError("no shared memory")
                self.rows = other.execute(statement)

            def fetchone(self):
                return self.rows.fetchone()

        engine._prefer_wal(Cursor())
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_path_with_signs_that_mean_something_in_an_address(tmp_path):
    folder = tmp_path / "50%25?mode=ro#家 庭"
    folder.mkdir()
    Database(folder / "gongji.db").close()
    Database(folder / "gongji.db").close()
    assert (folder / "gongji.db").stat().st_size > 0


def test_a_vault_seals_and_opens(tmp_path):
    vault = Vault.at(tmp_path / "key")
    for text in ("", "360602199003070011", "家庭" * 500):
        sealed = vault.seal(text)
        assert sealed != vault.seal(text)
        assert Vault.at(tmp_path / "key").unseal(sealed) == text
    assert [one.name for one in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("damage", ["", "AAAA", "not base64!", "家"])
def test_what_isnt_sealed_here_doesnt_open(tmp_path, damage):
    vault = Vault.at(tmp_path / "key")
    with pytest.raises(VaultError):
        vault.unseal(damage)
    sealed = Vault.at(tmp_path / "other").seal("x")
    with pytest.raises(VaultError):
        vault.unseal(sealed)


@pytest.mark.parametrize("content", [b"", b"short", bytes(33)])
def test_a_damaged_key_is_not_written_over(tmp_path, content):
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(VaultError):
        Vault.at(tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == content


@pytest.mark.parametrize("error", [PermissionError, NotImplementedError])
def test_a_key_is_made_where_there_are_no_hard_links(tmp_path, monkeypatch, error):
    def no_links(*_):
        raise error

    monkeypatch.setattr("pathlib.Path.hardlink_to", no_links)
    assert Vault.at(tmp_path / "key").unseal(Vault.at(tmp_path / "key").seal("x")) == "x"
    assert [one.name for one in tmp_path.iterdir()] == ["key"]
