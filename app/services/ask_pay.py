"""From an answer to 付款模拟 and to the saved cases: the form is filled in, the code taken where it may be shown."""

from dataclasses import asdict

from app.domain.errors import GongjiError
from app.domain.money import plain_yuan
from app.services.ask import Question, situation_asked
from app.services.case_saving import save_case
from app.services.context import Context
from app.services.drafts import save_draft
from app.services.show_code import TakenCode, issue, take

FORM = "pay"
"""The name under which 付款模拟 keeps its form."""


def fill_payment(context: Context, user_id: int, question: Question) -> bool:
    """Fill in 付款模拟 with a question; tell whether a code was taken, or the counter has to take one.

    Raises:
        NotAllowed: about somebody whose bills aren't this user's to know.
    """
    _, visit = situation_asked(context, user_id, question)
    taken = _taken(context, user_id, question)
    code = asdict(taken) | {"until": taken.until.isoformat()} if taken else None
    item = visit.items[0]
    line = {"name": item.name, "kind": item.kind.value, "chrgitm_lv": item.level.value}
    content = {
        "taken": code,
        "patient_id": None,
        "place": question.place.code,
        "med_type": visit.med_type.value,
        "template": "",
        "items": [line | {"amount": plain_yuan(item.amount_fen)}],
        "fund_pay": "",
    }
    save_draft(context, user_id, FORM, content)
    return taken is not None


def save_asked(context: Context, user_id: int, question: Question, *, keep_names: bool = False) -> int:
    """Keep a question as a case; give the case's id.

    Raises:
        NotAllowed: see `save_case`, or about somebody whose bills aren't this user's to know.
    """
    situation, visit = situation_asked(context, user_id, question)
    return save_case(context, user_id, "", situation, visit, keep_names=keep_names)


def _taken(context: Context, user_id: int, question: Question) -> TakenCode | None:
    """Take the code of who is asked about; None where it may not be shown, or there is none."""
    if question.person_id is None:
        return None
    try:
        return take(context, user_id, issue(context, user_id, question.person_id).text)
    except GongjiError:
        return None
