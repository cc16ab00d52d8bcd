"""Words for codes: how an insurance, a status, a certificate is called."""

from app.domain.certificates import CertType
from app.domain.people import InsuranceStatus, Insutype
from app.ui.i18n import mark

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


def insurance_words(insutype: str, city: str, status: str) -> str:
    """Give an insurance in one line: 职工医保·鹰潭, and its status if it isn't in force."""
    if insutype == Insutype.NONE.value:
        return INSURANCES[insutype]
    line = f"{INSURANCES[insutype]}·{city}" if city else INSURANCES[insutype]
    return line if status == InsuranceStatus.NORMAL.value else f"{line}·{STATUSES[status]}"
