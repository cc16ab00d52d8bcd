"""A user who has nothing but a keyboard: Tab and Shift+Tab, Enter, Space, Escape, arrows, and letters."""

from typing import Self

from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.conftest import WAIT_MS, App

MOST_STOPS = 60
TRIES, TAKEN_MS = 3, 3000
HOLDS = "() => document.activeElement.value !== ''"
# The focus has moved when the page says so; two stops may have the same name, but never the same node.
FOCUSED = """() => {
  const at = document.activeElement;
  return at === document.body ? null : [at.id || at.parentElement.id, at.getAttribute('aria-label') ?? at.textContent];
}"""
MOVED = f"(before) => JSON.stringify(({FOCUSED})()) !== before"


class Keyboard:
    """Drives an App by keys alone. Names are those that a screen reader speaks; a part of one is enough."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.stops: list[str] = []

    def press(self, *keys: str) -> Self:
        """Press keys one after the other."""
        for key in keys:
            self.app.page.keyboard.press(key)
        return self

    def focused(self) -> str:
        """Give the name of what has the focus, "" where nothing has."""
        found = self.app.page.evaluate(FOCUSED)
        return found[1] if found else ""

    def tab(self, key: str = "Tab") -> str:
        """Go to the next stop and give its name."""
        before = self.app.page.evaluate(f"JSON.stringify(({FOCUSED})())")
        self.app.page.keyboard.press(key)
        self.app.page.wait_for_function(MOVED, arg=before, timeout=WAIT_MS)
        self.stops.append(self.focused())
        return self.stops[-1]

    def to(self, name: str, key: str = "Tab", *, exact: bool = False) -> Self:
        """Press Tab until the focus is on what has this name."""
        self.stops = []
        for _ in range(MOST_STOPS):
            stop = self.tab(key)
            if stop == name or (name in stop and not exact):
                return self
        raise AssertionError(f"Tab never comes to {name!r}: {self.stops}")

    def enter(self, name: str, key: str = "Enter", *, exact: bool = False) -> Self:
        """Go to what has this name, and press it."""
        return self.to(name, exact=exact).press(key)

    def type(self, label: str, text: str) -> Self:
        """Go to a field and write into it; once more where it hadn't been ready, as one does who sees it empty."""
        self.to(label)
        for _ in range(TRIES):
            self.press("ControlOrMeta+a")
            self.app.page.keyboard.insert_text(text)
            try:
                self.app.page.wait_for_function(HOLDS, timeout=TAKEN_MS)
            except PlaywrightTimeoutError:
                continue
            return self
        raise AssertionError(f"{label!r} doesn't take {text!r}")

    def sees(self, words: str) -> Self:
        """Wait until these words stand on the page, and until what moves has come to rest."""
        self.app.sees(words).settle()
        return self
