"""A scheme as one list to print: every aspect with how it is marked and what it demands, and the rules in words. Pure."""

from dataclasses import dataclass

from competition.events.editing.rules import STAGE_WORDS, order
from competition.events.scheme_tree import Tree, tree
from competition.pages.language import _
from scoring.amounts import plain
from scoring.scheme import Scheme, write_scheme


@dataclass(frozen=True)
class SchemeList:
    """`notes`: what stands under an aspect, by its place."""

    code: str
    title: str
    tree: Tree
    days: dict[str, int]
    notes: dict[str, list[str]]
    rules: list[tuple[str, str]]


def listed(code: str, title: str, scheme: Scheme) -> SchemeList:
    """For the page that is printed."""
    notes: dict[str, list[str]] = {}
    days: dict[str, int] = {}
    for i, criterion in enumerate(scheme.criteria):
        for j, sub in enumerate(criterion.subcriteria):
            days |= {f"{i}.{j}": sub.day} if sub.day is not None else {}
            for k, aspect in enumerate(sub.aspects):
                described = [f"{score}{_('：')}{text}" for score, text in aspect.descriptors]
                notes[f"{i}.{j}.{k}"] = [*([aspect.requirement] if aspect.requirement else []), *aspect.extra, *described]
    return SchemeList(code, title, tree(scheme), days, notes, _rules(scheme))


def _rules(scheme: Scheme) -> list[tuple[str, str]]:
    rounded = _("、").join(_(STAGE_WORDS[stage]) for stage in scheme.rounding.stages)
    ties = _("并列") if scheme.ties == "shared" else _("不允许并列")
    keys = _("；").join(f"{word}{_('，')}{way}" for word, way in order(write_scheme(scheme)))
    found = [
        (_("小数"), _("{places} 位，四舍五入：{stages}", places=scheme.rounding.places, stages=rounded or "—")),
        (_("排名依据"), keys),
        (_("分不出先后"), ties),
    ]
    if scheme.awards:
        made = tree(scheme).awards
        found.append((_("奖项"), _("，").join(f"{name} {seats}" for name, seats in made)))
        if scheme.awards.minimum is not None:
            found.append((_("获奖最低分"), plain(scheme.awards.minimum)))
    for section in scheme.sections:
        found.append((_("标准领域 {code}", code=section.code), f"{section.title} {plain(section.weight)}"))
    return found
