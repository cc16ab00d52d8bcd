"""Keeps the wizard's draft: what is typed fast is written once, and leaving the page by the browser loses nothing."""

import asyncio
from collections.abc import Callable
from typing import Any

from app.domain.errors import GongjiError
from app.services.drafts import drop_draft, save_draft
from app.ui.guard import safe
from app.ui.session import Session
from app.ui.share_draft import FORM

PAUSE_S = 0.25


class Keeper:
    """Writes the newest content a moment after it came; the writing goes on when the page is gone."""

    def __init__(self, session: Session, on_kept: Callable[[], None]) -> None:
        """Keep what ``session``'s user types; ``on_kept`` is told after each writing."""
        self._session = session
        self._on_kept = on_kept
        self._newest: dict[str, Any] | None = None
        self._writing: asyncio.Future[None] | None = None

    def begin(self, content: dict[str, Any]) -> None:
        """Take what is there already: it needs no writing."""
        self._newest = content

    def keep(self, content: dict[str, Any]) -> None:
        """Write this soon, unless something newer comes."""
        if content == self._newest:
            return
        self._newest = content
        if self._writing is None or self._writing.done():
            self._writing = asyncio.ensure_future(safe(self._write)())

    async def drop(self, content: dict[str, Any]) -> None:
        """Throw the draft away; ``content`` is what is shown from now on, and isn't written."""
        self._newest = None
        if self._writing is not None:
            await self._writing
        self._newest = content
        await self._session.ask(drop_draft, FORM)

    def _pending(self, written: dict[str, Any] | None) -> bool:
        return self._newest is not None and self._newest is not written

    async def _write(self) -> None:
        written: dict[str, Any] | None = None
        while self._pending(written):
            await asyncio.sleep(PAUSE_S)
            written = self._newest
            if written is None:
                return
            try:
                await self._session.ask(save_draft, FORM, written)
            except GongjiError:
                return
            self._on_kept()
