"""`gongji cases --export`: the install's authorizations, payments and fees as a case file."""

from sqlmodel import col, select

from app.cases.write import table_from_json, write_cases
from app.data.fee_tables import FeeRow
from app.data.money_tables import SettlementRow
from app.data.sharing_tables import SharingRow
from app.services.context import Context


def export_text(context: Context) -> str:
    """Every authorization, payment and fee of the install as TOML, oldest first; run as cases they pass."""
    with context.database.read() as session:
        bindings = session.exec(select(SharingRow.facts).order_by(col(SharingRow.id))).all()
        payments = session.exec(select(SettlementRow.facts).order_by(col(SettlementRow.id))).all()
        fees = session.exec(select(FeeRow.facts).order_by(col(FeeRow.id))).all()
    return write_cases([table_from_json(facts) for facts in (*bindings, *payments, *fees)])
