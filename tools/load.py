"""Many families at once on one server: how long a tap takes, what a session weighs, and where it breaks.

.venv/bin/python tools/load.py [--sessions 50] [--seconds 180] [--pause 5] [--break]

A server of its own on a fresh install, and families over real WebSockets who log in, walk through the wizard and pay.
Prints a table, keeps build/load.json, and exits 1 where a number is missed. --break: more and more sessions, until a
tap takes too long or something fails; it says which.
"""

import argparse
import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from load_client import RemotePage  # noqa: E402
from load_flow import Diary, Family, Visitor, make_families  # noqa: E402

from app.config import read_settings  # noqa: E402

MOST_P95_MS = 150
MOST_MB = 1.0
# Too long for anybody to wait: here a server is broken, though nothing has failed yet.
BROKEN_P95_MS = 1000
STEPS = (50, 75, 100, 150, 200, 300, 400)
RAMP_S = 5.0
START_S = 60
LAG_S = 0.02
WARM_S = 20.0
# As many as services run at once: each thread has its connection, and what is made once a connection is made by then.
WARM_SESSIONS = 6
WORK = 60_000


@dataclass(frozen=True)
class Result:
    """What one run has shown."""

    sessions: int
    taps: int
    payments: int
    taps_per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    most_ms: float
    server_cpu: float
    client_cpu: float
    client_lag_p95_ms: float
    work_ms: float
    """What a fixed piece of work takes on this machine just then: compare runs by it."""
    mb_a_session: float
    kb_sent_a_session: float
    errors: tuple[str, ...]
    slowest: dict[str, float]


