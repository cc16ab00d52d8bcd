"""The command ``gongji cases FILE…``."""

import io
import sys
import unicodedata

from app.cases.case import Case, CaseFileError
from app.cases.read import read_cases
from app.cases.run import Mismatch, run_case
from app.domain.errors import GongjiError
from app.rules.load import load_rules

PASSED, FAILED, UNREADABLE = 0, 1, 2
_HEADINGS = Mismatch("键", "应是", "实际")
_GAP = "  "


def main(files: list[str]) -> int:
    """Run the cases of files and print what failed; the last line counts passed and failed.

    Gives 0 if all passed, 1 if one failed, 2 if a file could not be read (the others still run).
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(files)
    except BrokenPipeError:
        return UNREADABLE


def _run(files: list[str]) -> int:
    passed = failed = 0
    unreadable = not files
    if not files:
        print("没有给出案例文件", file=sys.stderr)
    try:
        rules = load_rules()
    except GongjiError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    for file in files:
        try:
            cases = read_cases(file)
        except CaseFileError as error:
            print(error, file=sys.stderr)
            unreadable = True
            continue
        for case in cases:
            mismatches = run_case(rules, case)
            if mismatches:
                failed += 1
                print(_report(case, mismatches))
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    if unreadable:
        return UNREADABLE
    return FAILED if failed else PASSED


def _report(case: Case, mismatches: list[Mismatch]) -> str:
    rows = [_HEADINGS, *mismatches]
    key_width = max(_width(row.key) for row in rows)
    expected_width = max(_width(row.expected) for row in rows)
    lines = [f"没通过：{case.file} 第 {case.number} 个案例「{case.title}」（{case.source}）"]
    lines += [_GAP.join(("", _pad(row.key, key_width), _pad(row.expected, expected_width), row.actual)) for row in rows]
    return "\n".join(lines)


def _width(text: str) -> int:
    """Count columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
