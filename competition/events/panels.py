"""How many referees there are, and what that asks of the scheme: `judges` is who is really there, drops only from five on.

Pure. An aspect's `judges` are as many as its sub-criterion's marking team has: else no form would ever be complete.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from competition.pages.language import N_
from scoring.aspects import PANEL, Aspect
from scoring.problems import Problem
from scoring.scheme import Scheme

# The rule books' common ground: from five referees on one highest and one lowest go; fewer: plain mean; three must be left.
DROPS_FROM, LEAST_LEFT = 5, 3
TEAM = 3  # WorldSkills: judgement by three
NOBODY = N_("子项 {code}“{title}”没有裁判评分，请至少安排一位。")
SUMMED = N_("评分点 {code} 按合计计分，正好要 {judges} 位裁判，现在有 {present} 位。请增减裁判，或换评分标准。")
MEAN = N_("裁判不足 5 位：不去最高分、最低分，取平均分。")


@dataclass(frozen=True)
class Adapted:
    """The scheme as these referees can mark it, what was changed, and what stands in the way."""

    scheme: Scheme
    notices: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def drops(self) -> bool:
        """Does any panel leave out a highest or lowest mark?"""
        return any(aspect.drop_high or aspect.drop_low for aspect in self.scheme.aspects.values())

    @property
    def panels(self) -> bool:
        """Does any aspect ask for several judges' marks on a scale of their own?"""
        return any(aspect.kind == PANEL for aspect in self.scheme.aspects.values())


def teams(scheme: Scheme, referees: int) -> list[tuple[str, ...]]:
    """Each seat's sub-criteria; () means all. In a WorldSkills profile three mark a sub-criterion, in turn; else all mark all."""
    if not (scheme.profile or "").startswith("worldskills") or referees <= TEAM:
        return [()] * referees
    codes: list[list[str]] = [[] for _ in range(referees)]
    for number, code in enumerate(scheme.subcriteria):
        for place in range(TEAM):
            codes[(number * TEAM + place) % referees].append(code)
    return [tuple(one) for one in codes]


def marking(seats: Sequence[tuple[str, ...]]) -> Callable[[str], int]:
    """How many of these seats mark a sub-criterion."""
    return lambda code: sum(1 for codes in seats if not codes or code in codes)


def adapted(scheme: Scheme, present: Callable[[str], int]) -> Adapted:
    """The scheme for so many referees in each sub-criterion."""
    problems: list[Problem] = []
    notices: list[Problem] = []
    criteria = []
    for criterion in scheme.criteria:
        subcriteria = []
        for sub in criterion.subcriteria:
            count = present(sub.code)
            if not count:
                problems.append(Problem("referees", NOBODY, {"code": sub.code, "title": sub.title}))
            aspects = tuple(_aspect(aspect, count, problems) if aspect.judged and count else aspect for aspect in sub.aspects)
            subcriteria.append(replace(sub, aspects=aspects))
        criteria.append(replace(criterion, subcriteria=tuple(subcriteria)))
    made = replace(scheme, criteria=tuple(criteria))
    lost = [code for code, aspect in made.aspects.items() if scheme.aspects[code].drop_high > aspect.drop_high]
    notices += [Problem("referees", MEAN)] if lost else []
    return Adapted(made, tuple(notices), tuple(problems))


def _aspect(aspect: Aspect, present: int, problems: list[Problem]) -> Aspect:
    if aspect.kind != PANEL or aspect.combine != "sum":
        high, low = _drops(aspect, present)
        return replace(aspect, judges=present, drop_high=high, drop_low=low)
    if present != aspect.judges:
        facts = {"code": aspect.code, "judges": str(aspect.judges), "present": str(present)}
        problems.append(Problem("referees", SUMMED, facts))
    return aspect


def _drops(aspect: Aspect, present: int) -> tuple[int, int]:
    """What goes with so many. Who had too few before to drop any, and has enough now, drops one each."""
    if aspect.kind != PANEL or present < DROPS_FROM:
        return 0, 0
    if aspect.judges < DROPS_FROM and aspect.combine == "mean":
        return 1, 1
    if present - aspect.drop_high - aspect.drop_low < LEAST_LEFT:
        return min(1, aspect.drop_high), min(1, aspect.drop_low)
    return aspect.drop_high, aspect.drop_low
