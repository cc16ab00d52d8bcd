"""A case: a situation, one thing that happens, and what must come of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import GongjiError
from app.domain.fees import Fee
from app.domain.settlement import Visit
from app.domain.sharing import BindRequest
from app.domain.situation import Situation

Event = Visit | Fee | BindRequest
Fact = str | int | Mapping[str, str] | Mapping[str, int]
"""A word, an amount in 分, or a table of either by name."""

ACCEPTED, REFUSED = "accepted", "refused"

AMOUNT_KEYS = (
    "medfee_sumamt",
    "fund_pay_sumamt",
    "family_account_pay",
    "psn_part_amt",
    "out_of_scope_amt",
    "acct_pay",
    "acct_mulaid_pay",
    "psn_cash_pay",
)
"""The amounts that may be expected, by their national names where they have one."""


class CaseFileError(GongjiError):
    """A case file is wrong or cannot be read; says the file, the case and the key."""

    def __init__(self, file: str, where: str, why: str) -> None:
        """Keep file and place beside the words."""
        text = "案例文件 {file}，{where}：{why}" if where else "案例文件 {file}：{why}"
        super().__init__(text, file=file, where=where, why=why)
        self.file = file
        self.where = where


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file; ``number`` counts from 1. The ids of people are their names."""

    file: str
    number: int
    title: str
    source: str
    situation: Situation
    event: Event
    expect: Mapping[str, Fact]
