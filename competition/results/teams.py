"""Who made a team's result: the members of each team, or each delegation's competitors and which of them count.

Only as deep as the public list goes. Must not know how a page looks.
"""

from collections.abc import Collection
from dataclasses import dataclass

from competition.documents.ranking_table import total
from competition.documents.recognition import medal_said
from competition.judging.reasons import titled
from competition.pages.language import _
from competition.results.delegations import members_of, ranked_delegations
from competition.results.papers import Ground, public
from scoring.amounts import shown
from scoring.ranking import Standing
from scoring.recognition import Recognition, recognised


@dataclass(frozen=True)
class MemberLine:
    """One of a team. `counts`: his total is in the team's."""

    name: str
    place: str = ""
    total: str = ""
    counts: bool = False


@dataclass(frozen=True)
class TeamLine:
    """A team or delegation with those who made its result."""

    place: str
    tied: bool
    name: str
    unit: str
    total: str
    award: str
    firsts: int
    parts: tuple[tuple[str, str], ...]
    members: tuple[MemberLine, ...]


def team_lines(on: Ground) -> tuple[TeamLine, ...]:
    """Nothing where competitors stand for themselves alone, or where the public list says no scores of delegations."""
    if on.event.team_size > 1:
        given = recognised(on.ranking, {label: one.unit for label, one in on.people.items()})
        return tuple(_team(on, one, given.get(one.competitor)) for one in public(on))
    return _delegations(on) if on.event.delegations and on.event.notice_depth == "scores" else ()


def _team(on: Ground, one: Standing, given: Recognition | None) -> TeamLine:
    named, deep, places = on.people.get(one.competitor), on.event.notice_depth == "scores", on.ranking.scheme.rounding.places
    parts = tuple(
        (titled(each.title, each.title_en), shown(one.criteria[each.code], places)) for each in on.ranking.scheme.criteria
    )
    return TeamLine(
        str(one.place),
        one.tied,
        named.name if named else one.competitor,
        named.unit if named else "",
        total(on.ranking, one) if deep else "",
        "、".join(word for word in (one.award or "", medal_said(given, _)) if word),
        0,
        parts if deep else (),
        tuple(MemberLine(name) for name in named.members) if named else (),
    )


def _delegations(on: Ground) -> tuple[TeamLine, ...]:
    of, by_label = members_of(on.ranking, on.people), {one.competitor: one for one in on.ranking.standings}
    return tuple(
        TeamLine(
            str(each.place),
            each.tied,
            each.team,
            "",
            shown(each.total, on.ranking.scheme.rounding.places),
            "",
            each.first_places,
            (),
            _members(on, [by_label[member.competitor] for member in of[each.team]], each.counted),
        )
        for each in ranked_delegations(on.event, on.ranking, on.people)
    )


def _members(on: Ground, mine: Collection[Standing], counted: Collection[str]) -> tuple[MemberLine, ...]:
    return tuple(
        MemberLine(
            on.people[one.competitor].name,
            str(one.place) if one.place is not None else "—",
            total(on.ranking, one) or "—",
            one.competitor in counted and one.total is not None,
        )
        for one in mine
    )
