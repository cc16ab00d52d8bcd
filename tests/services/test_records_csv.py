"""The table of records opens in a spreadsheet, whole, and nothing in it runs."""

import csv
import io
from dataclasses import replace

import pytest

from app.services.pay import presettle, settle_quote
from app.services.records import RecordFilter
from app.services.records_csv import records_csv
from app.services.refunds import RefundForm, RefundLine, refund_checked


def table(install, who, **wanted):
    data, count = records_csv(install.context, who.user_id, RecordFilter(**wanted))
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == count
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_every_record_is_a_row_with_its_sources(install):
    father, mother = install.family(prior_years="1000.00")
    visit = install.pay(father, mother, "68.00")
    refund_checked(install.context, father.user_id, "back", visit, RefundForm((RefundLine(0, "20.00"),)))
    back, paid = table(install, father)
    assert (paid["日期"], paid["类别"], paid["谁"], paid["金额（元）"]) == ("2026-06-12", "看病买药", "王桂兰", "68.00")
    assert (paid["家人共济"], paid["现金"]) == ("68.00", "")
    assert (back["类别"], back["金额（元）"], back["家人共济"]) == ("退费", "-20.00", "-20.00")
    assert [row["类别"] for row in table(install, father, kind="refund")] == ["退费"]


def test_all_of_a_long_history_is_there(install, monkeypatch):
    monkeypatch.setattr("app.services.records_csv._BATCH", 4)
    father, mother = install.family(prior_years="1000.00")
    for _ in range(9):
        install.pay(father, mother, "1.00")
    assert len(table(install, father)) == 9


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_runs_as_a_formula(install, name):
    father, mother = install.family(prior_years="1000.00")
    form = install.form(father, mother)
    quote = presettle(install.context, father.user_id, replace(form, place=replace(form.place, name=name)))
    settle_quote(install.context, father.user_id, "request", quote)
    (row,) = table(install, father)
    assert row["在哪里"] == f"'{name}"
