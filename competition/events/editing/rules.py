"""The form of what holds for the whole scheme: its title, rounding, ranking, awards, standard sections; and the weights. Pure."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from competition.events.editing.inputs import Input, Unreadable, narrow, number, same_ends, share, take, whole
from competition.events.editing.parts import TITLE, TITLE_EN, WEIGHT
from competition.events.editing.place import Raw
from competition.pages.language import N_, _
from scoring.amounts import STAGES, plain
from scoring.problems import Problem

BAD_TIER = N_("第 {line} 行“{text}”应是奖项和比例（或名额），用空格隔开，例如：一等奖 10%")
BAD_SECTION = N_("第 {line} 行“{text}”应是代号、权重、名称，用空格隔开，例如：1 10 工作组织")
NO_KEY = N_("请选一个排序依据。")
STAGE_WORDS = {"panel": N_("评委合成分"), "aspect": N_("每个评分点"), "criterion": N_("每个模块"), "total": N_("总分")}
ALONE = {"total": N_("总分"), "time": N_("用时"), "deductions": N_("扣罚合计")}
PROFILES = (
    ("", N_("不限")),
    ("cn", N_("国内竞赛")),
    ("worldskills", N_("世赛：不合的提醒")),
    ("worldskills-strict", N_("世赛：不合的不能开赛")),
)
RULES = (
    TITLE,
    TITLE_EN,
    Input("profile", N_("规格"), "choice", pairs=PROFILES),
    Input("rounding.places", N_("小数位数"), "whole", usual="2"),
    Input(
        "ranking.ties", N_("分不出先后"), "choice", usual="shared", pairs=(("shared", N_("并列")), ("forbid", N_("不允许并列")))
    ),
    Input("scale.name", N_("换算"), "choice", pairs=(("", N_("不换算")), ("worldskills-700", N_("世赛 700 分制（参考值）")))),
    Input("awards.by", N_("奖项"), "choice", pairs=(("", N_("不设")), ("share", N_("按比例")), ("count", N_("按名额")))),
)
TIERS = Input("awards.tiers", N_("各等奖"), "area", N_("一行一个：奖项 比例，例如 一等奖 10%；按名额就写 一等奖 3"))
_ROUNDS = (("half-up", N_("四舍五入")), ("up", N_("进一")), ("down", N_("舍去")))
MORE = (
    Input("awards.round", N_("名额取整"), "choice", usual="half-up", pairs=_ROUNDS),
    Input("awards.minimum", N_("获奖最低分"), "amount", N_("不设就空着")),
)
SECTIONS = Input("sections", N_("标准领域"), "area", N_("世赛职业标准，一行一个：代号 权重 名称"))


def tiers_shown(raw: Raw) -> str:
    """一等奖 10%, or 一等奖 3."""
    awards = raw.get("awards", {})
    by_share = awards.get("by") == "share"
    return "\n".join(
        f"{name} {plain(Fraction(seats) * 100)}%" if by_share else f"{name} {seats}" for name, seats in awards.get("tiers", ())
    )


def sections_shown(raw: Raw) -> str:
    """1 10 工作组织."""
    return "\n".join(f"{one['code']} {one['weight']} {one['title']}" for one in raw.get("sections", ()))


def save_rules(raw: Raw, form: Mapping[str, str]) -> list[Problem]:
    """What was typed; without a way of awarding there are no awards, and their lines are let go."""
    problems = take(raw, RULES, form, "")
    raw.setdefault("rounding", {})["stages"] = [stage for stage in STAGES if form.get(f"stage.{stage}") == "yes"]
    if form.get("awards.by", "").strip():
        problems += take(raw, MORE, form, "")
        tiers = form.get("awards.tiers", "")
        problems += _read(raw["awards"], "tiers", tiers, "awards.tiers") if same_ends(tiers) != tiers_shown(raw) else []
    else:
        raw.pop("awards", None)
    sections = form.get("sections", "")
    return problems + (_read(raw, "sections", sections, "sections") if same_ends(sections) != sections_shown(raw) else [])


def _read(home: Raw, key: str, text: str, where: str) -> list[Problem]:
    before = {one["code"]: one for one in home.get("sections", ())}
    found: list[Any] = []
    for line, written in enumerate([line for line in text.splitlines() if line.strip()], 1):
        try:
            found.append(_tier(written, home["by"]) if key == "tiers" else _section(written, before))
        except Unreadable:
            return [Problem(where, BAD_TIER if key == "tiers" else BAD_SECTION, {"line": str(line), "text": written[:40]})]
    if found or key == "tiers":
        home[key] = found
    else:
        home.pop(key, None)
    return []


def _tier(line: str, by: str) -> list[Any]:
    *name, seats = line.rsplit(maxsplit=1)
    if not name:
        raise Unreadable(BAD_TIER)
    return [name[0].strip(), share(seats) if by == "share" else whole(seats)]


def _section(line: str, before: Mapping[str, Raw]) -> Raw:
    parts = line.split(maxsplit=2)
    if len(parts) < 3:
        raise Unreadable(BAD_SECTION)
    english = {key: value for key, value in before.get(parts[0], {}).items() if key == "title_en"}
    return {"code": parts[0], "title": parts[2].strip(), "weight": number(narrow(parts[1]))} | english


def save_weights(raw: Raw, form: Mapping[str, str]) -> list[Problem]:
    """One for each criterion; all left empty: marks simply add up."""
    problems = []
    for index, criterion in enumerate(raw["criteria"]):
        problems += take(criterion, [WEIGHT], form, f"criteria[{index}]", f"{index}.")
    return problems


def keys(raw: Raw) -> list[tuple[str, str]]:
    """What may still be ranked by, in words."""
    used = {key.rpartition(":")[0] for key in raw["ranking"]["order"]}
    named = [(f"criterion:{one['code']}", key_word(raw, f"criterion:{one['code']}")) for one in raw["criteria"]]
    forms = [sub for one in raw["criteria"] for sub in one["subcriteria"]]
    named += [(f"subcriterion:{one['code']}", key_word(raw, f"subcriterion:{one['code']}")) for one in forms]
    points = [aspect["code"] for sub in forms for aspect in sub["aspects"]]
    named += [(f"aspect:{code}", key_word(raw, f"aspect:{code}")) for code in points]
    return [pair for pair in [*((key, _(word)) for key, word in ALONE.items()), *named] if pair[0] not in used]


def key_word(raw: Raw, key: str) -> str:
    """总分, 模块 B 实际操作."""
    if key in ALONE:
        return _(ALONE[key])
    level, _colon, code = key.partition(":")
    forms = [sub for one in raw["criteria"] for sub in one["subcriteria"]]
    those = {"criterion": raw["criteria"], "subcriterion": forms, "aspect": [a for sub in forms for a in sub["aspects"]]}
    title = next((one["title"] for one in those.get(level, ()) if one["code"] == code), "")
    words = {"criterion": _("模块"), "subcriterion": _("子项"), "aspect": _("评分点")}
    return f"{words.get(level, level)} {code} {title}"


def order(raw: Raw) -> list[tuple[str, str]]:
    """The ranking's keys in words: what, and which way."""
    found = []
    for each in raw["ranking"]["order"]:
        key, _colon, direction = each.rpartition(":")
        found.append((key_word(raw, key), _("高的在前") if direction == "desc" else _("低的在前")))
    return found


def reorder(raw: Raw, act: str, index: int, form: Mapping[str, str]) -> list[Problem]:
    """A key of the ranking up, down, gone, turned, or a new one at the end."""
    there: list[str] = raw["ranking"]["order"]
    if act == "add":
        key, way = form.get("order-key", ""), form.get("order-way", "desc")
        if key not in dict(keys(raw)):
            return [Problem("ranking.order", NO_KEY)]
        there.append(f"{key}:{'asc' if way == 'asc' else 'desc'}")
    elif index < len(there):
        to = index + {"up": -1, "down": 1}.get(act, 0)
        if act == "drop" and len(there) > 1:
            del there[index]
        elif 0 <= to < len(there):
            there[index], there[to] = there[to], there[index]
    return []
