"""Identity numbers (GB 11643), credit codes (GB 32100), mobiles: mended as typed, then checked, each fault one sentence.

The region digits are not checked: their codes die, and the standard's own example would fail. Knows no person and no table.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from competition.pages.language import N_

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
MOBILE = re.compile(r"1[3-9][0-9]{9}")

DAMAGED = N_("数字已损坏"), N_("表格把号码存成了小数，须补录")
LENGTH = N_("位数不对"), N_("应为 {expected} 位，现在是 {found} 位")
LETTERS = N_("有不该有的字"), N_("前 17 位应为数字，末位为数字或 X")
BORN = N_("日期不对"), N_("第 7 至 14 位不是一个真实的日期：{found}")
FUTURE = N_("日期不对"), N_("出生日期 {found} 还没有到")
CHECK = N_("校验位不对"), N_("末位应为 {expected}")
CREDIT_LETTERS = N_("有不该有的字"), N_("有不允许的字符：{found}")
NOT_MOBILE = N_("号码不对"), N_("应为 11 位手机号码，以 13 至 19 开头")
WIDE, BLANK, SMALL, QUOTE = N_("全角字符"), N_("空格或连接号"), N_("小写字母"), N_("前面的撇号")


@dataclass(frozen=True)
class Fault:
    """What is wrong: in a word, and what was expected; msgids and their facts."""

    title: str
    says: str
    facts: dict[str, object] = field(default_factory=dict)


def mended(text: str) -> str:
    """Full-width digits, spaces and a lower-case x, as fingers and spreadsheets leave them."""
    bare = re.sub(r"[\s\u200b\-]", "", unicodedata.normalize("NFKC", text)).upper().lstrip("'")
    return unicodedata.normalize("NFKC", bare)


def mending(text: str) -> tuple[str, ...]:
    """What `mended` does to this text, in words."""
    narrow = unicodedata.normalize("NFKC", text)
    signs = {
        WIDE: re.sub(r"\s", "", narrow) != re.sub(r"\s", "", text),
        BLANK: re.search(r"[\s\u200b\-]", text.strip()) is not None,
        SMALL: narrow.upper() != narrow,
        QUOTE: narrow.startswith("'"),
    }
    return tuple(word for word, seen in signs.items() if seen)


def damaged(text: str) -> bool:
    """Did a spreadsheet turn the number into a float?"""
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?[eE]\+?[0-9]+|[0-9]{11,}\.0*", text.strip()) is not None


def identity_fault(number: str, today: date) -> Fault | None:
    """What is wrong with an identity number (GB 11643): 17 digits, a real date not in the future, the check character."""
    if damaged(number):
        return Fault(*DAMAGED)
    if len(number) != 18:
        return Fault(*LENGTH, {"expected": 18, "found": len(number)})
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return Fault(*LETTERS)
    try:
        born = born_of(number)
    except ValueError:
        return Fault(*BORN, {"found": number[6:14]})
    if born > today:
        return Fault(*FUTURE, {"found": born.isoformat()})
    expected = CHECKS[sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True)) % 11]
    return None if number[17] == expected else Fault(*CHECK, {"expected": expected})


def born_of(number: str) -> date:
    """The date of birth in a right identity number."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex_of(number: str) -> str:
    """男 or 女: the 17th digit is odd for a man."""
    return "男" if int(number[16]) % 2 else "女"


def credit_fault(code: str, _today: date) -> Fault | None:
    """What is wrong with a unified social credit code (GB 32100)."""
    if len(code) != 18:
        return Fault(*LENGTH, {"expected": 18, "found": len(code)})
    strange = sorted(set(code) - set(CREDIT))
    if strange:
        return Fault(*CREDIT_LETTERS, {"found": " ".join(strange)})
    total = sum(CREDIT.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17]))
    expected = CREDIT[(31 - total % 31) % 31]
    return None if code[17] == expected else Fault(*CHECK, {"expected": expected})


def mobile_fault(number: str, _today: date) -> Fault | None:
    """What is wrong with a mobile number."""
    if damaged(number):
        return Fault(*DAMAGED)
    return None if MOBILE.fullmatch(number) else Fault(*NOT_MOBILE)
