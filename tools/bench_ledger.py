"""What is read of a long life: the same pages on an install with a hundred transfers and on one with a million.

The copies of a payment are written by SQL, with every trigger in force: what payments would have left.
"""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from app.bootstrap import open_context
from app.config import Settings
from app.data.situation import load_people
from app.services.home import home
from app.services.insurance import InsuranceForm
from app.services.insured_register import save_insurance
from app.services.pay import PayForm, presettle, settle_quote
from app.services.records import my_records, receipt
from app.services.sample import enter_sample
from app.services.show_code import issue, take
from app.services.visit_templates import PLACES, ItemForm

FEW, MANY = 100, 1_000_000
TRANSFERS_EACH = 2
CALLS = 200
MOST_RATIO = 1.3
PHARMACY = next(place for place in PLACES if place.name == "月湖区某定点药店")
BILL = (ItemForm("药", "药品", "01", "0.01"), ItemForm("滋补品", "保健品", "03", "0.01"))


class Life:
    """An install of the sample family with so many transfers, two a payment: out of a sharer's account, and in cash."""

    def __init__(self, folder: Path, transfers: int) -> None:
        """Fill it in."""
        self.context = open_context(Settings(folder))
        self.user = enter_sample(self.context, "").user_id
        self.grandmother = self._one("SELECT id FROM person WHERE name = '王桂兰'")
        rich = InsuranceForm("310", "360600", prior_years="9000000", this_year="800")
        save_insurance(self.context, self.user, 1, rich)
        self._one("UPDATE sharing SET quota_fen = NULL RETURNING 1")
        self._copy(self.pay(), transfers // TRANSFERS_EACH - 1)

    def pay(self) -> int:
        """Pay for the grandmother; give the settlement's id."""
        code = take(self.context, self.user, issue(self.context, self.user, self.grandmother).text).code_id
        form = PayForm(code, self.grandmother, PHARMACY, "41", BILL)
        quote = presettle(self.context, self.user, form)
        return settle_quote(self.context, self.user, self.context.token(), quote)

    def balance(self) -> int:
        """Read what is in the father's account."""
        with self.context.database.read() as session:
            return load_people(session, [1], self.context.clock.today())["1"].balance_fen

    def _one(self, statement: str) -> int:
        with self.context.database.write() as unit:
            found = unit.session.connection().exec_driver_sql(statement).scalar_one()
            unit.commit()
        return int(found)

    def _copy(self, settlement: int, copies: int) -> None:
        with self.context.database.write() as unit:
            run = unit.session.connection().exec_driver_sql
            for table in ("settlement", "settlement_item", "settlement_source", "transfer"):
                columns = [row[1] for row in run(f"PRAGMA table_info({table})") if row[1] != "id"]
                run(_copies_of(table, columns, settlement, copies))
            run("UPDATE sharing SET used_fen = used_fen + ?, uses = uses + ?", (copies, copies))
            unit.commit()


def _copies_of(table: str, columns: list[str], settlement: int, copies: int) -> str:
    """Give the INSERT of a table's rows of all copies of a settlement."""
    changed = {"request_id": "'copy ' || n", "code_id": "NULL", "settlement_id": f"{settlement} + n"}
    values = ", ".join(changed.get(name, f"{table}.{name}") for name in columns)
    which = "id" if table == "settlement" else "settlement_id"
    return (  # names of tables and columns, and numbers of our own
        f"INSERT INTO {table} ({', '.join(columns)})"  # noqa: S608
        f" WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {copies})"
        f" SELECT {values} FROM copy, {table} WHERE {table}.{which} = {settlement} ORDER BY n, {table}.rowid"
    )


PAGES: dict[str, Callable[[Life], object]] = {
    "余额": Life.balance,
    "首页": lambda life: home(life.context, life.user),
    "记录": lambda life: my_records(life.context, life.user),
    "结算单": lambda life: receipt(life.context, life.user, 2),
    "付一笔": Life.pay,
}


def long_life(folder: Path) -> dict[str, dict[str, float]]:
    """Give for each page the seconds on either install (the middle of CALLS, taken in turn) and their ratio."""
    lives = Life(folder / "few", FEW), Life(folder / "many", MANY)
    results = {}
    for name, page in PAGES.items():
        few, many = (median(seconds) for seconds in zip(*(_both(page, lives) for _ in range(CALLS)), strict=True))
        results[name] = {"seconds": round(many, 6), "seconds_of_few": round(few, 6), "ratio": round(many / few, 3)}
    for life in lives:
        life.context.database.close()
    return results


def _both(page: Callable[[Life], object], lives: tuple[Life, Life]) -> tuple[float, float]:
    return _seconds(page, lives[0]), _seconds(page, lives[1])


def _seconds(page: Callable[[Life], object], life: Life) -> float:
    started = time.perf_counter()
    page(life)
    return time.perf_counter() - started
