"""Numbers in a typed question that are no amount to pay, as -300, 0.005, 66岁, 2盒, 几百块: told, not read."""

import re
from collections.abc import Callable

from app.domain.money_words import FoundAmount, number_end

_COUNTS = re.compile(
    r"\s*(?:个月?|盒|瓶|片|粒|颗|支|袋|副|次|岁|天|小时|公?斤|毫[克升]|m[gl]|%|折|亿)|[周月年日号]|[-/.年][0-9]{1,2}[-/.月][0-9]"
)
"""What follows a number that counts something else than money, or is of a day that the calendar doesn't have."""
_DAY = re.compile(r"[0-9]{1,4}(?:[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?)?")
_VAGUE = "几数俩仨半"
_MONEY = "元块钱角毛分"


def other_number_end(
    text: str, at: int, amount: FoundAmount | None, word_at: Callable[[int], str | None]
) -> int | None:
    """Give where a number ends that is no amount; None for an amount, or what is no number.

    ``word_at`` gives the known word at a place of the text: 800 个人账户 is no number of pieces.
    """
    if amount is None:
        return number_end(text, at)
    if at and text[at - 1] in _VAGUE:
        return amount.end
    counted = _COUNTS.match(text, amount.end)
    if not counted or text[amount.end - 1] in _MONEY or word_at(counted.start()):
        return None
    day = _DAY.match(text, at)
    return max(counted.end(), day.end() if day else 0)
