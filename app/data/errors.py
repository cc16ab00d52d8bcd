"""What can go wrong with the data file, in words: SQLite's codes never reach a person."""

import sqlite3
from datetime import date
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from app.domain.errors import GongjiError

BUSY = "数据正被另一个程序占用，这一步没有做。过一会儿再试。"
DAMAGED = "数据文件 {path} 坏了。请用备份恢复，或把它移走重新开始。"
WORDS = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: "磁盘满了，这一步没有保存。腾出一些空间再试。",
    sqlite3.SQLITE_READONLY: "数据文件 {path} 只能读、不能写，这一步没有保存。看一下文件和文件夹的权限。",
    sqlite3.SQLITE_PERM: "没有权限读写数据文件 {path}。看一下文件和文件夹的权限。",
    sqlite3.SQLITE_CANTOPEN: "打不开数据文件 {path}。看一下文件夹还在不在、有没有权限、磁盘满没满。",
    sqlite3.SQLITE_IOERR: "读写数据文件 {path} 时出错，这一步没有保存。检查一下磁盘。",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
PRIMARY_CODE = 0xFF


class StorageError(GongjiError):
    """The data file can't be read or written; nothing of the step was kept. `text` says why and what to do."""


class ConflictError(StorageError):
    """The database refused: what was to be written contradicts what is there. Nothing was kept."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("这一步和已有的记录冲突，没有保存。回到上一页，看一下最新的情况再试。")


class EarlierDayError(GongjiError):
    """Something is to be booked on a day before the last one booked: a clock was set back. Nothing was kept."""

    def __init__(self, last: date) -> None:
        """Name the day of the last transfer."""
        super().__init__("{last} 已经记过账，不能记在那以前。把日子换到那天或以后再试", last=f"{last:%Y-%m-%d}")


class NotADatabaseError(GongjiError):
    """The file at the database's place is something else; it is left as it is."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            "{path} 不是共济通的数据文件，没有动它。请把它移走，或用 --data 换一个文件夹。", path=str(path)
        )


class NewerDatabaseError(GongjiError):
    """The file was written by a later version of the app; it is left as it is."""

    def __init__(self, found: int, known: int) -> None:
        """Name both versions."""
        super().__init__(
            "这份数据是更新版本的共济通写的（数据版本 {found}，这里只认识到 {known}）。"
            "请升级共济通再打开，数据没有动。",
            found=found,
            known=known,
        )


def in_words(error: DBAPIError | sqlite3.Error, path: Path) -> GongjiError:
    """Give the error that says in words what SQLite said in codes."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.IntegrityError):
        return ConflictError()
    code = getattr(cause, "sqlite_errorcode", None)
    words = WORDS.get(code & PRIMARY_CODE) if isinstance(code, int) else None
    return StorageError(words or "数据文件 {path} 出了问题，这一步没有保存。", path=str(path))
