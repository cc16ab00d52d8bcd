"""记录 as a table for spreadsheets: UTF-8 with a mark that Excel knows, and no cell that runs as a formula."""

import csv
import io
from collections.abc import Callable

from app.domain.money import plain_yuan
from app.domain.words import Words
from app.services.context import Context
from app.services.records import RecordFilter, RecordKind, RecordLine, my_records
from app.services.split import SOURCE_WORDS

KIND_WORDS = {
    RecordKind.VISIT: Words("看病买药"),
    RecordKind.REFUND: Words("退费"),
    RecordKind.FEE: Words("缴费"),
    RecordKind.FREE_YEAR: Words("免缴确认"),
    RecordKind.ACCOUNT: Words("账户变动"),
}
HEAD = (Words("日期"), Words("类别"), Words("谁"), Words("在哪里"), Words("说明"), Words("金额（元）"))
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BATCH = 500


def records_csv(
    context: Context, user_id: int, wanted: RecordFilter, say: Callable[[str], str] = str
) -> tuple[bytes, int]:
    """Give all records of a filter, newest first, and how many there are; `say` says the words in a language.

    What was given back stands below zero. Text that a spreadsheet would run begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([say(words) for words in (*HEAD, *SOURCE_WORDS.values())])
    before, count, more = None, 0, True
    while more:
        page = my_records(context, user_id, wanted, before=before, most=_BATCH)
        for line in page.lines:
            writer.writerow(_row(line, say))
        count += len(page.lines)
        more = page.more
        before = page.lines[-1].record_id if page.lines else None
    return out.getvalue().encode("utf-8-sig"), count


def _row(line: RecordLine, say: Callable[[str], str]) -> list[str]:
    sign = -1 if line.kind is RecordKind.REFUND else 1
    paid = dict(line.parts)
    texts = (say(KIND_WORDS[line.kind]), line.person_name, say(line.title), say(line.note))
    amounts = [plain_yuan(sign * paid[kind]) if kind in paid else "" for kind in SOURCE_WORDS]
    return [line.day.isoformat(), *[_plain(one) for one in texts], plain_yuan(sign * line.total_fen), *amounts]


def _plain(text: str) -> str:
    """Give a text that no spreadsheet runs."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
