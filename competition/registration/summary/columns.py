"""Which column is which: by a loosely matched heading, or, where rows came without one, by what stands in them. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from competition.registration.fields import LEVELS, SAME_LEVEL, SEXES

NUMBER = "number"
HEADINGS = {
    **dict.fromkeys(("序号", "编号", "no", "no.", "#"), NUMBER),
    **dict.fromkeys(("代表队单位", "单位代表队", "代表队或单位", "单位或代表队", "代表队及单位"), "unit"),
    **dict.fromkeys(
        ("单位", "工作单位", "所在单位", "单位名称", "企业", "企业名称", "参赛单位", "推荐单位", "选送单位"), "employer"
    ),
    **dict.fromkeys(("统一社会信用代码", "社会信用代码", "信用代码", "单位信用代码"), "credit"),
    **dict.fromkeys(("代表队", "参赛队", "代表团", "代表队名称"), "delegation"),
    **dict.fromkeys(("队名", "团队", "团队名称", "小组", "组名"), "team"),
    **dict.fromkeys(("赛项", "参赛项目", "项目", "竞赛项目", "比赛项目", "参赛赛项", "竞赛工种", "赛项名称"), "event"),
    **dict.fromkeys(("组别", "参赛组别", "组"), "category"),
    **dict.fromkeys(("姓名", "选手姓名", "选手", "参赛选手", "参赛人员", "名字", "name"), "name"),
    **dict.fromkeys(("性别",), "sex"),
    **dict.fromkeys(("身份证号", "身份证号码", "身份证", "证件号码", "证件号", "公民身份号码"), "identity"),
    **dict.fromkeys(("工种", "职业", "职业工种", "岗位", "从事工种"), "occupation"),
    **dict.fromkeys(("技能等级", "等级", "职业技能等级", "职业资格等级", "技能等级职称", "级别"), "level"),
    **dict.fromkeys(("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "电话号码"), "phone"),
    **dict.fromkeys(("领队", "领队姓名"), "leader"),
    **dict.fromkeys(("联络员", "联系人", "联络人"), "liaison"),
    **dict.fromkeys(("备注", "说明"), "note"),
}
LOOKED_AT = 12  # a title, a hint and a date may stand above the headings


def key_of(heading: str) -> str:
    """The field that a heading means; empty for none of ours."""
    bare = re.sub(r"[（(].*?[)）]", "", unicodedata.normalize("NFKC", heading).casefold())
    return HEADINGS.get(re.sub(r"[\W_]+", "", bare), "")


def headed(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and each field's column; None where there is none. Of two alike the first counts."""
    for at, row in enumerate(rows[:LOOKED_AT]):
        keys = [key_of(cell) for cell in row]
        if "name" in keys and len(set(keys) - {""}) > 1:
            return at, {key: keys.index(key) for key in dict.fromkeys(keys) if key and key != NUMBER}
    return None


def guessed(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """By what most of a column's cells look like; the first two that are mere words are name and unit."""
    found: dict[str, int] = {}
    words = []
    for at in range(max((len(row) for row in rows), default=0)):
        looks = Counter(_looks(row[at]) for row in rows if at < len(row) and row[at].strip())
        if not looks:
            continue
        look = looks.most_common(1)[0][0]
        if look == "words":
            words.append(at)
        elif look != NUMBER:
            found.setdefault(look, at)
    return found | dict(zip(("name", "employer", "delegation", "note"), words, strict=False))


def _looks(text: str) -> str:
    bare = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))
    if bare in SEXES:
        return "sex"
    if bare in LEVELS or (bare in SAME_LEVEL and not bare.isdigit()):
        return "level"
    if re.fullmatch(r"[0-9]{1,4}[.、]?", bare):
        return NUMBER
    if re.fullmatch(r"[0-9]{15,18}[xX]?|[0-9.]+[eE]\+?[0-9]+", bare):
        return "identity"
    return "phone" if re.fullmatch(r"\+?[0-9]{7,13}", bare) else "words"
