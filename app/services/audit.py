"""`gongji audit`: checks every invariant of a database and names what is wrong, in words."""

import json
import re
from collections.abc import Iterator, Mapping

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from app.cases.case import AMOUNT_KEYS
from app.data.errors import StorageError
from app.data.fee_tables import FeeRow
from app.data.money_tables import SettlementRow
from app.data.people_tables import PersonRow, UserRow
from app.data.schema import differences
from app.data.vault import VaultError
from app.domain.money import format_yuan, plain_yuan
from app.services.audit_fees import FEE_QUESTIONS
from app.services.audit_questions import QUESTIONS
from app.services.audit_records import RECORD_QUESTIONS
from app.services.audit_refunds import REFUND_QUESTIONS
from app.services.audit_turn import TURN_QUESTIONS, WALLET_QUESTIONS
from app.services.context import Context

SCHEMA_WORDS = {
    "missing": "数据文件里少了 {0}（账本的表、索引或保护它的触发器）",
    "changed": "数据文件里的 {0} 被改过",
    "extra": "数据文件里多了 {0}",
}
ALL_QUESTIONS = (
    *QUESTIONS,
    *REFUND_QUESTIONS,
    *FEE_QUESTIONS,
    *TURN_QUESTIONS,
    *WALLET_QUESTIONS,
    *RECORD_QUESTIONS,
)
BATCH = 500
BROKEN_RULE = r"(?:CHECK constraint failed in|NULL value in|NUMERIC value in|TEXT value in) (\w+)"


def audit(context: Context) -> list[str]:
    """Give everything that is wrong with the install's data, in words; empty if nothing is."""
    found: list[str] = []
    try:
        with context.database.read() as session:
            found.extend(_damage(session))
            found.extend(_findings(context, session))
    except StorageError as error:
        found.append(str(error))
    return found


def summary(context: Context) -> str:
    """Tell what was looked at, in words.

    Raises:
        StorageError: the file is damaged.
    """
    with context.database.read() as session:
        counts = [
            session.connection().execute(text(question)).scalar_one()
            for question in (
                "SELECT count(*) FROM account",
                "SELECT count(*) FROM transfer",
                "SELECT count(*) FROM settlement",
                "SELECT total(balance_fen) FROM account WHERE kind IN ('this_year', 'prior_years', 'family', 'wallet')",
            )
        ]
    total = format_yuan(int(counts[3]))
    return f"查了 {counts[0]} 个账户、{counts[1]} 笔流水、{counts[2]} 张结算单，账户里共 {total} 元。"


def _damage(session: Session) -> Iterator[str]:
    for row in session.connection().execute(text("PRAGMA integrity_check")):
        broken = re.match(BROKEN_RULE, row[0])
        if broken:
            yield f"表 {broken[1]} 里有不合规定的值"
        elif row[0] != "ok":
            yield f"数据文件坏了：{row[0]}"


def _findings(context: Context, session: Session) -> Iterator[str]:
    connection = session.connection()
    for name, how in differences(session):
        yield SCHEMA_WORDS[how].format(name)
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"表 {row[0]} 的第 {row[1]} 行指向不存在的 {row[2]}"
    for words, question in ALL_QUESTIONS:
        try:
            found = [row[0] for row in connection.execute(text(question))]
        except DBAPIError:
            yield f"查不了「{words.format('…')}」：数据被改得不成样子"
            continue
        for where in found:
            yield words.format(where)
    yield from _facts(session)
    yield from _sealed(context, session)


def _facts(session: Session) -> Iterator[str]:
    """Hold the amounts of settlements and fees against what the rules made of them, as the export tells it."""
    for settlement in session.exec(select(SettlementRow).execution_options(yield_per=BATCH)):
        if not _fits(settlement.facts, {key: getattr(settlement, f"{key}_fen") for key in AMOUNT_KEYS}):
            yield f"结算单 {settlement.id} 的金额和当时规则算出的不一样"
    for fee in session.exec(select(FeeRow).execution_options(yield_per=BATCH)):
        pooled_fen = 0 if fee.payer_id == fee.beneficiary_id else fee.amount_fen
        if not _fits(fee.facts, {"acct_pay": fee.amount_fen, "acct_mulaid_pay": pooled_fen}):
            yield f"缴费 {fee.id} 的金额和当时规则算出的不一样"


def _fits(facts: str, amounts: Mapping[str, int]) -> bool:
    """Tell whether the facts of a case expect these amounts (分)."""
    try:
        expect = json.loads(facts)["expect"]
        return all(expect[key] == plain_yuan(fen) for key, fen in amounts.items())
    except (ValueError, KeyError, TypeError):
        return False


def _sealed(context: Context, session: Session) -> Iterator[str]:
    """Open each sealed number and hold it against its digest."""
    for person in session.exec(select(PersonRow).execution_options(yield_per=BATCH)):
        if not _opens(context, "certificate", person.cert_sealed, person.cert_digest):
            yield f"人 {person.id} 的证件号码打不开，或被改过"
    for user in session.exec(select(UserRow).execution_options(yield_per=BATCH)):
        if not _opens(context, "phone", user.phone_sealed, user.phone_digest):
            yield f"用户 {user.id} 的手机号码打不开，或被改过"


def _opens(context: Context, purpose: str, sealed: str, digest: str) -> bool:
    try:
        return context.vault.digest(purpose, context.vault.unseal(sealed)) == digest
    except (VaultError, ValueError):
        return False
