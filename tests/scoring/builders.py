"""Builders of schemes and sheets in the field's own words, for the tests of scoring."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scoring.aspects import Aspect, Worth, worth
from scoring.decisions import Decision, Penalty
from scoring.ranking import Ranking, rank
from scoring.scheme import Rounding, Scheme, read_scheme
from scoring.sheet import RANKED, Sheet, written
from scoring.tally import Tally, after, objection

MEASURED = {"code": "M", "title": "尺寸", "kind": "measurement", "award": "value", "max": "100"}
JUDGED = {"code": "J", "title": "工艺", "kind": "judgement", "judges": 3, "max": "30"}
SCORED = {"code": "P", "title": "印象", "kind": "panel", "judges": 3, "max": "10"}


def scheme_of(*aspects: Mapping[str, Any], **rules: Any) -> Scheme:
    """One criterion A with one sub-criterion A1."""
    found = read_scheme(written_of(*aspects, **rules))
    assert isinstance(found, Scheme), [f"{problem.where}: {problem}" for problem in found]
    return found


def written_of(*aspects: Mapping[str, Any], **rules: Any) -> dict[str, Any]:
    subcriterion = {"code": "A1", "title": "子项", "aspects": [dict(aspect) for aspect in aspects or (MEASURED,)]}
    return {"format": 1, "title": "赛项", "criteria": [{"code": "A", "title": "模块", "subcriteria": [subcriterion]}], **rules}


def two_modules(weights: tuple[str, str] | None = None, **rules: Any) -> Scheme:
    """Criteria A and B, each with one value out of 100: A1.1 and B1.1."""
    written = written_of({**MEASURED, "code": "A1.1"}, **rules)
    written["criteria"].append(
        {
            "code": "B",
            "title": "实操",
            "subcriteria": [{"code": "B1", "title": "子项", "aspects": [{**MEASURED, "code": "B1.1"}]}],
        }
    )
    if weights:
        for criterion, weight in zip(written["criteria"], weights, strict=True):
            criterion["weight"] = weight
    found = read_scheme(written)
    assert isinstance(found, Scheme), [f"{problem.where}: {problem}" for problem in found]
    return found


def aspect_of(**keys: Any) -> Aspect:
    scheme = scheme_of({"code": "X", "title": "评分点", **keys})
    return scheme.aspects["X"]


def panel_of(marks: list[str], absences: int = 0, **more: str) -> dict[str, str]:
    entries = {f"J{number}": mark for number, mark in enumerate(marks, 1)}
    entries |= {f"A{number}": "absent" for number in range(1, absences + 1)}
    return entries | more


def worth_of(
    aspect: Aspect, entries: Mapping[str, str], stages: tuple[str, ...] = ("panel", "aspect"), *, strict: bool = False
) -> Worth:
    return worth(aspect, entries, Rounding(2, "half-up", stages), strict=strict, competitor="07")


def sheet_of(scheme: Scheme, competitor: str, marks: Mapping[str, str | Mapping[str, str]], **about: Any) -> Sheet:
    """`marks`: aspect -> the agreed entry, or judge -> value."""
    entries = {code: {"*": value} if isinstance(value, str) else value for code, value in marks.items()}
    penalties = [Penalty(competitor, points, "违规") for points in about.pop("penalties", ())]
    return written(scheme, competitor, entries, penalties=penalties, **{"status": RANKED, **about})


def field_of(scheme: Scheme, totals: Mapping[str, str], **about: Mapping[str, Any]) -> list[Sheet]:
    """Each competitor with his one value M; `about`: what else is known of whom."""
    return [sheet_of(scheme, label, {"M": total}, **about.get(f"c{label}", {})) for label, total in totals.items()]


def places(ranking: Ranking) -> dict[str, int | None]:
    return {standing.competitor: standing.place for standing in ranking.standings}


def decided(ranking: Ranking) -> dict[str, str | None]:
    return {standing.competitor: standing.decided_by for standing in ranking.standings}


def ranked(scheme: Scheme, sheets: list[Sheet], **how: bool) -> Ranking:
    ranking = rank(scheme, sheets, **how)
    assert not ranking.refused, [str(problem) for problem in ranking.problems]
    return ranking


def fr(text: str) -> Fraction:
    return Fraction(text)


def after_all(tally: Tally, *decisions: Decision) -> Tally:
    """Where the round stands after these, of which nothing speaks against any."""
    for decision in decisions:
        assert objection(tally, decision) is None, str(objection(tally, decision))
        tally = after(tally, decision)
    return tally


def refused(tally: Tally, decision: Decision) -> str:
    """What speaks against it."""
    found = objection(tally, decision)
    assert found is not None
    return str(found)
