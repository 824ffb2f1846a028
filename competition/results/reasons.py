"""A competitor's result in words: place, each criterion, why this place and not another, and how every mark came to be.

The values are scoring's; only the words are made here. Nobody else's name or marks are in it, but for what set two apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from competition.documents.recognition import honours_said, medal_said
from competition.judging.reasons import apart, came_to_be, printed, titled
from competition.judging.standings import status_word
from competition.pages.language import _
from competition.results.signing import Signed
from scoring.amounts import plain
from scoring.ranking import Standing
from scoring.reasons import how_this_mark, why_this_place
from scoring.recognition import recognised
from scoring.scheme import Criterion, Scheme


@dataclass(frozen=True)
class Part:
    """A criterion, or an aspect, as it is shown: what was got, of how much."""

    code: str
    title: str
    got: str
    most: str
    how: str = ""


@dataclass(frozen=True)
class Result:
    """What a competitor reads of himself."""

    place: str
    tied: bool
    of: int
    total: str
    most: str
    award: str
    status: str
    parts: tuple[Part, ...]
    why: tuple[str, ...]
    aspects: tuple[Part, ...]
    scale: str = ""


def result_of(found: Signed, label: str) -> Result:
    """The result of the competitor with this label in a signed ranking."""
    ranking, scheme = found.ranking, found.ranking.scheme
    one = next(standing for standing in ranking.standings if standing.competitor == label)
    ranked = [standing for standing in ranking.standings if standing.place is not None]
    given = recognised(ranking, {of: his.unit for of, his in found.people.items()}).get(label)
    return Result(
        place=str(one.place) if one.place is not None else "—",
        tied=one.tied,
        of=len(ranked),
        total=printed(scheme, one.total),
        most=printed(scheme, scheme.max),
        award=_("、").join(word for word in (one.award or "", medal_said(given, _), *honours_said(given, _)) if word),
        status=status_word(one.status),
        parts=tuple(_part(scheme, one, each) for each in scheme.criteria),
        why=tuple(_why(found, one, ranked)),
        scale=str(given.scale) if given else "",
        aspects=tuple(
            Part(
                code,
                titled(aspect.title, aspect.title_en),
                printed(scheme, one.aspects.get(code)),
                plain(aspect.max),
                came_to_be(scheme, how_this_mark(scheme, found.tally.sheets[label], code)) if one.aspects else "",
            )
            for code, aspect in scheme.aspects.items()
        ),
    )


def _part(scheme: Scheme, one: Standing, each: Criterion) -> Part:
    got, most = printed(scheme, one.criteria.get(each.code)), printed(scheme, each.max)
    return Part(each.code, titled(each.title, each.title_en), got, most)


def _why(found: Signed, one: Standing, ranked: Sequence[Standing]) -> list[str]:
    reasons = why_this_place(found.ranking, found.tally.sheets, one.competitor)
    if reasons is None or one.place is None:
        return []
    scheme, said = found.ranking.scheme, []
    better = sum(other.place is not None and other.place < one.place for other in ranked)
    if better:
        said.append(_("总成绩 {total}，排在您前面的有 {count} 人。", total=printed(scheme, one.total), count=better))
    else:
        said.append(_("总成绩 {total}，没有人排在您前面。", total=printed(scheme, one.total)))
    if reasons.tied_with:
        said.append(_("与另外 {count} 人各项比较都相同，名次并列。", count=len(reasons.tied_with)))
    if reasons.above is not None:
        said.append(apart(scheme, reasons.above, _("与前一名相比")))
    if reasons.below is not None:
        said.append(apart(scheme, reasons.below, _("与后一名相比")))
    return said
