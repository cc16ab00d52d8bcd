"""The wizard's walk: 核对 is never reached, by whatever way, with an answer that can't be read."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from app.domain.errors import InputError
from app.services.drafts import load_draft, save_draft
from app.services.insured_register import my_register
from app.ui.pages.wizard.answers import Answers, Step, to_json
from app.ui.pages.wizard.check_step import _yuan
from app.ui.pages.wizard.looking import Found
from app.ui.pages.wizard.walk import State, Walk
from app.ui.share_draft import FORM
from tests.own_loop import in_own_loop
from tests.services.install import Install

BORN = date(2026, 2, 12)


class Window:
    """As a session, without a page."""

    def __init__(self, install, user_id):
        self.context, self._user_id = install.context, user_id

    async def ask(self, function, *args):
        return function(self.context, self._user_id, *args)

    async def run(self, function, *args):
        return function(self.context, *args)

    def changed(self):
        """Nothing is open."""


@pytest.fixture
def home(tmp_path):
    install = Install(tmp_path)
    father = install.register()
    install.insure(father, prior_years="3000.00")
    number = install.id_no(BORN)
    install.enter(father, "李小满", no=number, born=BORN)
    typed = {"cert_type": "01", "cert_no": number, "name": "李小满", "relation": "子女", "quota": "500"}
    yield SimpleNamespace(install=install, user=father.user_id, window=Window(install, father.user_id), typed=typed)
    install.context.database.close()


def at_check(home, **changed):
    """A walk at 核对, and its member found."""
    walk = Walk(home.window, lambda _: None)
    member = next(one for one in my_register(home.install.context, home.user) if not one.is_me)
    answers = Answers(Step.CHECK, typed={**home.typed, "member_id": str(member.person_id), **changed})
    walk.state = State(answers=answers, found=Found(member))
    return walk


@pytest.mark.parametrize("typed", ["0", "abc", "12.345"])
def test_going_back_with_a_wrong_quota_stays_at_the_field(home, typed):
    async def play():
        walk = at_check(home)
        walk.move(Step.TERMS, returning=True)
        walk.change(quota=typed)
        with pytest.raises(InputError) as raised:
            await walk.back()
        assert (raised.value.field, walk.answers.step) == ("quota", Step.TERMS)
        walk.change(quota="600")
        await walk.back()
        assert (walk.answers.step, walk.answers.get("quota")) == (Step.CHECK, "600")

    in_own_loop(play())


def test_going_back_from_another_certificate_leads_through_the_steps(home):
    async def play():
        walk = at_check(home)
        walk.move(Step.MEMBER, returning=True)
        await walk.back()
        assert walk.answers.step is Step.CHECK
        walk.move(Step.MEMBER, returning=True)
        walk.change(cert_no="1")
        await walk.back()
        assert (walk.answers.step, walk.answers.returning) == (Step.NOTICE, False)

    in_own_loop(play())


@pytest.mark.parametrize(
    ("changed", "step", "field"),
    [
        ({"quota": "0"}, Step.TERMS, "quota"),
        ({"quota": "10", "per_payment": "20"}, Step.TERMS, "per_payment"),
        ({"until_kind": "day", "until": "2020-01-01"}, Step.TERMS, "until"),
        ({"until_kind": "day"}, Step.TERMS, "until"),
        ({"relation": ""}, Step.RELATION, "relation"),
    ],
)
def test_a_draft_left_with_something_wrong_opens_there(home, changed, step, field):
    async def play():
        kept = to_json(Answers(Step.CHECK, typed={**home.typed, **changed}))
        save_draft(home.install.context, home.user, FORM, kept)
        walk = Walk(home.window, lambda _: None)
        with pytest.raises(InputError) as raised:
            await walk.begin()
        assert raised.value.field == field
        assert (walk.answers.step, walk.answers.returning, walk.state.ready) == (step, True, True)

    in_own_loop(play())


def test_a_good_draft_opens_at_the_end(home):
    async def play():
        save_draft(home.install.context, home.user, FORM, to_json(Answers(Step.CHECK, typed=home.typed)))
        walk = Walk(home.window, lambda _: None)
        await walk.begin()
        assert walk.answers.step is Step.CHECK
        assert load_draft(home.install.context, home.user, FORM)

    in_own_loop(play())


def test_what_cant_be_read_is_shown_as_typed():
    assert [_yuan(typed) for typed in ("", "500", "0", "abc")] == ["不限", "500.00 元", "0", "abc"]
    assert replace(Answers(), step=Step.TERMS).before is Step.RELATION
