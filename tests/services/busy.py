"""A process that pays and gives back at random until it is killed; a line on standard output for each answer.

python -m tests.services.busy FOLDER SEED
"""

import json
import random
import sys
from itertools import count
from pathlib import Path

from app.services.pay import PayForm, presettle, settle_quote
from app.services.refunds import RefundForm, RefundLine, refund_checked, refundable, reverse
from app.services.show_code import issue, take
from app.services.visit_templates import ItemForm
from tests.services.install import PHARMACY, Install

USER, PATIENTS = 1, (1, 2)


class Busy:
    """What it does, each with the answer that it got: kind, id, 分."""

    def __init__(self, folder, seed):
        self.install = Install(Path(folder))
        self.install.numbers = count((1 + seed) * 10**6)
        self.context = self.install.context
        self.random = random.Random(seed)  # noqa: S311 - the same again with the same seed
        self.paid = []

    def pay(self, *, confirmed=True):
        patient = self.random.choice(PATIENTS)
        code = take(self.context, USER, issue(self.context, USER, patient).text).code_id
        items = [ItemForm("药", "药品", "01", "0.07"), ItemForm("滋补品", "保健品", "03", "0.02")]
        form = PayForm(code, patient, PHARMACY, "41", tuple(items))
        quote = presettle(self.context, USER, form)
        settlement = settle_quote(self.context, USER, self.context.token(), quote, confirmed=confirmed)
        return ["settlement", settlement, 9]

    def give_back(self):
        settlement = self.random.choice(self.paid)
        items = [item for item in refundable(self.context, USER, settlement).items if item.left_fen]
        if not items:
            return self.pay()
        item = self.random.choice(items)
        fen = self.random.randint(1, item.left_fen)
        form = RefundForm((RefundLine(item.line, f"0.{fen:02d}"),))
        return ["refund", refund_checked(self.context, USER, self.context.token(), settlement, form), fen]

    def take_back(self):
        kind, settlement, fen = self.pay(confirmed=False)
        tell([kind, settlement, fen])
        return ["refund", reverse(self.context, USER, settlement), fen]

    def go_on(self):
        while True:
            done = self.random.choice([self.pay, self.give_back if self.paid else self.pay, self.take_back])()
            tell(done)
            if done[0] == "settlement":
                self.paid.append(done[1])


def tell(answer):
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    Busy(sys.argv[1], int(sys.argv[2])).go_on()
