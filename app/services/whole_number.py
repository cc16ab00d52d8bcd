"""Somebody's certificate number, whole: only for themself, and for who entered them."""

from app.data.people_tables import PersonRow
from app.domain.errors import NotAllowed
from app.services.access import may_edit, me
from app.services.context import Context


def whole_number(context: Context, user_id: int, person_id: int) -> str:
    """Give the number as it stands on the certificate.

    Raises:
        NotAllowed: not one's own, nor of somebody one entered who hasn't registered.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        person = session.get(PersonRow, person_id)
        if person is None or not may_edit(session, who, person):
            raise NotAllowed("只有本人能看完整的证件号")
        return context.vault.unseal(person.cert_sealed)
