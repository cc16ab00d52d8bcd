"""Words for codes: how an insurance, a status, a certificate is called."""

from app.domain.certificates import CertType
from app.domain.people import InsuranceStatus, Insutype

INSURANCES = {Insutype.EMPLOYEE.value: "职工医保", Insutype.RESIDENT.value: "居民医保", Insutype.NONE.value: "未参保"}
STATUSES = {
    InsuranceStatus.NONE.value: "未参保",
    InsuranceStatus.NORMAL.value: "正常",
    InsuranceStatus.PAUSED.value: "已暂停",
    InsuranceStatus.INVALID.value: "无效",
    InsuranceStatus.ENDED.value: "已终止",
}
CERTIFICATES = {
    CertType.ID_CARD.value: "身份证",
    CertType.BIRTH_CERTIFICATE.value: "出生医学证明",
    CertType.HONG_KONG_MACAO_PERMIT.value: "港澳居民来往内地通行证",
    CertType.TAIWAN_PERMIT.value: "台湾居民来往大陆通行证",
    CertType.HONG_KONG_MACAO_TAIWAN.value: "港澳台证件",
    CertType.FOREIGN_RESIDENT.value: "外国人永久居留证",
    CertType.FOREIGN_PASSPORT.value: "外国护照",
    CertType.CHINESE_PASSPORT.value: "中国护照",
    CertType.RESIDENCE_PERMIT.value: "港澳台居民居住证",
    CertType.SOCIAL_SECURITY_CARD.value: "社会保障卡",
}


def insurance_words(insutype: str, city: str, status: str) -> str:
    """Give an insurance in one line: 职工医保·鹰潭, and its status if it isn't in force."""
    if insutype == Insutype.NONE.value:
        return INSURANCES[insutype]
    line = f"{INSURANCES[insutype]}·{city}" if city else INSURANCES[insutype]
    return line if status == InsuranceStatus.NORMAL.value else f"{line}·{STATUSES[status]}"
