"""What the rules saw, kept as the dict form of a case: so that an install's history can be run as cases."""

from app.cases.write import case_table, table_to_json
from app.domain.settlement import Settlement
from app.domain.sharing import BindRequest
from app.domain.situation import Situation

SOURCE = "共济通模拟记录"


def binding_facts(situation: Situation, request: BindRequest) -> str:
    """An accepted authorization, as JSON of one case."""
    names = situation.person(request.sharer).name, situation.person(request.member).name
    title = f"{names[0]}给{names[1]}授权家庭共济"
    return table_to_json(case_table(title, SOURCE, situation, request, None))


def visit_facts(situation: Situation, settlement: Settlement) -> str:
    """A settled visit, as JSON of one case."""
    visit = settlement.visit
    title = f"{situation.person(visit.patient).name}在{visit.place.kind.value}结算"
    return table_to_json(case_table(title, SOURCE, situation, visit, settlement))
