"""The draft of 家庭账户共济授权登记, begun from another page with somebody's papers filled in."""

from collections.abc import Mapping

from app.domain.errors import GongjiError
from app.services.drafts import load_draft, save_draft
from app.services.whole_number import whole_number
from app.ui.session import Session

FORM = "share-wizard"
FIRST, MEMBER = "notice", "member"
"""The wizard's first step, and the one that asks for whom it is."""


async def begin_share_for(session: Session, person_id: int, typed: Mapping[str, str]) -> None:
    """Fill in somebody's papers, their number with them where it may be seen; a draft that was begun stays as it is."""
    kept = await session.ask(load_draft, FORM)
    if kept and kept.get("step") != FIRST:
        return
    try:
        number = await session.ask(whole_number, person_id)
    except GongjiError:
        return
    await session.ask(save_draft, FORM, {"step": MEMBER, "typed": {**typed, "cert_no": number}})
