"""What has been entered at the counter so far. It is kept as a draft, so that it survives going back and closing."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from app.domain.errors import InputError
from app.domain.money import parse_amount
from app.domain.settlement import MedType
from app.services.pay import PayForm
from app.services.show_code import TakenCode
from app.services.visit_templates import PLACES, BillTemplate, ItemForm, PlaceOption
from app.ui.i18n import tr

FORM = "pay"


@dataclass(frozen=True, slots=True)
class PayDraft:
    """The form: ``patient_id`` is None where the code's owner is the patient, ``place`` an institution code."""

    taken: TakenCode | None = None
    patient_id: int | None = None
    place: str = PLACES[0].code
    med_type: str = MedType.OUTPATIENT.value
    template: str = ""
    items: tuple[ItemForm, ...] = ()
    fund_pay: str = ""

    @property
    def place_option(self) -> PlaceOption:
        """The chosen place."""
        return next((place for place in PLACES if place.code == self.place), PLACES[0])

    @property
    def patient(self) -> int | None:
        """Who is really there, None while no code has been taken."""
        return self.patient_id or (self.taken.person_id if self.taken else None)

    @property
    def total_fen(self) -> int:
        """The sum of the lines that are amounts."""
        return sum(amount_of(item) for item in self.items)

    @property
    def fund_may_pay(self) -> bool:
        """Whether this kind of visit has a part that the pool fund has paid already."""
        return self.med_type in (MedType.INPATIENT, MedType.SPECIAL) or bool(self.fund_pay)

    def with_template(self, template: BillTemplate) -> "PayDraft":
        """Fill in an example bill, and the kind of visit and place that go with it."""
        here = self.place_option
        fits = here.kind is template.place_kind and here.designated
        place = here if fits else next(one for one in PLACES if one.kind is template.place_kind)
        return replace(
            self,
            template=template.name,
            med_type=template.med_type.value,
            place=place.code,
            items=template.items,
            fund_pay=template.fund_pay,
        )

    def form(self) -> PayForm:
        """Give the form as the service takes it.

        Raises:
            InputError: no code has been taken (field "code").
        """
        if self.taken is None or self.patient is None:
            raise InputError("code", tr("先读一个医保码"))
        fund_pay = self.fund_pay if self.fund_may_pay else ""
        return PayForm(self.taken.code_id, self.patient, self.place_option, self.med_type, self.items, fund_pay)


def amount_of(item: ItemForm) -> int:
    """Give a line's amount in 分, 0 where what was typed is none."""
    try:
        return parse_amount("amount", item.amount)
    except InputError:
        return 0


def to_json(draft: PayDraft) -> dict[str, Any]:
    """Give a draft as JSON values."""
    content = asdict(draft)
    if draft.taken:
        content["taken"]["until"] = draft.taken.until.isoformat()
    return content


def from_json(content: dict[str, Any] | None, now: datetime) -> PayDraft:
    """Read a kept draft; a code that was taken too long ago is left out, as is all of what can't be read."""
    try:
        return _read(content or {}, now)
    except (KeyError, TypeError, ValueError):
        return PayDraft()


def _read(content: dict[str, Any], now: datetime) -> PayDraft:
    if not content:
        return PayDraft()
    kept = content.get("taken")
    taken = TakenCode(**(kept | {"until": datetime.fromisoformat(kept["until"])})) if kept else None
    if taken and taken.until <= now:
        taken = None
    return PayDraft(
        taken=taken,
        patient_id=content["patient_id"] if taken else None,
        place=content["place"],
        med_type=MedType(content["med_type"]).value,
        template=content["template"],
        items=tuple(ItemForm(**item) for item in content["items"]),
        fund_pay=content["fund_pay"],
    )
