"""A process with several counters, all at one account: pays so many times, and tells how each payment ended.

python -m tests.services.counters FOLDER NUMBER THREADS PAYMENTS
"""

import json
import sys
import threading
from collections import Counter
from functools import partial
from itertools import count
from pathlib import Path

from app.data.errors import StorageError
from app.domain.errors import GongjiError
from app.services.pay import PayForm, QuoteChangedError, presettle, settle_quote
from app.services.refunds import refund_checked, refundable
from app.services.show_code import issue, take
from app.services.visit_templates import ItemForm
from tests.services.install import PHARMACY, Install

TRIES = 3
REFUND_EVERY = 25


def pay_once(context, user, patient):
    code = take(context, user, issue(context, user, patient).text).code_id
    form = PayForm(code, patient, PHARMACY, "41", (ItemForm("药", "药品", "01", "0.50"),))
    quote, request = presettle(context, user, form), context.token()
    for _ in range(TRIES):
        try:
            return settle_quote(context, user, request, quote)
        except QuoteChangedError as changed:
            quote = changed.quote
    return None


def insisting(work, ended):
    """Do it once more when others have been writing for too long, as a person would."""
    while True:
        try:
            return work()
        except StorageError:
            ended["waited too long"] += 1


def give_back(context, user, settlement):
    whole = refundable(context, user, settlement).whole
    refund_checked(context, user, context.token(), settlement, whole)


def counter(install, user, patients, numbers, ended):
    """Pay for one patient after the other until there is nothing left to do."""
    context = install.context
    for number in numbers:
        try:
            settlement = insisting(partial(pay_once, context, user, patients[number % len(patients)]), ended)
            ended["refused" if settlement is None else "paid"] += 1
            if settlement is not None and number % REFUND_EVERY == 0:
                insisting(partial(give_back, context, user, settlement), ended)
                ended["refunded"] += 1
        except GongjiError as error:
            ended[f"{type(error).__name__}: {error}"] += 1


def main(folder, process, threads, payments):
    install = Install(Path(folder))
    install.numbers = count((1 + process) * 10**7)
    user, patients = 1, (1, 2)
    ended = [Counter() for _ in range(threads)]
    numbers = [range(thread, payments, threads) for thread in range(threads)]
    sys.stdin.readline()
    running = [
        threading.Thread(target=counter, args=(install, user, patients, mine, said))
        for mine, said in zip(numbers, ended, strict=True)
    ]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    print(json.dumps(sum(ended, Counter()), ensure_ascii=False))
    install.context.database.close()


if __name__ == "__main__":
    main(sys.argv[1], *(int(word) for word in sys.argv[2:]))
