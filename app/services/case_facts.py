"""What the rules saw, kept as the dict form of a case: so that an install's history can be run as cases."""

from dataclasses import replace

from app.cases.write import case_table, table_to_json
from app.domain.fees import Fee, FeeKind, FeePayment
from app.domain.money import LARGEST_TYPED_FEN
from app.domain.settlement import Settlement
from app.domain.sharing import BindRequest
from app.domain.situation import Situation

SOURCE = "共济通模拟记录"
NOWHERE = "000000"


def binding_facts(situation: Situation, request: BindRequest) -> str:
    """Give an accepted authorization, as JSON of one case."""
    names = situation.person(request.sharer).name, situation.person(request.member).name
    title = f"{names[0]}给{names[1]}授权家庭共济"
    return table_to_json(case_table(title, SOURCE, as_written(situation), request, None))


def visit_facts(situation: Situation, settlement: Settlement) -> str:
    """Give a settled visit, as JSON of one case."""
    visit = settlement.visit
    title = f"{situation.person(visit.patient).name}在{visit.place.kind.value}结算"
    return table_to_json(case_table(title, SOURCE, as_written(situation), visit, settlement))


def fee_facts(situation: Situation, fee: Fee, payment: FeePayment) -> str:
    """Give a fee that was paid, as JSON of one case."""
    payer, beneficiary = situation.person(fee.payer).name, situation.person(fee.beneficiary).name
    title = f"{payer}给{beneficiary}缴{fee.year}年度{fee.kind.value}"
    written = as_written(situation, asks_sharings=fee.kind is FeeKind.RESIDENT)
    return table_to_json(case_table(title, SOURCE, written, fee, payment))


def as_written(situation: Situation, *, asks_sharings: bool = True) -> Situation:
    """Give the situation as a case file can say it; the rules answer the same.

    A region has six digits there: who isn't insured is nowhere, for which no rule stands either. Nobody is born after
    the day: who seems to be, because the clock was moved back, is born on it. A case knows no money that is set aside:
    there, a quota limits what the account pays. So the account is said to be full, and the quota decides, as it did;
    unless no sharing is asked at all (惠民保).
    """
    asked = (one for one in situation.sharings if asks_sharings and one.set_aside and one.in_force(situation.day))
    full = {one.sharer for one in asked}
    people = {
        key: replace(
            person,
            region=person.region or NOWHERE,
            born=min(person.born, situation.day),
            prior_years_fen=LARGEST_TYPED_FEN if key in full else person.prior_years_fen,
        )
        for key, person in situation.people.items()
    }
    return replace(situation, people=people)
