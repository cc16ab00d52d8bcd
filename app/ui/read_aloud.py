"""「读」: a page said aloud. In a browser by its voice, elsewhere by the screen reader that is on.

Flet has no voice of its own. In a browser the app opens an address of the scheme ``gongji-read:``; the script in
``assets/index.html`` catches it and has it read by ``speechSynthesis``, or fails where there is no voice for the
language, which comes back as an error of the call. A second tap stops the reading, and so does another page.
"""

import asyncio
import re
from collections.abc import Iterator
from urllib.parse import quote

import flet as ft
from flet.components.component import Component

from app.ui.guard import notify
from app.ui.i18n import Language, language, tr

SCHEME = "gongji-read"
_VOICES = {Language.CHINESE: "zh-CN", Language.ENGLISH: "en-GB"}
_WAIT_S = 5
_SLOTS = ("title", "content", "controls")
"""Where controls keep what is in them, in the order it is read."""


def words_of(shown: object) -> Iterator[str]:
    """Give what a control says, in order: what a screen reader would say of it, button by button."""
    if isinstance(shown, list | tuple):
        for one in shown:
            yield from words_of(one)
    elif isinstance(shown, Component):
        yield from words_of(shown._b)  # noqa: SLF001 - a component's body, which Flet keeps to itself
    elif isinstance(shown, ft.Control | ft.View) and shown.visible:
        yield from _words_of_control(shown)


def _words_of_control(shown: ft.Control | ft.View) -> Iterator[str]:
    match shown:
        case ft.Text():
            yield shown.semantics_label or shown.value or "".join(span.text or "" for span in shown.spans or [])
        case ft.TextField():
            yield "" if shown.password else shown.value or ""
        case ft.Image() if not shown.exclude_from_semantics:
            yield shown.semantics_label or ""
        case ft.PageView():
            yield from words_of(shown.controls[shown.selected_index : shown.selected_index + 1])
        case ft.Semantics():
            yield shown.label or ""
            if not shown.exclude_semantics:
                yield from words_of(shown.content)
        case _:
            for slot in _SLOTS:
                yield from words_of(getattr(shown, slot, None))


def script_of(shown: object) -> list[str]:
    """Give what is to be read of a control, a sentence a line; nothing twice in a row, and sums as one number."""
    lines: list[str] = []
    for words in words_of(shown):
        said = re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r"\*+", " ", words)).strip()
        if said and (not lines or lines[-1] != said):
            lines.append(said)
    return lines


def top_view(page: ft.Page) -> ft.View | None:
    """Give the page that is on top."""
    views = list(_views(page.views))
    return views[-1] if views else None


def _views(shown: object) -> Iterator[ft.View]:
    if isinstance(shown, list | tuple):
        for one in shown:
            yield from _views(one)
    elif isinstance(shown, Component):
        yield from _views(shown._b)  # noqa: SLF001 - as above
    elif isinstance(shown, ft.View):
        yield shown


async def read_aloud(page: ft.Page, lines: list[str]) -> None:
    """Read lines aloud; where nothing on this device can, say so."""
    said = "\n".join(lines)
    if page.web:
        address = f"{SCHEME}:{_VOICES[language()]}?{quote(said)}"
        try:
            await asyncio.wait_for(ft.UrlLauncher().launch_url(address), _WAIT_S)
        except (RuntimeError, TimeoutError):
            await _announce(said)
            notify(tr("这个浏览器没有语音，读不出来。手机开着读屏的话，读屏会读。"))
        return
    if await _reader_is_on():
        await _announce(said)
    else:
        notify(tr("先打开这台设备的读屏，再点「读」，就会读出来。"))


async def _reader_is_on() -> bool:
    try:
        features = await asyncio.wait_for(ft.SemanticsService().get_accessibility_features(), _WAIT_S)
    except (RuntimeError, TimeoutError, TypeError):
        return False
    return features.accessible_navigation


async def _announce(said: str) -> None:
    try:
        await asyncio.wait_for(ft.SemanticsService().announce_message(said), _WAIT_S)
    except (RuntimeError, TimeoutError):
        return