@dataclass
class Served:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    url: str

    def mb(self) -> float:
        """Give its memory."""
        text = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii")
        found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0

    def cpu_s(self) -> float:
        """Give the seconds it has worked."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """Serve an install until the block ends."""
    command = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
    command += ["--web", "--port", "0", "--data", str(data)]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("FLET_")}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            line = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http(://\S+)", line)
            if found is None:
                sys.exit(f"the server printed no address: {line}")
            yield Served(process, f"ws{found[1].rstrip('/')}/ws")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(START_S)


def _work_ms() -> float:
    """Time a fixed piece of work: shared machines are twice as fast at one time as at another."""
    times = []
    for _ in range(5):
        started, made = time.perf_counter(), {}
        for index in range(WORK):
            made[index % 97] = index, str(index)
        times.append(time.perf_counter() - started)
    return median(times) * 1000


async def _watch_lag(lags: list[float]) -> None:
    """Note how late this program itself is: what it adds to each time."""
    while True:
        started = time.perf_counter()
        await asyncio.sleep(LAG_S)
        lags.append(time.perf_counter() - started - LAG_S)


async def run(server: Served, families: list[Family], seconds: float, pause_s: float) -> Result:
    """Let these families live on the server for so long."""
    diary, lags = Diary(), [0.0, 0.0]
    before_mb, before_cpu, own_cpu, started = server.mb(), server.cpu_s(), time.process_time(), time.monotonic()
    watching = asyncio.create_task(_watch_lag(lags))
    pages: list[RemotePage] = []
    work_ms = _work_ms()
    async with AsyncExitStack() as stack:

        async def visit(index: int, family: Family) -> None:
            await asyncio.sleep(RAMP_S * index / len(families))
            try:
                page = await stack.enter_async_context(RemotePage(server.url))
            except Exception as error:  # noqa: BLE001 - it is what is looked for
                diary.errors.append(f"connecting: {type(error).__name__}: {error}")
                return
            pages.append(page)
            await Visitor(page, family, diary, pause_s).live(started + seconds)

        await asyncio.gather(*(visit(index, family) for index, family in enumerate(families)))
        spent = time.monotonic() - started
        mb = server.mb() - before_mb
        cpu, own = server.cpu_s() - before_cpu, time.process_time() - own_cpu
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    work_ms = (work_ms + _work_ms()) / 2
    return _result(diary, len(families), spent, cpu / spent, own / spent, lags, work_ms, mb, pages)


def _result(  # noqa: PLR0913, PLR0917 - what was measured
    diary: Diary,
    sessions: int,
    spent: float,
    cpu: float,
    own: float,
    lags: list[float],
    work_ms: float,
    mb: float,
    pages: list[RemotePage],
) -> Result:
    times = sorted(tap.seconds * 1000 for tap in diary.taps) or [0.0]
    cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
    by_name: dict[str, list[float]] = {}
    for tap in diary.taps:
        by_name.setdefault(tap.name, []).append(tap.seconds * 1000)
    slowest = sorted(((median(found), name) for name, found in by_name.items()), reverse=True)[:8]
    return Result(
        sessions=sessions,
        taps=len(diary.taps),
        payments=diary.payments,
        taps_per_second=round(len(diary.taps) / spent, 1),
        p50_ms=round(cuts[49], 1),
        p95_ms=round(cuts[94], 1),
        p99_ms=round(cuts[98], 1),
        most_ms=round(times[-1], 1),
        server_cpu=round(cpu, 2),
        client_cpu=round(own, 2),
        client_lag_p95_ms=round(quantiles(lags, n=100)[94] * 1000, 1),
        work_ms=round(work_ms, 1),
        mb_a_session=round(mb / sessions, 2),
        kb_sent_a_session=round(sum(page.received_bytes for page in pages) / 1024 / sessions, 1),
        errors=tuple(diary.errors[:10]),
        slowest={name: round(found, 1) for found, name in slowest},
    )


def measure(sessions: list[int], seconds: float, pause_s: float) -> list[Result]:
    """Measure runs of so many sessions, one after the other, on one server; stop after the first that broke."""
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        families = make_families(read_settings(data_dir=str(data)), sum(sessions) + WARM_SESSIONS)
        with served(data) as server:
            # The first visitors pay for what is made once: the modules, the caches, the compiled statements.
            asyncio.run(run(server, [families.pop() for _ in range(WARM_SESSIONS)], WARM_S, pause_s / 10))
            for count in sessions:
                chosen, families = families[:count], families[count:]
                result = asyncio.run(run(server, chosen, seconds, pause_s))
                print(_line(result), flush=True)
                results.append(result)
                if result.errors or result.p95_ms > BROKEN_P95_MS:
                    break
    return results


def _line(found: Result) -> str:
    return (
        f"{found.sessions:4d} 个会话  {found.taps:5d} 次点按（每秒 {found.taps_per_second:5.1f}）  "
        f"p50 {found.p50_ms:6.1f}  p95 {found.p95_ms:7.1f}  p99 {found.p99_ms:7.1f}  最慢 {found.most_ms:7.1f} 毫秒  "
        f"每个会话 {found.mb_a_session:.2f} MB  服务器 CPU {found.server_cpu:.0%}（测量的 {found.client_cpu:.0%}，"
        f"迟 {found.client_lag_p95_ms:.0f} 毫秒，机器 {found.work_ms:.0f} 毫秒）  "
        f"付款 {found.payments}  错误 {len(found.errors)}"
    )


def faults(found: Result) -> list[str]:
    """Give what is missed of the numbers that a server must keep."""
    missed = list(found.errors)
    if found.p95_ms > MOST_P95_MS:
        missed.append(f"p95 {found.p95_ms} ms > {MOST_P95_MS} ms")
    if found.mb_a_session > MOST_MB:
        missed.append(f"{found.mb_a_session} MB a session > {MOST_MB} MB")
    return missed


def main() -> None:
    """Run, print, keep; exit 1 where a number is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--pause", type=float, default=5.0, help="seconds a visitor reads before a tap")
    parser.add_argument("--break", dest="breaking", action="store_true", help="more and more sessions until it breaks")
    asked = parser.parse_args()
    steps = [asked.sessions, *(step for step in STEPS if step > asked.sessions)] if asked.breaking else [asked.sessions]
    results = measure(steps, asked.seconds, asked.pause)
    target = ROOT / "build" / "load.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps([asdict(found) for found in results], ensure_ascii=False, indent=2) + "\n")
    print("最慢的（中位，毫秒）：", results[0].slowest)
    print(f"→ {target.relative_to(ROOT)}")
    missed = faults(results[0])
    for one in missed:
        print(one, file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
