"""Processes killed without warning while they pay and give back: nothing is half done, what was answered is there."""

import json
import random
import signal
import subprocess
import sys
import time

import pytest

from app.services.family_links import link
from tests.services.install import Install
from tests.sizes import size

RUNS = size(4, 300)
AT_ONCE = 2
LONGEST_S = 0.4
ANSWERED = {
    "settlement": "SELECT id, medfee_sumamt_fen FROM settlement WHERE id = ?",
    "refund": "SELECT id, amount_fen FROM refund WHERE id = ?",
}


@pytest.mark.soak
def test_killed_while_paying_and_giving_back(tmp_path):
    """Processes on one file, killed at a random moment after their first answer."""
    install = Install(tmp_path)
    father, mother = install.family(quota="5.00", prior_years="50.00", this_year="3.00")
    link(install.context, father.user_id, mother, "", agreed=True)
    chance, seen = random.Random(7), 0  # noqa: S311 - any moment will do
    for run in range(0, RUNS, AT_ONCE):
        for kind, number, fen in killed(tmp_path, run, chance):
            assert install.sql(ANSWERED[kind], number) == [(number, fen)]
            seen += 1
        assert install.is_clean(), run
    print(
        f"{RUNS} processes killed, {seen} answers, {install.one('SELECT max(id) FROM transfer')} transfers, all there"
    )
    assert seen >= RUNS
    install.context.database.close()


def killed(folder, run, chance):
    """What these processes had answered when they were killed, one after the other."""
    answers = [folder / f"answers {run + number}" for number in range(AT_ONCE)]
    processes = [busy(folder, run + number, file) for number, file in enumerate(answers)]
    for process, file in zip(processes, answers, strict=True):
        while not file.read_bytes() and process.poll() is None:
            time.sleep(0.01)
    for process in processes:
        time.sleep(chance.uniform(0, LONGEST_S))
        process.send_signal(signal.SIGKILL)
    assert [process.wait(timeout=30) for process in processes] == [-signal.SIGKILL] * AT_ONCE
    said = "".join(file.read_text() for file in answers)
    return [json.loads(line) for line in said.splitlines()]


def busy(folder, seed, answers):
    command = [sys.executable, "-m", "tests.services.busy", str(folder), str(seed)]
    with answers.open("w") as file:
        return subprocess.Popen(command, stdout=file)
