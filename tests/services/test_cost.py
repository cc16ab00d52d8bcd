"""What a page asks of the database doesn't grow with the history, and every question follows an index."""

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.services.contribution import contribution
from app.services.family_links import link_question, my_links
from app.services.home import home
from app.services.insured_register import my_register
from app.services.notices import my_notices
from app.services.pay import presettle, settle_quote
from app.services.records import RecordFilter, my_records, receipt, record_lenders, record_people
from app.services.refunds import refundable, refunds_of
from app.services.sample import enter_sample
from app.services.share import my_sharings, precheck, sharing
from app.services.sharing_history import history_page
from app.services.show_code import code_people, issue
from app.services.spending import year_spent

MANY = 5_000
# Small, whatever the history: the install's settings and lookups by the whole primary key.
SCANS_ALLOWED = re.compile(r"^SCAN (\(subquery-\d+\)|setting|anon_\d+|CONSTANT ROW)|^SCAN \d+ CONSTANT ROW")


@contextmanager
def watched(install):
    said = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        said.append((statement, parameters))

    event.listen(install.context.database.engine, "before_cursor_execute", note)
    yield said
    event.remove(install.context.database.engine, "before_cursor_execute", note)


def pages(install, user, member):
    return {
        "home": lambda: home(install.context, user),
        "register": lambda: my_register(install.context, user),
        "family": lambda: (my_sharings(install.context, user), my_links(install.context, user)),
        "sharing": lambda: sharing(install.context, user, 1),
        "history": lambda: history_page(install.context, user, 1),
        "contribution": lambda: contribution(install.context, user, 1),
        "records": lambda: my_records(install.context, user),
        "records of one": lambda: my_records(install.context, user, RecordFilter(person_id=member)),
        "people": lambda: record_people(install.context, user),
        "lenders": lambda: record_lenders(install.context, user),
        "year": lambda: year_spent(install.context, user),
        "fees of records": lambda: my_records(install.context, user, RecordFilter(kind="fee")),
        "receipt": lambda: receipt(install.context, user, 1),
        "refundable": lambda: refundable(install.context, user, 1),
        "refunds": lambda: refunds_of(install.context, user, 1),
        "notices": lambda: my_notices(install.context, user),
        "codes": lambda: code_people(install.context, user),
        "code": lambda: issue(install.context, user, 1),
        "precheck": lambda: precheck(install.context, user, member),
        "link": lambda: link_question(install.context, user, member),
    }


def costs(install, user, member):
    """How many questions each page asks, the steps the database takes for them, and what it reads from end to end."""
    counted, steps, plans = {}, {}, set()
    for name, page in pages(install, user, member).items():
        with watched(install) as said:
            page()
        counted[name] = sum(statement.lstrip().startswith("SELECT") for statement, _ in said)
        with install.context.database.read() as session:
            steps[name] = steps_of(session, said)
            for statement, parameters in said:
                if statement.lstrip().startswith("SELECT"):
                    rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                    plans |= {(name, row[3]) for row in rows}
    scans = {plan for plan in plans if plan[1].startswith("SCAN") and not SCANS_ALLOWED.match(plan[1])}
    return counted, steps, scans


def steps_of(session, said):
    """The virtual machine's steps for these questions, in hundreds."""
    taken = []
    raw = session.connection().connection.driver_connection
    raw.set_progress_handler(lambda: taken.append(1) and None, 100)
    for statement, parameters in said:
        if statement.lstrip().startswith("SELECT"):
            raw.execute(statement, parameters).fetchall()
    raw.set_progress_handler(None, 0)
    return len(taken)


def add_history(install, father, copies):
    """Copies of the one payment there is, transfers and all, as many payments would have left them."""
    with install.context.database.write() as unit:
        run = unit.session.connection().exec_driver_sql
        names = [
            row[1] for row in run("PRAGMA table_info(settlement)") if row[1] not in {"id", "request_id", "code_id"}
        ]
        listed = ", ".join(names)
        run(
            f"INSERT INTO settlement (request_id, {listed}) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
            f" FROM n WHERE i < {copies}) SELECT 'copy ' || i, {listed} FROM settlement, n WHERE settlement.id = 1"
        )
        for table in ("settlement_item", "settlement_source"):
            rest = ", ".join(row[1] for row in run(f"PRAGMA table_info({table})") if row[1] != "settlement_id")
            run(
                f"INSERT INTO {table} (settlement_id, {rest}) SELECT settlement.id, {rest} FROM settlement, {table}"
                f" WHERE request_id LIKE 'copy %' AND {table}.settlement_id = 1"
            )
        run(
            "INSERT INTO notice (person_id, kind, title, body, route, created_at, read_at)"
            " SELECT 1, 'used', 'x', 'x', '', 0, 0 FROM settlement"
        )
        unit.commit()
    return father


@pytest.mark.parametrize("whose", ["family's", "another's"])
def test_nothing_grows_with_the_history(install, whose):
    father = enter_sample(install.context, "")
    member = install.one("SELECT id FROM person WHERE name = '李小满'")
    if whose == "another's":
        other = install.register("赵六", phone="13900000001")
        child = install.enter(other, "赵七")
        install.insure(other, prior_years="500")
        install.share(other, child, "子女")
        install.pay(other, child)
    for _ in range(4):
        quote = presettle(install.context, father.user_id, install.form(father, father.person_id, "1.00"))
        settle_quote(install.context, father.user_id, install.context.token(), quote)
    few, steps_few, scans_few = costs(install, father.user_id, member)
    add_history(install, father, MANY)
    install.context.database.close()
    many, steps_many, scans_many = costs(install, father.user_id, member)
    assert many == few
    # A page of 30 instead of 5, and the patients of all payments through an index of nothing but them.
    assert [name for name, steps in steps_many.items() if steps > 2 * steps_few[name] + 40] == []
    assert sorted(scans_few | scans_many) == []
    assert max(many.values()) <= 20, many
    assert len(my_records(install.context, father.user_id).lines) == 30


def test_nor_with_the_size_of_the_family(install):
    father, mother = install.family()
    install.pay(father, mother)
    few, *_ = costs(install, father.user_id, 2)
    for number in range(6):
        member = install.enter(father, "李小满")
        install.share(father, member, "子女")
        if number < 3:
            install.pay(father, member)
    many, *_ = costs(install, father.user_id, 2)
    assert many == few
