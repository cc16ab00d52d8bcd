"""Half-filled forms, kept until they are sent or thrown away. The content is sealed: it may hold identity numbers."""

import json
from typing import Any

from app.data.people_tables import DraftRow
from app.data.vault import VaultError
from app.services.access import me
from app.services.context import Context


def save_draft(context: Context, user_id: int, form: str, content: dict[str, Any]) -> None:
    """Keep a form's answers (JSON values only), in place of what was kept before."""
    sealed = context.vault.seal(json.dumps(content, ensure_ascii=False))
    with context.database.write() as unit:
        me(unit.session, user_id)
        row = unit.session.get(DraftRow, (user_id, form))
        if row is None:
            row = DraftRow(user_id=user_id, form=form, content_sealed=sealed, saved_at=context.clock.now())
        row.content_sealed = sealed
        row.saved_at = context.clock.now()
        unit.session.add(row)
        unit.commit()


def load_draft(context: Context, user_id: int, form: str) -> dict[str, Any] | None:
    """Give what was kept of a form, None if nothing was or it can't be read any more."""
    with context.database.read() as session:
        row = session.get(DraftRow, (user_id, form))
        if row is None:
            return None
        try:
            content = json.loads(context.vault.unseal(row.content_sealed))
        except (VaultError, ValueError):
            return None
        return content if isinstance(content, dict) else None


def drop_draft(context: Context, user_id: int, form: str) -> None:
    """Throw a form's answers away."""
    with context.database.write() as unit:
        row = unit.session.get(DraftRow, (user_id, form))
        if row is not None:
            unit.session.delete(row)
            unit.commit()
