"""How an aspect is marked, in one line, as the page of a scheme shows it; and what a problem's path means to who reads it."""

import re

from competition.pages.language import N_, _
from scoring.amounts import plain
from scoring.aspects import JUDGEMENT, MEASUREMENT, Aspect
from scoring.scheme import Scheme

KINDS = {MEASUREMENT: N_("测量分"), JUDGEMENT: N_("评价分"), "panel": N_("评委打分")}
COMBINED = {"mean": N_("取平均"), "sum": N_("合计"), "median": N_("取中位")}


PATH = re.compile(r"criteria\[(\d+)\](?:\.subcriteria\[(\d+)\])?(?:\.aspects\[(\d+)\])?")


def where_in(scheme: Scheme, path: str) -> str:
    """What a JSON path of this scheme leads to, by code and title; the path itself where it leads to none of its parts."""
    found = PATH.match(path)
    if found is None:
        return path
    criterion, subcriterion, aspect = found.groups()
    part = scheme.criteria[int(criterion)]
    inner = part.subcriteria[int(subcriterion)] if subcriterion else part
    last = inner.aspects[int(aspect)] if aspect else inner
    return f"{last.code} {last.title}"


def kind(aspect: Aspect) -> str:
    """测量分, 评价分, 评委打分."""
    return _(KINDS[aspect.kind])


def rule(aspect: Aspect) -> str:
    """What is entered, and what becomes of it."""
    if aspect.kind == JUDGEMENT:
        return _("0 至 3，{judges} 位裁判，相差超过 {spread} 要复议", judges=aspect.judges, spread=aspect.spread)
    if aspect.kind == MEASUREMENT:
        return _measured(aspect)
    said = _("{judges} 位裁判，{least} 至 {most}", judges=aspect.judges, least=plain(aspect.min), most=plain(aspect.max))
    if aspect.step is not None:
        said += _("，每档 {step}", step=plain(aspect.step))
    if aspect.drop_high or aspect.drop_low:
        said += _("，去掉最高 {high} 个、最低 {low} 个", high=aspect.drop_high, low=aspect.drop_low)
    return said + _("，") + _(COMBINED[aspect.combine])


def _measured(aspect: Aspect) -> str:
    if aspect.award == "deduct":
        return _("每处扣 {per} 分", per=plain(aspect.per))
    if aspect.award == "count":
        return _("共 {possible} 处，按对的处数计", possible=aspect.possible)
    if aspect.award == "choice":
        return _("；").join(f"{label} {plain(mark)}" for label, mark in aspect.choices)
    if aspect.award == "bands":
        return _("；").join(f"≤ {plain(upper)}{_('：')}{plain(mark)}" for upper, mark in aspect.bands)
    if aspect.award == "ranges":
        return _("；").join(f"{plain(lower)}–{plain(upper)}{_('：')}{plain(mark)}" for lower, upper, mark in aspect.ranges)
    if aspect.award == "distance":
        facts = {"target": plain(aspect.target), "every": plain(aspect.every), "per": plain(aspect.per)}
        return _("标准 {target}，每偏 {every} 扣 {per} 分", **facts)
    return _("对得满分，错得 0 分") if aspect.award == "all-or-nothing" else _("直接填分数")
