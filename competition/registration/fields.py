"""What a registration asks for: the words of its fields, and how each is mended and checked. Pure; knows no table, no page."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from competition.pages.language import N_
from competition.people.identity import BLANK, Fault, credit_fault, identity_fault, mended, mending, mobile_fault, sex_of

WORDS = {
    "unit": N_("代表队/单位"),
    "employer": N_("单位"),
    "credit": N_("统一社会信用代码"),
    "delegation": N_("代表队"),
    "team": N_("队名"),
    "event": N_("赛项"),
    "category": N_("组别"),
    "name": N_("姓名"),
    "sex": N_("性别"),
    "identity": N_("身份证号"),
    "occupation": N_("工种"),
    "level": N_("技能等级"),
    "phone": N_("联系电话"),
    "leader": N_("领队"),
    "liaison": N_("联络员"),
    "note": N_("备注"),
}
LONGEST = {
    "name": 30,
    "unit": 120,
    "employer": 120,
    "delegation": 120,
    "team": 120,
    "occupation": 60,
    "leader": 60,
    "liaison": 60,
}
LONGEST_TEXT = 500
# 新八级工: from the lowest to the highest
LEVELS = (
    N_("学徒工"),
    N_("初级工"),
    N_("中级工"),
    N_("高级工"),
    N_("技师"),
    N_("高级技师"),
    N_("特级技师"),
    N_("首席技师"),
)
SAME_LEVEL = {
    **dict.fromkeys(("五级", "五级工", "5级", "5", "初级"), "初级工"),
    **dict.fromkeys(("四级", "四级工", "4级", "4", "中级"), "中级工"),
    **dict.fromkeys(("三级", "三级工", "3级", "3", "高级"), "高级工"),
    **dict.fromkeys(("二级", "二级工", "2级", "2"), "技师"),
    **dict.fromkeys(("一级", "一级工", "1级", "1"), "高级技师"),
    **dict.fromkeys(("无", "没有", "-", "—", "/"), ""),
}
SEXES = (N_("男"), N_("女"))
DOTS = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\s*[•‧･・∙⋅.。．]\s*(?=[\u3400-\u9fff\U00020000-\U0003ffff])")
APART = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff·])[\s\u3000]+(?=[\u3400-\u9fff\U00020000-\U0003ffff·])")

EMPTY = N_("没有填"), N_("必须填写")
TOO_LONG = N_("太长"), N_("最多 {most} 个字")
TOO_SHORT = N_("太短"), N_("姓名至少 2 个字")
NO_NAME = N_("不像姓名"), N_("有“{found}”，姓名里不会有")
NO_SEX = N_("请确认"), N_("应为男或女")
NO_LEVEL = N_("请确认"), N_("没有叫“{found}”的技能等级")
OTHER_SEX = N_("与身份证号不一致"), N_("按身份证号应为 {expected}")
MISSING = Fault(*EMPTY)
DOT, LEVEL_NAME, FROM_IDENTITY = N_("间隔号"), N_("等级的名称"), N_("按身份证号补上")


@dataclass(frozen=True)
class Checked:
    """A field's text after mending, what was mended, and what is wrong with it still."""

    value: str
    mended: tuple[str, ...] = ()
    fault: Fault | None = None


def check(key: str, text: str, today: date) -> Checked:
    """One field by itself. Whether it had to be filled in is not known here."""
    text = text.strip(" \t\r\n\u3000\xa0")
    return _OWN[key](text, today) if text and key in _OWN else _plain(key, text)


def check_sex(sex: Checked, identity: Checked) -> Checked:
    """The 17th digit tells it: fills it in, or says that the two disagree."""
    if identity.fault or not identity.value:
        return sex
    expected = sex_of(identity.value)
    if not sex.value:
        return Checked(expected, (FROM_IDENTITY,))
    return sex if sex.fault or sex.value == expected else Checked(sex.value, (), Fault(*OTHER_SEX, {"expected": expected}))


def _plain(key: str, text: str) -> Checked:
    most = LONGEST.get(key, LONGEST_TEXT)
    one = " ".join(text.split())
    return Checked(one, (), Fault(*TOO_LONG, {"most": most}) if len(one) > most else None)


def _name(text: str, _today: date) -> Checked:
    """Characters stay as they are, whatever their plane; only gaps between them and the form of the dot are mended."""
    dotted = DOTS.sub("·", text)
    name = " ".join(APART.sub("", dotted).split())
    strange = sorted(
        {sign for sign in name if unicodedata.category(sign)[0] in "NPSC" and sign not in "·-'’."} - _unassigned(name)
    )
    fault = None
    if strange:
        fault = Fault(*NO_NAME, {"found": " ".join(strange)})
    elif not 2 <= len(name) <= LONGEST["name"]:
        fault = Fault(*TOO_SHORT) if len(name) < 2 else Fault(*TOO_LONG, {"most": LONGEST["name"]})
    return Checked(name, ((DOT,) if dotted != text else ()) + ((BLANK,) if name != dotted else ()), fault)


def _unassigned(name: str) -> set[str]:
    """Characters newer than this Python's tables, and those that a county made for itself: a name may have them."""
    return {sign for sign in name if unicodedata.category(sign) in ("Cn", "Co")}


def _sex(text: str, _today: date) -> Checked:
    known = {"男": "男", "女": "女", "男性": "男", "女性": "女", "m": "男", "f": "女"}.get(text.casefold())
    return Checked(known or text, (), None if known else Fault(*NO_SEX))


def _level(text: str, _today: date) -> Checked:
    bare = re.sub(r"[\s()（）/、]", "", unicodedata.normalize("NFKC", text))
    if bare in LEVELS:
        return Checked(bare)
    for known in (bare, *(part for part in re.split(r"[\s()（）/、]+", text) if part)):
        if known in LEVELS or known in SAME_LEVEL:
            return Checked(SAME_LEVEL.get(known, known), (LEVEL_NAME,))
    return Checked(SAME_LEVEL.get(text, text), (), None if text in SAME_LEVEL else _no_level(text))


def _no_level(text: str) -> Fault:
    return Fault(*NO_LEVEL, {"found": text[:20]})


def _number(fault: Callable[[str, date], Fault | None]) -> Callable[[str, date], Checked]:
    def checked(text: str, today: date) -> Checked:
        value = mended(text)
        return Checked(value, mending(text), fault(value, today))

    return checked


_OWN: dict[str, Callable[[str, date], Checked]] = {
    "name": _name,
    "sex": _sex,
    "level": _level,
    "identity": _number(identity_fault),
    "phone": _number(mobile_fault),
    "credit": _number(credit_fault),
}
