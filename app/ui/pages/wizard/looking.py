"""Finding the member in the register, and the rules' answer before more is asked."""

from dataclasses import dataclass

from app.domain.errors import GongjiError
from app.domain.sharing import Mode
from app.services.context import Context
from app.services.explain import Explanation
from app.services.insurance import InsuranceView
from app.services.insured_register import Certificate, look_up
from app.services.share import modes, precheck
from app.ui.entered import certificate_of
from app.ui.pages.wizard.answers import KNOWS_MEMBER, Answers, Step
from app.ui.session import Session


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found, the ways of sharing open to them, and the no where there is none."""

    member: InsuranceView | None = None
    modes: tuple[Mode, ...] = ()
    refusal: Explanation | None = None

    def fitting(self, answers: Answers) -> Answers:
        """Give the answers with a way of sharing that is open to this member, and a relation only of theirs."""
        if self.member is None:
            return answers
        if self.modes and answers.mode not in self.modes:
            answers = answers.having(mode=self.modes[0].value)
        member_id = str(self.member.person_id)
        if answers.get("member_id") not in ("", member_id):
            answers = answers.having(relation="")
        return answers.having(member_id=member_id)


async def find(session: Session, answers: Answers) -> Found:
    """Look the member up and ask the rules.

    Raises:
        FormErrors: the certificate is wrong, at the field.
    """
    return await session.ask(_find, certificate_of(answers.typed))


def _find(context: Context, user_id: int, certificate: Certificate) -> Found:
    member = look_up(context, user_id, certificate)
    if member is None:
        return Found()
    open_to: list[Mode] = []
    first_no: Explanation | None = None
    for mode in modes(context):
        no = precheck(context, user_id, member.person_id, mode)
        if no is None:
            open_to.append(mode)
        else:
            first_no = first_no or no
    return Found(member, tuple(open_to), None if open_to else first_no)


async def resume(session: Session, answers: Answers) -> tuple[Answers, Found]:
    """Take up a draft: a member found earlier is looked up anew, and asked for again where that fails."""
    if answers.step not in KNOWS_MEMBER:
        return answers, Found()
    try:
        found = await find(session, answers)
    except GongjiError:
        found = Found()
    if found.member is None or found.refusal is not None:
        return answers.at(Step.MEMBER), found
    return found.fitting(answers), found
