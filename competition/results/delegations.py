"""团体总分: what individuals' marks make for their delegations, by the event's rule. The values are scoring's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from competition.documents.ranking_table import Cells, Head
from competition.events.tables import Event
from competition.pages.language import N_, _
from competition.results.names import Named
from scoring.amounts import shown
from scoring.ranking import Ranking
from scoring.teams import Member, TeamStanding, rank_teams

RULES = {
    ("sum", False): N_("全部选手的总成绩相加；同分看第一名多少"),
    ("sum", True): N_("取前 {best} 名选手的总成绩相加；同分看第一名多少"),
    ("mean", False): N_("全部选手总成绩的平均；同分看第一名多少"),
    ("mean", True): N_("取前 {best} 名选手总成绩的平均；同分看第一名多少"),
}


@dataclass(frozen=True)
class Delegations:
    """The delegations in their order, and by which rule."""

    rule: str
    cells: Cells


def delegations(event: Event, ranking: Ranking, people: Mapping[str, Named], *, scores: bool = True) -> Delegations | None:
    """None where the event has no delegation totals. Without `scores`: places alone, and nobody's name."""
    if not event.delegations:
        return None
    ordered = ranked_delegations(event, ranking, people)
    rule = _(RULES[event.delegations, bool(event.best)], best=event.best)
    heads: tuple[Head, ...] = (
        Head(_("名次"), "figure"),
        Head(_("代表队"), "unit"),
        Head(_("计入的选手"), "note"),
        Head(_("团体总分"), "figure"),
    )
    kept = len(heads) if scores else 2
    return Delegations(rule, Cells(heads[:kept], tuple(_row(one, ordered, ranking, people)[:kept] for one in ordered)))


def members_of(ranking: Ranking, people: Mapping[str, Named]) -> dict[str, list[Member]]:
    """By delegation, whoever competes for it."""
    teams: dict[str, list[Member]] = {}
    for one in ranking.standings:
        named = people.get(one.competitor)
        if named is not None and named.delegation:
            teams.setdefault(named.delegation, []).append(Member(one.competitor, one.total, one.place))
    return teams


def ranked_delegations(event: Event, ranking: Ranking, people: Mapping[str, Named]) -> tuple[TeamStanding, ...]:
    """In their order, by the event's rule."""
    return rank_teams(members_of(ranking, people), combine=event.delegations, best=event.best or None)


def _row(one: TeamStanding, ordered: Sequence[TeamStanding], ranking: Ranking, people: Mapping[str, Named]) -> tuple[str, ...]:
    counted = "、".join(people[label].name for label in one.counted if label in people)
    return str(one.place), _called(one, ordered), counted, shown(one.total, ranking.scheme.rounding.places)


def _called(one: TeamStanding, ordered: Sequence[TeamStanding]) -> str:
    """With what decided it, where the totals did not."""
    same = sum(other.total == one.total for other in ordered) > 1
    return _("{team}（第一名 {count} 个）", team=one.team, count=one.first_places) if same else one.team
