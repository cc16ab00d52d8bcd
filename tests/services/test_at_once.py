"""Payments and refunds at the same moment: never below zero, never above a quota, never more back than was paid."""

import json
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest

from app.domain.errors import GongjiError
from app.services.family_links import link
from app.services.pay import QuoteChangedError, presettle, settle_quote
from app.services.refunds import RefundForm, RefundLine, plan_refund, refund_checked, refundable
from tests.services.install import Install
from tests.sizes import size

COUNTERS = 8
PROCESSES, PAYMENTS = 2, size(60, 2_000)


def run_all(work):
    threads = [threading.Thread(target=work, args=(number,)) for number in range(COUNTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


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

    run_all(counter)
    assert sorted(ended) == list(range(1, COUNTERS + 1))
    assert install.sql("SELECT used_fen, uses FROM sharing") == [(30_000, 5)]
    assert install.balance("prior_years", father.person_id) == 70_000
    assert install.one("SELECT sum(psn_cash_pay_fen) FROM settlement") == COUNTERS * 6_800 - 30_000
    assert install.is_clean()


def test_a_double_tap_pays_once(install):
    father, mother = install.family()
    quote = presettle(install.context, father.user_id, install.form(father, mother))
    start, ended = threading.Barrier(COUNTERS), []

    def tap(_):
        start.wait()
        ended.append(settle_quote(install.context, father.user_id, "request", quote))

    run_all(tap)
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

    run_all(counter)
    assert sorted(ended, key=str) == [1, *["CodeUsedError"] * 7]


def test_eight_windows_give_back_one_payment(install):
    """Each window wants 20.00 of 68.00, again and again: three times it is given, and the rest once."""
    father, mother = install.family(quota="50.00")
    settlement = install.pay(father, mother, "68.00")
    start, given, refused = threading.Barrier(COUNTERS), [], []

    def window(number):
        context = install.open()
        start.wait()
        for turn in range(3):
            form = RefundForm((RefundLine(0, "20.00"),))
            try:
                given.append(refund_checked(context, father.user_id, f"{number} {turn}", settlement, form))
            except GongjiError as error:
                refused.append(error)
        context.database.close()

    run_all(window)
    assert (sorted(given), len(refused)) == ([1, 2, 3], 3 * COUNTERS - 3)
    rest = refundable(install.context, father.user_id, settlement)
    assert rest.left_fen == 800
    refund_checked(install.context, father.user_id, "rest", settlement, rest.whole)
    assert install.balance("prior_years", father.person_id) == 300_000
    assert install.is_clean()


def test_a_double_tap_refunds_once(install):
    father, mother = install.family()
    settlement = install.pay(father, mother, "68.00")
    plan = plan_refund(install.context, father.user_id, settlement, RefundForm((RefundLine(0, "5.00"),)))
    ended = []

    def tap(_):
        ended.append(refund_checked(install.context, father.user_id, "request", settlement, plan.form))

    run_all(tap)
    assert ended == [1] * COUNTERS
    assert install.one("SELECT sum(amount_fen) FROM refund") == 500


@pytest.mark.soak
def test_counters_of_two_processes_empty_one_account(tmp_path):
    """Eight counters in each of two processes take 0.50 at a time for father and mother, and give some of it back.

    The mother's quota, and then the whole account, are used up; what is paid then is paid in cash.
    """
    install = Install(tmp_path)
    quota, account = PAYMENTS // 10, PAYMENTS // 3
    father, mother = install.family(quota=f"{quota}", prior_years=f"{account}", this_year="0")
    link(install.context, father.user_id, mother, "", agreed=True)
    began = time.monotonic()
    ended = pay_in_processes(tmp_path)
    took = time.monotonic() - began
    print(f"{PROCESSES} × {COUNTERS} counters: {dict(ended)} in {took:.0f} s")
    assert ended["paid"] + ended["refused"] == PROCESSES * PAYMENTS
    assert set(ended) <= {"paid", "refused", "refunded", "waited too long"}
    assert install.one("SELECT count(*) FROM settlement") == ended["paid"]
    assert install.one("SELECT count(*) FROM refund") == ended["refunded"] > 0
    assert install.one("SELECT max(used_fen) <= 100 * ? FROM sharing", quota) == 1
    held = install.balance("prior_years", father.person_id)
    net = install.one(
        "SELECT sum(CASE kind WHEN 'settlement' THEN amount_fen ELSE -amount_fen END) FROM transfer WHERE kind IN"
        " ('settlement', 'refund') AND (SELECT id FROM account WHERE kind = 'prior_years') IN"
        " (debit_account_id, credit_account_id)"
    )
    assert held == 100 * account - net
    assert 0 <= held <= 50 * ended["refunded"]
    assert install.is_clean()
    install.context.database.close()


def pay_in_processes(folder):
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.services.counters", str(folder), *map(str, (number, COUNTERS, PAYMENTS))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=1200) for process in processes]
    assert [error for _, error in said] == [""] * PROCESSES
    return sum((Counter(json.loads(line)) for line, _ in said), Counter())
