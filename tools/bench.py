"""The benchmarks: a table on the terminal, and build/bench.json. Each is run RUNS times; the middle one counts.

.venv/bin/python tools/bench.py
"""

import json
import platform
import re
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median

import tomli_w
from bench_ledger import MOST_RATIO, long_life

from app.bootstrap import open_context
from app.config import Settings
from app.services.ask import ask_typed
from app.services.sample import enter_sample

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "app" / "rules" / "cases"
RUNS = 3
CASE_COUNT = 1000
ANSWERS = 50
MOST_ANSWER_S = 0.05
GONGJI = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]


def timed(work: Callable[[], object]) -> float:
    """Give the median of the seconds that `work` takes."""
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def thousand_cases(folder: Path) -> float:
    """`gongji cases` on one file of 1000 cases, the start of the program included."""
    cases = [case for file in sorted(CASES.glob("*.toml")) for case in tomllib.loads(file.read_text())["case"]]
    many = [{**cases[index % len(cases)], "title": f"{index}"} for index in range(CASE_COUNT)]
    file = folder / "thousand.toml"
    file.write_text(tomli_w.dumps({"case": many}))
    return timed(lambda: subprocess.run([*GONGJI, "cases", str(file)], cwd=ROOT, check=True, capture_output=True))  # noqa: S603


def server_start(folder: Path) -> float:
    """`gongji --web` on a fresh install, until its first page is answered."""
    return timed(lambda: _start_and_stop(Path(tempfile.mkdtemp(dir=folder))))


def server_start_again(folder: Path) -> float:
    """`gongji --web` on an install that has data, until its first page is answered."""
    _start_and_stop(folder / "kept")
    return timed(lambda: _start_and_stop(folder / "kept"))


def _start_and_stop(data: Path) -> None:
    command = [*GONGJI, "--web", "--port", "0", "--data", str(data)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None  # noqa: S101 - asked for above
        address = re.search(r"http://\S+", server.stdout.readline())
        if address is None:
            sys.exit("the server printed no address")
        urllib.request.urlopen(address[0], timeout=10).close()  # noqa: S310 - our own server
        server.terminate()
        server.communicate()


def answer(folder: Path) -> float:
    """能不能付: one typed line read and answered, with what would change it, on the sample family (under 50 ms)."""
    context = open_context(Settings(folder / "asked"))
    user = enter_sample(context, "").user_id
    seconds = []
    for _ in range(ANSWERS):
        begun = time.perf_counter()
        ask_typed(context, user, "lxm syy zy 800")
        seconds.append(time.perf_counter() - begun)
    return median(seconds)


BENCHMARKS = {
    "能不能付：一次回答，连同怎样才能付": answer,
    "验算 1000 个案例（含启动）": thousand_cases,
    "服务器启动（新的数据目录）": server_start,
    "服务器启动（已有数据）": server_start_again,
}


def main() -> None:
    """Run all, print the table, write the file; exit 1 if a page takes longer the longer the life."""
    results: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, bench in BENCHMARKS.items():
            results[name] = {"seconds": round(bench(Path(folder)), 3), "what": bench.__doc__}
            print(f"{results[name]['seconds']:8.3f} s  {name}", flush=True)
        for name, times in long_life(Path(folder)).items():
            results[name] = {**times}
            print(f"{times['seconds']:8.4f} s  {name}（一百万笔流水，是一百笔的 {times['ratio']:.2f} 倍）", flush=True)
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine()}
    target.write_text(json.dumps({"machine": machine, "results": results}, ensure_ascii=False, indent=2) + "\n")
    print(f"→ {target.relative_to(ROOT)}")
    if float(str(results["能不能付：一次回答，连同怎样才能付"]["seconds"])) > MOST_ANSWER_S:
        sys.exit("an answer takes longer than 50 ms")
    slow = [name for name, found in results.items() if "ratio" in found and found["ratio"] > MOST_RATIO]
    if slow:
        sys.exit(f"slower by more than {MOST_RATIO} with a million transfers: {', '.join(slow)}")


if __name__ == "__main__":
    main()
