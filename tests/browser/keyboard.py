"""A user who has nothing but a keyboard: Tab and Shift+Tab, Enter, Space, Escape, arrows, and letters."""

from typing import Self

from tests.browser.conftest import TAKEN, WAIT_MS, App

MOST_STOPS = 60
FIELD = "document.activeElement.matches('input, textarea')"
HOLDS = f"() => {FIELD} && document.activeElement.value !== ''"
# The focus has moved when the page says so; two stops may have the same name, but never the same node. On its way out
# of a field it is on Flutter's view for a moment, whose text is that of all things: this is a stop without a name.
FOCUSED = """() => {
  const at = document.activeElement;
  if (at.matches("body, flutter-view")) return null;
  return [at.id || at.parentElement.id, at.getAttribute('aria-label') ?? at.textContent];
}"""
MOVED = f"(before) => JSON.stringify(({FOCUSED})()) !== before"


class Keyboard:
    """Drives an App by keys alone. Names are those that a screen reader speaks; a part of one is enough."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.stops: list[str] = []
        self.taken = 0  # How many fields Flutter had taken over before the last Tab.

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
        before, self.taken = self.app.page.evaluate(f"[JSON.stringify(({FOCUSED})()), window.fieldsTaken]")
        self.app.page.keyboard.press(key)
        self.app.page.wait_for_function(MOVED, arg=before, timeout=WAIT_MS)
        self.stops.append(self.focused())
        return self.stops[-1]

    def to(self, name: str, key: str = "Tab", *, exact: bool = False, field: bool = False) -> Self:
        """Press Tab until the focus is on what has this name; `field`: not on the button with its calendar, say."""
        self.stops = []
        for _ in range(MOST_STOPS):
            stop = self.tab(key)
            named = stop == name or (name in stop and not exact)
            if named and (not field or self.app.page.evaluate(FIELD)):
                return self
        raise AssertionError(f"Tab never comes to {name!r}: {self.stops}")

    def enter(self, name: str, key: str = "Enter", *, exact: bool = False) -> Self:
        """Go to what has this name, and press it."""
        return self.to(name, exact=exact).press(key)

    def type(self, label: str, text: str) -> Self:
        """Go to a field, and write into it once Flutter has taken it over."""
        self.to(label, field=True)
        self.app.page.wait_for_function(TAKEN, arg=self.taken, timeout=WAIT_MS)
        self.press("ControlOrMeta+a")
        self.app.page.keyboard.insert_text(text)
        self.app.page.wait_for_function(HOLDS, timeout=WAIT_MS)
        return self

    def sees(self, words: str) -> Self:
        """Wait until these words stand on the page, and until what moves has come to rest."""
        self.app.sees(words).settle()
        return self
