"""Words for what the services hand over as codes and parts: an insurance, a certificate, the source of a rule."""

from app.domain.certificates import CertType
from app.domain.people import InsuranceStatus, Insutype
from app.services.explain import Explanation
from app.services.share_terms import Basis
from app.ui.i18n import mark, tr
from app.ui.i18n.dates import since_words

INSURANCES = {
    Insutype.EMPLOYEE.value: mark("职工医保"),
    Insutype.RESIDENT.value: mark("居民医保"),
    Insutype.NONE.value: mark("未参保"),
}
STATUSES = {
    InsuranceStatus.NONE.value: mark("未参保"),
    InsuranceStatus.NORMAL.value: mark("正常"),
    InsuranceStatus.PAUSED.value: mark("已暂停"),
    InsuranceStatus.INVALID.value: mark("无效"),
    InsuranceStatus.ENDED.value: mark("已终止"),
}
CERTIFICATES = {
    CertType.ID_CARD.value: mark("身份证"),
    CertType.BIRTH_CERTIFICATE.value: mark("出生医学证明"),
    CertType.HONG_KONG_MACAO_PERMIT.value: mark("港澳居民来往内地通行证"),
    CertType.TAIWAN_PERMIT.value: mark("台湾居民来往大陆通行证"),
    CertType.HONG_KONG_MACAO_TAIWAN.value: mark("港澳台证件"),
    CertType.FOREIGN_RESIDENT.value: mark("外国人永久居留证"),
    CertType.FOREIGN_PASSPORT.value: mark("外国护照"),
    CertType.CHINESE_PASSPORT.value: mark("中国护照"),
    CertType.RESIDENCE_PERMIT.value: mark("港澳台居民居住证"),
    CertType.SOCIAL_SECURITY_CARD.value: mark("社会保障卡"),
}


HOTLINE = "12393"
HOTLINE_SPOKEN = " ".join(HOTLINE)
"""The number of the national insurance hotline, and as it is said: digit by digit."""


def in_a_line(*parts: str) -> str:
    """Join what is known of a thing to one line, each part said in the page's language."""
    return "·".join(tr(part) for part in parts if part)


def insurance_words(insutype: str, city: str, status: str) -> str:
    """Give an insurance in one line: 职工医保·鹰潭, and its status if it isn't in force."""
    if insutype == Insutype.NONE.value:
        return tr(INSURANCES[insutype])
    return in_a_line(INSURANCES[insutype], city, "" if status == InsuranceStatus.NORMAL.value else STATUSES[status])


def source_words(said: Basis | Explanation) -> str:
    """Give a source in one line: 2025年江西鹰潭居民医保共济婴儿使用方式 §一 使用范围与限制（S1），2025 年起."""
    return tr(
        "{document} {section}（{key}）{since}",
        document=said.source_title,
        section=said.section,
        key=said.source_key,
        since=since_words(said.since),
    )
