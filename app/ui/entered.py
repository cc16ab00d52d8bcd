"""What was typed into the shared forms, as the services take it."""

from collections.abc import Mapping
from datetime import date

from app.domain.certificates import CertType
from app.domain.errors import InputError
from app.domain.people import InsuranceStatus, Insutype
from app.services.insurance import InsuranceForm
from app.services.insured_register import Certificate, NewPerson
from app.ui.i18n import tr

NOT_INSURED = "none"
"""The key of 未参保 in the form, where nothing chosen yet is ""."""


def certificate_of(values: Mapping[str, str]) -> Certificate:
    """Give the certificate of a ``certificate_form``."""
    return Certificate(
        CertType(values.get("cert_type") or CertType.ID_CARD.value),
        values.get("cert_no", ""),
        values.get("name", ""),
        values.get("mother_name", ""),
        values.get("mother_no", ""),
    )


def insurance_of(values: Mapping[str, str]) -> InsuranceForm:
    """Give the insurance of an ``insurance_form``.

    Raises:
        InputError: nothing was chosen (field "insutype").
    """
    kind = values.get("insutype", "")
    if not kind:
        raise InputError("insutype", tr("选参加的医保，没有就选「未参保」"))
    mate = values.get("household_with")
    return InsuranceForm(
        insutype=Insutype.NONE.value if kind == NOT_INSURED else kind,
        region=values.get("region", ""),
        status=values.get("status") or InsuranceStatus.NORMAL.value,
        since=day_of(values.get("since", "")),
        prior_years=values.get("prior_years", ""),
        this_year=values.get("this_year", ""),
        family_account=values.get("family_account", ""),
        household_with=int(mate) if mate else None,
    )


def person_of(values: Mapping[str, str]) -> NewPerson:
    """Give a relative to be entered: both forms, "born" (ISO day) and "sex" where the certificate doesn't tell.

    Raises:
        InputError: no insurance was chosen.
    """
    return NewPerson(
        certificate_of(values), day_of(values.get("born", "")), values.get("sex", ""), insurance_of(values)
    )


def day_of(text: str) -> date | None:
    """Read a day kept as ISO text, None if there is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def age_words(years: int) -> str:
    """Write an age in full years; an infant has none yet."""
    return tr("{years} 岁", years=years) if years else tr("不满 1 岁")
