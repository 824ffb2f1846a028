"""A ranking as one table of strings, which CSV, XLSX and PDF all write out, so that no two of them ever disagree.

`exact` is the contract's csv (section 5); `plain` and `named` are for paper. Must not know formats, people or places.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from competition.documents.recognition import SCALE, honours_said, medal_said
from scoring.amounts import plain as decimal
from scoring.amounts import shown
from scoring.ranking import Ranking, Standing
from scoring.recognition import Recognition, recognised
from scoring.scheme import Criterion

Say = Callable[[str], str]
Kind = Literal["text", "figure", "name", "unit", "note"]


@dataclass(frozen=True)
class Person:
    """Who a label is, as far as a list may say it; of a team its name, and its members' in one text."""

    name: str
    unit: str = ""
    number: str = ""
    note: str = ""
    members: str = ""


@dataclass(frozen=True)
class Head:
    title: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Cells:
    """`figure` cells are amounts as they are shown, everything else is text."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(head.title for head in self.heads)


def exact(ranking: Ranking) -> Cells:
    """The contract's columns in the contract's words; csv's leading apostrophe is csv's own matter."""
    codes = [criterion.code for criterion in ranking.scheme.criteria]
    heads = [Head("place", "figure"), Head("tied"), Head("competitor"), Head("total", "figure")]
    heads += [Head(f"criterion:{code}", "figure") for code in codes]
    heads += [Head("time", "figure"), Head("decided_by"), Head("award"), Head("scale", "figure"), Head("status")]
    return Cells(tuple(heads), tuple(_exact_row(ranking, each, codes) for each in ranking.standings))


def _exact_row(ranking: Ranking, each: Standing, codes: Iterable[str]) -> tuple[str, ...]:
    return (
        _count(each.place),
        "true" if each.tied else "false",
        each.competitor,
        total(ranking, each),
        *(criterion(ranking, each, code) for code in codes),
        seconds(each),
        each.decided_by or "",
        each.award or "",
        _count(each.scale),
        each.status,
    )


def plain(ranking: Ranking, say: Say = str) -> Cells:
    """By labels alone, with all that `exact` has, in words; a column that is empty throughout is left out."""
    heads = [Head(say("名次"), "figure"), Head(say("赛位"))]
    heads += [Head(_weighted(each), "figure") for each in ranking.scheme.criteria]
    heads += [Head(say("总成绩"), "figure"), Head(say("用时（秒）"), "figure"), Head(say("区分依据"), "note"), Head(say("奖项"))]
    heads += [Head(say("奖牌")), Head(say("参考分（非官方）"), "figure"), Head(say("备注"), "note")]
    given = recognised(ranking)
    rows = [
        (
            _count(each.place) or "—",
            each.competitor,
            *(criterion(ranking, each, part.code) or "—" for part in ranking.scheme.criteria),
            total(ranking, each) or "—",
            seconds(each),
            _key(ranking, each.decided_by, say),
            each.award or "",
            medal_said(given.get(each.competitor), say),
            _scale(each, given.get(each.competitor)),
            _remark(each, "", say),
        )
        for each in ranking.standings
    ]
    optional = {say("用时（秒）"), say("区分依据"), say("奖项"), say("奖牌"), say("参考分（非官方）"), say("备注")}
    return _without_empty(heads, rows, optional)


def named(
    ranking: Ranking, people: Mapping[str, Person], only_awarded: bool = False, scores: bool = True, say: Say = str
) -> Cells:
    """成绩公示表. How deep it goes is the organiser's: only who won an award, or all; with or without scores."""
    given = recognised(ranking, {label: each.unit for label, each in people.items()})
    teams = any(each.members for each in people.values())
    numbered = any(each.number for each in people.values())
    parts = ranking.scheme.criteria if scores else ()
    heads = [Head(say("名次"), "figure"), Head(say("参赛编号") if numbered else say("赛位"))]
    heads += [Head(say("队名"), "name"), Head(say("队员"), "unit")] if teams else [Head(say("姓名"), "name")]
    heads += [Head(say("单位"), "unit"), *(Head(_weighted(each), "figure") for each in parts)]
    heads += [Head(say("总成绩"), "figure"), *([Head(say(SCALE), "figure")] if given else [])] * scores
    heads += [Head(say("奖项")), *([Head(say("奖牌"))] if given else []), Head(say("备注"), "note")]
    rows = []
    for each in ranking.standings:
        his, who = given.get(each.competitor), people.get(each.competitor, Person(""))
        if only_awarded and not (each.award or (his and his.medal)):
            continue
        marks = [criterion(ranking, each, part.code) or "—" for part in parts] + [total(ranking, each) or "—"] * scores
        marks += [_scale(each, his) or "—"] * bool(scores and given)
        medal = [medal_said(his, say)] if given else []
        remark = _remark(each, "；".join((*honours_said(his, say), *filter(None, [who.note]))), say)
        first = (_count(each.place) or "—", who.number if numbered else each.competitor, who.name)
        rows.append((*first, *([who.members] if teams else []), who.unit, *marks, each.award or "", *medal, remark))
    return _without_empty(heads, rows, {say("姓名"), say("单位"), say("备注"), say("奖项"), say("奖牌")})


def total(ranking: Ranking, each: Standing) -> str:
    return "" if each.total is None else shown(each.total, ranking.scheme.rounding.places)


def criterion(ranking: Ranking, each: Standing, code: str) -> str:
    return shown(each.criteria[code], ranking.scheme.rounding.places) if code in each.criteria else ""


def seconds(each: Standing) -> str:
    return "" if each.time is None else decimal(each.time)


def _scale(each: Standing, given: Recognition | None) -> str:
    return _count(each.scale if given is None else given.scale)


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _weighted(each: Criterion) -> str:
    if each.weight is None:
        return each.title
    return f"{each.title}（{decimal(each.weight * 100)}%）"


def _key(ranking: Ranking, key: str | None, say: Say) -> str:
    """What set him apart from the next, by its title."""
    by, _, code = (key or "").partition(":")
    scheme = ranking.scheme
    titles = {
        "criterion": {each.code: each.title for each in scheme.criteria},
        "subcriterion": {each.code: each.title for each in scheme.subcriteria.values()},
        "aspect": {each.code: each.title for each in scheme.aspects.values()},
    }
    words = {"total": say("总成绩"), "time": say("用时"), "deductions": say("扣分"), "lot": say("抽签"), "": ""}
    return titles[by].get(code, code) if by in titles else words.get(by, by)


def _remark(each: Standing, note: str, say: Say) -> str:
    words = {
        "absent": say("缺考"),
        "withdrawn": say("弃赛"),
        "disqualified": say("取消资格"),
        "no-award": say("参赛不计奖"),
    }
    return "；".join(word for word in (words.get(each.status, ""), say("并列") if each.tied else "", note) if word)


def _without_empty(heads: list[Head], rows: list[tuple[str, ...]], optional: set[str]) -> Cells:
    kept = [at for at, head in enumerate(heads) if head.title not in optional or any(row[at] for row in rows)]
    return Cells(tuple(heads[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows))
