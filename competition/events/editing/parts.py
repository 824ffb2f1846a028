"""The forms of a criterion, a sub-criterion and an aspect: an aspect shows only what its way of marking takes. Pure."""

from collections.abc import Mapping

from competition.events.editing.inputs import NO_TEXT, Input, take
from competition.events.editing.place import Place, Raw, path
from competition.pages.language import N_
from scoring.problems import Problem

UNKNOWN_WAY = N_("请从列出的评法里选一种。")
WAYS = {
    "value": N_("测量：直接填分数"),
    "all-or-nothing": N_("测量：对得满分，错得 0 分"),
    "deduct": N_("测量：每处扣分"),
    "count": N_("测量：按对的处数计"),
    "bands": N_("测量：按上限分档"),
    "ranges": N_("测量：按范围给分"),
    "choice": N_("测量：从选项里选"),
    "distance": N_("测量：按偏离标准多少扣分"),
    "judgement": N_("评价：裁判给 0 至 3"),
    "panel": N_("评委打分：去高去低，取平均"),
}
CODE = Input("code", N_("代号"), hint=N_("同一级不能重复"))
TITLE, TITLE_EN = Input("title", N_("名称"), "must"), Input("title_en", N_("英文名称"))
MAX = Input("max", N_("分值"), "amount")
WEIGHT = Input("weight", N_("权重"), "share", N_("所有模块合计为 1；可写 0.3 或 30%"))
DAY = Input("day", N_("第几天"), "whole", N_("不分天就空着"))
JUDGES = Input("judges", N_("裁判人数"), "whole", N_("安排了裁判以后，人数跟着裁判走"))
PER = Input("per", N_("每处扣"), "amount")
_MEANS = (("mean", N_("取平均")), ("sum", N_("合计")), ("median", N_("取中位")))
PARAMETERS: Mapping[str, tuple[Input, ...]] = {
    "value": (Input("step", N_("每档"), "amount", N_("例如 0.5；空着就不限")),),
    "all-or-nothing": (),
    "deduct": (PER,),
    "count": (Input("possible", N_("一共几处"), "whole"),),
    "bands": (Input("bands", N_("分档"), "pairs", N_("一行一档：上限 得分，从小到大；超过最后一档得 0")),),
    "ranges": (Input("ranges", N_("范围"), "triples", N_("一行一个：下限 上限 得分，两头都算在内；都不在得 0")),),
    "choice": (Input("choices", N_("选项"), "choices", N_("一行一个：选项 得分")),),
    "distance": (
        Input("target", N_("标准值"), "amount"),
        Input("every", N_("每偏离"), "amount"),
        Input("per", N_("扣"), "amount"),
    ),
    "judgement": (
        JUDGES,
        Input("spread", N_("最多相差"), "whole", N_("相差超过它要复议"), "1"),
        *(Input(f"descriptors.{score}", N_("{score} 分是"), "area", usual="") for score in "0123"),
    ),
    "panel": (
        JUDGES,
        Input("min", N_("最低分"), "amount", usual="0"),
        Input("step", N_("每档"), "amount", N_("例如 0.5；空着就不限")),
        Input("drop_high", N_("去最高几个"), "whole", usual="0"),
        Input("drop_low", N_("去最低几个"), "whole", usual="0"),
        Input("combine", N_("怎么合成"), "choice", usual="mean", pairs=_MEANS),
        Input("factor", N_("系数"), "amount", usual="1"),
        Input("difficulty", N_("再乘选手自己的难度系数"), "tick"),
    ),
}
NOTES = (
    Input("requirement", N_("要求"), "area", N_("裁判在评分表上看得到")),
    Input("extra", N_("补充说明"), "lines", N_("一行一条")),
    TITLE_EN,
)
# What a part must have although nothing was typed; reading says it lacks.
_OF_A_WAY = frozenset(
    {"award", "judges", "spread"} | {field.name.partition(".")[0] for way in PARAMETERS.values() for field in way}
)
_SMALL = Input("title", N_("评分点"), "must"), MAX


def way_of(aspect: Raw) -> str:
    """Its award; of what is judged, its kind."""
    return str(aspect["award"] if aspect["kind"] == "measurement" else aspect["kind"])


def fields_of(place: Place, at: Raw) -> tuple[Input, ...]:
    """The fields in front."""
    if len(place) == 1:
        return (CODE, TITLE, *((WEIGHT,) if "weight" in at else ()))
    if len(place) == 2:
        return CODE, TITLE, DAY
    return CODE, TITLE, MAX, *PARAMETERS[way_of(at)]


def notes_of(raw: Raw, place: Place) -> tuple[Input, ...]:
    """The fields that may stay folded away."""
    if len(place) < 3:
        return (TITLE_EN,)
    sections = tuple((one["code"], f"{one['code']} {one['title']}") for one in raw.get("sections", ()))
    return (*((Input("section", N_("标准领域"), "choice", pairs=(("", "—"), *sections)),) if sections else ()), *NOTES)


def save(raw: Raw, place: Place, at: Raw, form: Mapping[str, str]) -> list[Problem]:
    """What was typed into the form of a part, written into it; a changed way of marking gets its own parameters."""
    where = path(place)
    way = way_of(at) if len(place) == 3 else ""
    wished = form.get("way", way)
    if wished != way and wished not in WAYS:
        return [Problem(f"{where}.way", UNKNOWN_WAY)]
    if "code" in form and not form["code"].strip():
        return [Problem(f"{where}.code", NO_TEXT)]
    fields = fields_of(place, at) if wished == way else (CODE, TITLE, MAX)
    problems = take(at, [*fields, *notes_of(raw, place)], form, where)
    if len(place) == 2:
        for number, aspect in enumerate(at["aspects"]):
            problems += take(aspect, _SMALL, form, f"{where}.aspects[{number}]", f"aspects.{number}.")
    if wished != way:
        _turn(at, wished)
    return problems


def _turn(aspect: Raw, way: str) -> None:
    """Another way of marking, with parameters that hold for its marks until they are typed."""
    for key in _OF_A_WAY:
        aspect.pop(key, None)
    top = aspect.get("max", "1")
    usual: Mapping[str, Raw] = {
        "deduct": {"per": "1"},
        "count": {"possible": 10},
        "bands": {"bands": [["0", top]]},
        "ranges": {"ranges": [["0", "0", top]]},
        "choice": {"choices": {"合格": top, "不合格": "0"}},
        "distance": {"target": "0", "every": "1", "per": "1"},
        "judgement": {"kind": "judgement", "judges": 3},
        "panel": {"kind": "panel", "judges": 3},
    }
    award = {} if way in ("judgement", "panel") else {"kind": "measurement", "award": way}
    aspect.update(award | usual.get(way, {}))
