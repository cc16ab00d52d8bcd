"""`gongji audit | demo | cases --export`, as typed: words, and 0, 1 (found wrong) or 2 (can't)."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from app.bootstrap import open_context
from app.cli import main
from app.config import read_settings
from app.data.vault import VaultError
from app.services.sample import enter_sample

GONGJI = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]


def gongji(*words, **env):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GONGJI_")}
    done = subprocess.run(
        [*GONGJI, *words], capture_output=True, text=True, timeout=60, env={**clean, **env}, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def here(capsys):
    """The same command in this process: a new one takes seconds on a busy machine, and one of each is enough."""

    def run(*words):
        status = main(words)
        return status, *capsys.readouterr()

    return run


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    context = open_context(read_settings(data_dir=str(folder), environ={}))
    enter_sample(context, "")
    context.database.close()
    return folder


def test_demo_fills_in_the_family_and_opens(tmp_path, here):
    with subprocess.Popen(
        [*GONGJI, "demo", "--web", "--port", "0", "--data", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout.readline() == "示例家庭已填好。\n"
        assert re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        server.terminate()
        server.communicate(timeout=20)
    status, said, _ = here("audit", "--data", str(tmp_path))
    assert (status, "1 张结算单" in said) == (0, True)


def test_demo_not_over_somebodys_data(tmp_path, sample, here):
    with (
        closing(sqlite3.connect(sample / "gongji.db")) as source,
        closing(sqlite3.connect(tmp_path / "gongji.db")) as copy,
    ):
        source.backup(copy)
        copy.execute("UPDATE user SET is_sample = 0")
        copy.commit()
    (tmp_path / "gongji.key").write_bytes((sample / "gongji.key").read_bytes())
    status, _, error = here("demo", "--web", "--port", "0", "--data", str(tmp_path))
    assert (status, "已经有人注册了" in error) == (2, True)


def test_audit_of_a_clean_install(sample):
    status, said, error = gongji("audit", "--data", str(sample))
    assert (status, error) == (0, "")
    assert said.endswith("账目相符。\n")
    assert "1 张结算单" in said


def test_audit_finds_what_is_wrong(tmp_path, sample):
    for name in ("gongji.db", "gongji.key"):
        (tmp_path / name).write_bytes((sample / name).read_bytes())
    with closing(sqlite3.connect(tmp_path / "gongji.db")) as raw:
        raw.execute("DROP TRIGGER account_follows_transfers")
        raw.execute("UPDATE account SET balance_fen = balance_fen + 100 WHERE kind = 'prior_years'")
        raw.commit()
    status, said, error = gongji("audit", "--data", str(tmp_path))
    assert (status, error) == (1, "")
    assert "少了 account_follows_transfers" in said
    assert "的余额和流水之和不一样" in said
    assert re.search(r"账目有 \d+ 处不符。\n$", said)


def test_the_export_passes_as_cases(tmp_path, sample):
    status, said, error = gongji("cases", "--export", "--data", str(sample))
    assert (status, error) == (0, "")
    (tmp_path / "export.toml").write_text(said, encoding="utf-8")
    assert gongji("cases", str(tmp_path / "export.toml")) == (0, "2 passed, 0 failed\n", "")


def test_the_export_of_an_install_in_which_nothing_has_happened(tmp_path, here):
    open_context(read_settings(data_dir=str(tmp_path), environ={})).database.close()
    status, said, error = here("cases", "--export", "--data", str(tmp_path))
    assert (status, error) == (0, "")
    (tmp_path / "export.toml").write_text(said, encoding="utf-8")
    assert here("cases", str(tmp_path / "export.toml"))[:2] == (0, "0 passed, 0 failed\n")
    assert here("audit", "--data", str(tmp_path))[0] == 0


@pytest.mark.parametrize("command", [("audit",), ("cases", "--export")])
def test_what_cant_be_opened_is_told_in_words(tmp_path, sample, command, here):
    status, said, error = here(*command, "--data", str(tmp_path / "nowhere"))
    assert (status, said, "还没有共济通的数据" in error) == (2, "", True)
    (tmp_path / "gongji.db").write_text("hello, this is no database", encoding="utf-8")
    status, said, error = here(*command, "--data", str(tmp_path))
    assert (status, said, "不是共济通的数据文件，没有动它" in error) == (2, "", True)
    (tmp_path / "gongji.db").write_bytes((sample / "gongji.db").read_bytes()[:6000])
    status, said, error = here(*command, "--data", str(tmp_path))
    assert status in (1, 2)
    assert "坏了" in said + error
    (tmp_path / "gongji.db").write_bytes((sample / "gongji.db").read_bytes())
    status, said, error = here(*command, "--data", str(tmp_path))
    assert (status, said, "密钥文件不见了" in error) == (2, "", True)


def test_a_folder_that_cant_be_made(tmp_path, here):
    (tmp_path / "file").touch()
    status, said, error = here("demo", "--web", "--data", str(tmp_path / "file" / "data"))
    assert (status, said, "不能写入" in error) == (2, "", True)


def test_the_key_of_another_install_is_refused_and_none_made_over_old_data(tmp_path, sample):
    (tmp_path / "gongji.db").write_bytes((sample / "gongji.db").read_bytes())
    settings = read_settings(data_dir=str(tmp_path), environ={})
    with pytest.raises(VaultError):
        open_context(settings)
    assert not (tmp_path / "gongji.key").exists()
    (tmp_path / "gongji.key").write_bytes(bytes(32))
    with pytest.raises(VaultError):
        open_context(settings)
    (tmp_path / "gongji.key").write_bytes((sample / "gongji.key").read_bytes())
    open_context(settings).database.close()


def test_only_loopback_is_not_shared(tmp_path):
    for host, shared in (("127.0.0.1", False), ("localhost", False), ("0.0.0.0", True), ("192.168.1.2", True)):  # noqa: S104
        context = open_context(read_settings(data_dir=str(tmp_path), host=host, environ={}))
        assert context.shared is shared
        context.database.close()
