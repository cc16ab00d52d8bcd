"""The wizard's draft begun from another page is one that the wizard takes up."""

from app.ui.pages.wizard.answers import Step, from_json
from app.ui.share_draft import FIRST, MEMBER


def test_the_steps_are_the_wizards() -> None:
    assert from_json({"step": MEMBER, "typed": {"name": "李小满"}}).step is Step.MEMBER
    assert Step.NOTICE.value == FIRST
