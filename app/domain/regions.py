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

_PROVINCE_LIST = """
11北京 12天津 13河北 14山西 15内蒙古 21辽宁 22吉林 23黑龙江 31上海 32江苏 33浙江 34安徽
35福建 36江西 37山东 41河南 42湖北 43湖南 44广东 45广西 46海南 50重庆 51四川 52贵州
53云南 54西藏 61陕西 62甘肃 63青海 64宁夏 65新疆 71台湾 81香港 82澳门
"""
PROVINCES: dict[str, str] = {entry[:2]: entry[2:] for entry in _PROVINCE_LIST.split()}


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
