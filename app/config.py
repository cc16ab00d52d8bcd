"""Where things are and what time it is: the one place that reads the environment and the clock."""

import errno
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Self

# China has had one time zone and no summer time since 1992: no time zone database is needed.
CHINA = timezone(timedelta(hours=8), "UTC+8")
# A clock started by date alone starts at this hour.
MORNING = time(10, 0)

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PORT = 8550
LOOPBACK = "127.0.0.1"
OWN_HOSTS = frozenset({LOOPBACK, "localhost", "::1"})


class CannotStartError(Exception):
    """The app can't start as asked; the text says why and what to do, in words for the user."""


class Mode(StrEnum):
    """How the app is shown."""

    WINDOW = "window"
    BROWSER = "browser"
    WEB = "web"


@dataclass(frozen=True)
class Clock:
    """The app's clock, in China's time, moved by `shift` from the machine's."""

    shift: timedelta = timedelta()

    def now(self) -> datetime:
        """Give the moment it is for the app, aware, at UTC+8."""
        return datetime.now(CHINA) + self.shift

    def today(self) -> date:
        """Give the day it is for the app, in China."""
        return self.now().date()

    def shifted(self, days: int) -> Self:
        """Give a clock `days` days ahead of this one (behind, where negative)."""
        return type(self)(self.shift + timedelta(days=days))

    @classmethod
    def starting(cls, text: str) -> Self:
        """Give a clock that starts now at an ISO date or date and time, and runs on from there.

        A time without an offset is China's. Raises CannotStartError where the text is neither.
        """
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise CannotStartError(
                f"GONGJI_TODAY 应是日期（2026-06-12）或日期和时间（2026-06-12T10:24），现在是 {text!r}。"
            ) from None
        if len(text) <= len("2026-06-12"):
            moment = datetime.combine(moment.date(), MORNING)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=CHINA)
        return cls(moment - datetime.now(CHINA))


@dataclass(frozen=True)
class Settings:
    """What the user and the environment ask for. `port` is None where none was asked for."""

    data_dir: Path
    mode: Mode = Mode.WINDOW
    host: str = LOOPBACK
    port: int | None = None
    clock: Clock = field(default_factory=Clock)
    behind_proxy: bool = False  # a reverse proxy passes strangers on, and says who and where they are
    prefix: str = ""  # of each path behind that proxy: "" or "/name"
    has_display: bool = True
    hosted: bool = False  # Flet's own tools or a phone's app run this program and show it
    cache_dir: Path | None = None
    flet_client_dir: Path | None = None

    @property
    def database_path(self) -> Path:
        """Where the database file lies."""
        return self.data_dir / "gongji.db"

    @property
    def opens_window(self) -> bool:
        """Whether something is to be opened, and can be."""
        return self.mode is not Mode.WEB and self.has_display

    @property
    def shared(self) -> bool:
        """Whether strangers share this install: the simulated ways in are closed to them (decision 6)."""
        return self.behind_proxy or self.host not in OWN_HOSTS

    @property
    def web_cache_dir(self) -> Path:
        """Where compressed copies of the client's files are kept; may be deleted at any time."""
        return self.cache_dir or self.data_dir / "cache"

    def prepare_data_dir(self) -> None:
        """Make the data directory, for this user only. Raises CannotStartError where it can't be written."""
        try:
            self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.data_dir / f".writable-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise CannotStartError(
                f"数据目录 {self.data_dir} 不能写入（{_reason(error)}）。"
                "请换一个目录：gongji --data 目录，或设环境变量 GONGJI_DATA。"
            ) from error


def read_settings(  # noqa: PLR0913 - each is asked for by its name
    *,
    data_dir: str | None = None,
    mode: Mode | None = None,
    host: str | None = None,
    port: int | None = None,
    behind_proxy: bool = False,
    prefix: str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Settings:
    """Give the settings: what was asked for, else the environment, else the default.

    Raises CannotStartError where the environment holds something that can't be understood.
    """
    today = environ.get("GONGJI_TODAY")
    cache = environ.get("GONGJI_CACHE")
    client = environ.get("FLET_VIEW_PATH")
    forced_web = environ.get("FLET_FORCE_WEB_SERVER", "").lower() in {"1", "true", "yes"}
    return Settings(
        data_dir=_absolute(data_dir) if data_dir else _data_dir(environ),
        mode=mode or (Mode.WEB if forced_web else Mode.WINDOW),
        host=host or environ.get("FLET_SERVER_IP") or LOOPBACK,
        port=_port(environ) if port is None else port,
        behind_proxy=behind_proxy,
        prefix=_prefix(prefix or environ.get("GONGJI_PREFIX", "")),
        clock=Clock.starting(today) if today else Clock(),
        has_display=sys.platform != "linux" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")),
        hosted=sys.platform == "emscripten" or any(map(environ.get, ("FLET_PLATFORM", "FLET_DISPLAY_URL_PREFIX"))),
        cache_dir=_absolute(cache) if cache else None,
        flet_client_dir=_absolute(client) if client else None,
    )


def _prefix(text: str) -> str:
    """Give a path prefix as "" or "/name". Raises CannotStartError for what can't stand in a path."""
    parts = [part for part in text.split("/") if part]
    if not all(re.fullmatch(r"[A-Za-z0-9._~-]+", part) and part.strip(".") for part in parts):
        raise CannotStartError(f"路径前缀写成 /gongji 这样，只用字母、数字和 . _ ~ -，现在是 {text!r}。")
    return "".join(f"/{part}" for part in parts)


def _port(environ: Mapping[str, str]) -> int | None:
    text = environ.get("FLET_SERVER_PORT")
    if not text:
        return None
    if not text.isdecimal():
        raise CannotStartError(f"FLET_SERVER_PORT 应是端口号，现在是 {text!r}。")
    return int(text)


def assets_dir() -> Path:
    """Give the absolute path of the assets that the client loads."""
    return ROOT / "assets"


def _reason(error: OSError) -> str:
    """Give the system's reason in Chinese, where it is a common one."""
    if isinstance(error, PermissionError):
        return "没有权限"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "那里有同名的文件"
    return {errno.EROFS: "磁盘只读", errno.ENOSPC: "磁盘已满"}.get(error.errno or 0, str(error.strerror or error))


def _absolute(path: str) -> Path:
    return Path(path).expanduser().absolute()


def _data_dir(environ: Mapping[str, str]) -> Path:
    """Where the data lies if the command line doesn't say."""
    for name in ("GONGJI_DATA", "FLET_APP_STORAGE_DATA"):
        if environ.get(name):
            return _absolute(environ[name])
    if (ROOT / "pyproject.toml").is_file() and not getattr(sys, "frozen", False):
        return ROOT / "storage" / "data"
    return _user_data_dir(environ) / "gongji"


def _user_data_dir(environ: Mapping[str, str]) -> Path:
    """Where this platform keeps the data of a user's programs."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
