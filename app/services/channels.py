"""办理渠道: where to register and where to pay the fee, the steps of each, and which can do what."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.fees import Channel
from app.domain.rule_texts import Clash
from app.domain.rulebook import RuleBook, Rules
from app.services.context import Context
from app.services.resident_terms import ChannelView, channel_clash
from app.services.resident_terms import channels as fee_channels
from app.services.share_terms import Basis, basis_of

REGISTERS, FIELDS = "registration.channels", "registration.fields"
_STEPS = (
    "registration.steps_app",
    "registration.steps_web",
    "registration.steps_ganfutong",
    "registration.steps_wechat",
)
"""The steps of each way, in the order of REGISTERS."""
_SAME: Sequence[tuple[str, tuple[Channel, ...]]] = (
    ("registration.steps_ganfutong", (Channel.GANFUTONG, Channel.ALIPAY_GANFUTONG)),
    ("registration.steps_wechat", (Channel.WECHAT_ACCOUNT,)),
)
"""Ways to register and ways to pay that are one door."""


@dataclass(frozen=True)
class WayToRegister:
    """A way to register a 家庭共济, with its steps and who says so. `pays` are the ways to pay behind the same door."""

    name: str
    steps: tuple[str, ...]
    basis: Basis
    pays: tuple[Channel, ...]


@dataclass(frozen=True)
class Ability:
    """What one door can do. None: the sources don't say."""

    name: str
    registers: bool | None
    pays: bool | None


@dataclass(frozen=True)
class Channels:
    """All that is known of where things are done, on a day."""

    register: tuple[WayToRegister, ...]
    fields: tuple[str, ...]
    fields_basis: Basis
    pay: tuple[ChannelView, ...]
    clash: Clash | None
    abilities: tuple[Ability, ...]


def all_channels(context: Context) -> Channels:
    """Give the ways to register and to pay, as known today."""
    rules = context.rules
    home = rules.home_book(context.clock.today())
    register, pay = _register(rules, home), fee_channels(rules, home)
    return Channels(
        register=register,
        fields=home.texts(FIELDS),
        fields_basis=basis_of(rules, home.rule(FIELDS)),
        pay=pay,
        clash=channel_clash(rules, home),
        abilities=_abilities(register, pay),
    )


def _register(rules: Rules, home: RuleBook) -> tuple[WayToRegister, ...]:
    behind = dict(_SAME)
    return tuple(
        WayToRegister(name, home.texts(key), basis_of(rules, home.rule(key)), behind.get(key, ()))
        for name, key in zip(home.texts(REGISTERS), _STEPS, strict=True)
    )


def _abilities(register: tuple[WayToRegister, ...], pay: tuple[ChannelView, ...]) -> tuple[Ability, ...]:
    """Give each door once: the ways to register first, then those that are ways to pay alone."""
    pays = {view.channel: view.pays for view in pay}
    found = [
        Ability(way.name, registers=True, pays=any(pays.get(one, False) for one in way.pays) or None)
        for way in register
    ]
    known = {channel for way in register for channel in way.pays}
    found += [Ability(view.channel.value, registers=None, pays=view.pays) for view in pay if view.channel not in known]
    return tuple(found)
