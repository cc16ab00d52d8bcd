"""Payments at the same moment, and a process killed among them: never below zero, and what was answered is there."""

import json
import signal
import subprocess
import sys
import threading

from app.domain.errors import GongjiError
from app.services.pay import QuoteChangedError, presettle, settle_quote
from tests.services.install import Install

COUNTERS = 8


def test_eight_counters_at_one_account(install):
    """A quota of 300.00 in an account of 1,000.00, and eight bills of 68.00: pooled until the quota is used up."""
    father, mother = install.family(quota="300.00", prior_years="1000.00")
    quotes = [presettle(install.context, father.user_id, install.form(father, mother)) for _ in range(COUNTERS)]
    start, ended = threading.Barrier(COUNTERS), []

    def counter(number):
        context, quote = install.open(), quotes[number]
        start.wait()
        for _ in range(COUNTERS):
            try:
                ended.append(settle_quote(context, father.user_id, f"request {number}", quote))
                break
            except QuoteChangedError as changed:
                quote = changed.quote
        context.database.close()

    threads = [threading.Thread(target=counter, args=(number,)) for number in range(COUNTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(ended) == list(range(1, COUNTERS + 1))
    assert install.sql("SELECT used_fen, uses FROM sharing") == [(30_000, 5)]
    assert install.balance("prior_years", father.person_id) == 70_000
    assert install.one("SELECT sum(psn_cash_pay_fen) FROM settlement") == COUNTERS * 6_800 - 30_000
    assert install.is_clean()


def test_a_double_tap_pays_once(install):
    father, mother = install.family()
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    start, ended = threading.Barrier(COUNTERS), []

    def tap():
        start.wait()
        ended.append(settle_quote(install.context, father.user_id, "request", quote))

    threads = [threading.Thread(target=tap) for _ in range(COUNTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert ended == [1] * COUNTERS
    assert install.balance("prior_years", father.person_id) == 293_200


def test_one_code_at_eight_counters_settles_once(install):
    father, mother = install.family()
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    start, ended = threading.Barrier(COUNTERS), []

    def counter(number):
        start.wait()
        try:
            ended.append(settle_quote(install.context, father.user_id, f"request {number}", quote))
        except GongjiError as error:
            ended.append(type(error).__name__)

    threads = [threading.Thread(target=counter, args=(number,)) for number in range(COUNTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(ended, key=str) == [1, *["CodeUsedError"] * 7]


PAY_ON = """
import sys
from itertools import count
from pathlib import Path
from tests.services.install import Install
install = Install(Path(sys.argv[1]))
install.numbers = count(int(sys.argv[2]))
who = type("Who", (), {"user_id": 1, "person_id": 1})
while True:
    print(install.pay(who, 2, "0.01"), flush=True)
"""


def test_killed_in_the_middle_of_payments(tmp_path):
    """Three processes on one file, each killed without warning after a few answers; twice over."""
    install = Install(tmp_path)
    install.family(quota="1000", prior_years="1000")
    answered = []
    for turn in range(2):
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", PAY_ON, str(tmp_path), str(10**6 * (1 + turn) + 10**5 * number)],
                stdout=subprocess.PIPE,
                text=True,
            )
            for number in range(3)
        ]
        for process in processes:
            answered += [json.loads(process.stdout.readline()) for _ in range(2 + 2 * turn)]
            process.send_signal(signal.SIGKILL)
        for process in processes:
            answered += [json.loads(line) for line in process.communicate(timeout=10)[0].splitlines() if line]
    found = {number for (number,) in install.sql("SELECT id FROM settlement")}
    assert len(answered) == len(set(answered)) >= 3 * (2 + 4)
    assert set(answered) <= found
    assert install.balance("prior_years", 1) == 100_000 - len(found)
    assert install.is_clean()
    install.context.database.close()
