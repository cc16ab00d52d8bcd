"""Regions: six-digit codes, of which the first two are the province and the first four the city."""

import re

JIANGXI = "36"
YINGTAN = "3606"
PROVINCE_DIGITS = 2
CITY_DIGITS = 4

CITIES: dict[str, str] = {
    "360100": "南昌",
    "360200": "景德镇",
    "360300": "萍乡",
    "360400": "九江",
    "360500": "新余",
    "360600": "鹰潭",
    "360700": "赣州",
    "360800": "吉安",
    "360900": "宜春",
    "361000": "抚州",
    "361100": "上饶",
}

_PROVINCES = """
11 北京 12 天津 13 河北 14 山西 15 内蒙古 21 辽宁 22 吉林 23 黑龙江 31 上海 32 江苏 33 浙江
34 安徽 35 福建 36 江西 37 山东 41 河南 42 湖北 43 湖南 44 广东 45 广西 46 海南 50 重庆
51 四川 52 贵州 53 云南 54 西藏 61 陕西 62 甘肃 63 青海 64 宁夏 65 新疆 71 台湾 81 香港 82 澳门
""".split()
PROVINCES: dict[str, str] = dict(zip(_PROVINCES[::2], _PROVINCES[1::2], strict=True))


def is_region(text: str) -> bool:
    """Tell whether the text has the form of a region code: six digits."""
    return re.fullmatch(r"[0-9]{6}", text) is not None


def province_of(region: str) -> str:
    """Give the two digits of the province: ``360602`` -> ``36``."""
    return region[:PROVINCE_DIGITS]


def city_of(region: str) -> str:
    """Give the six-digit code of the city: ``360602`` -> ``360600``."""
    return region[:CITY_DIGITS] + "00"


def is_jiangxi(region: str) -> bool:
    """Tell whether the region lies in 江西."""
    return lies_in(region, JIANGXI)


def is_yingtan(region: str) -> bool:
    """Tell whether the region lies in 鹰潭."""
    return lies_in(region, YINGTAN)


def lies_in(region: str, area: str) -> bool:
    """Tell whether a region lies in an area, given by the first digits of its code; "" is all."""
    return region.startswith(area)


def city_name(region: str) -> str:
    """Name the city in 江西 (``360602`` -> 鹰潭), elsewhere the province, else the code itself."""
    if city_of(region) in CITIES:
        return CITIES[city_of(region)]
    return PROVINCES.get(province_of(region), region)
