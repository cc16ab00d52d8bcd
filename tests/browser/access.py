"""What the page tells a screen reader and a keyboard, and what is wrong with it: axe-core, and what axe can't know."""

import re
from importlib import resources

from tests.browser.conftest import App

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# Rules that say nothing about this page.
IGNORED = {
    "meta-viewport": "Flutter sets it; text grows with the system's size",
    "region": "the tree is an app's, it has no landmarks",
    "color-contrast": "text is painted on a canvas: tests/ui/test_contrast.py computes it",
    "scrollable-region-focusable": "keys scroll the page whatever has the focus: index.html, test_keyboard.py",
}
RUN_AXE = """(ignored) => axe.run('flt-semantics-host', {
  rules: Object.fromEntries(ignored.map((rule) => [rule, { enabled: false }])),
}).then(({ violations }) => violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html}`)))"""
CONTROLS = """() => [...document.querySelectorAll(
  'flt-semantics-host :is([flt-tappable], input, textarea, [tabindex="0"])'
)].map((e) => ({
  role: e.getAttribute('role') ?? e.dataset.semanticsRole ?? '',
  name: (e.getAttribute('aria-label') || e.textContent || '').trim(),
  reached: e.matches('input, textarea, [tabindex="0"]') || e.getAttribute('aria-disabled') === 'true',
  box: ['left', 'top', 'width', 'height'].map((edge) => Math.round(e.getBoundingClientRect()[edge])).join(','),
}))"""
ROLES = {"button", "checkbox", "link", "radio", "switch", "tab", "text-field"}
# Words of Flutter's own that were not translated; what is meant in Latin letters is short, or a national name.
LATIN = re.compile(r"\b(?!SIM)[A-Za-z]{3,}(?: [A-Za-z]+)*\b")
MEANT = {"English"}


def problems(app: App) -> list[str]:
    """Give what is wrong with the page as it stands."""
    if not app.page.evaluate("'axe' in window"):
        app.page.evaluate(AXE)
    found = [f"axe {one}" for one in app.page.evaluate(RUN_AXE, list(IGNORED))]
    for control in app.page.evaluate(CONTROLS):
        what = f"{control['role'] or 'a control'} 「{control['name'][:30]}」 at {control['box']}"
        if not control["name"]:
            found.append(f"no name: {what}")
        if control["role"] not in ROLES:
            found.append(f"no role: {what}")
        if not control["reached"]:
            found.append(f"no key reaches: {what}")
    names = app.page.evaluate("[...document.querySelectorAll('[aria-label]')].map((e) => e.getAttribute('aria-label'))")
    found += [f"not Chinese: {name}" for name in names for words in LATIN.findall(name) if words not in MEANT]
    return found
