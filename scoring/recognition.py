"""What the WorldSkills profiles give beside the places: scale scores (参考值), medals, the best of each member, the highest.

Knows a ranking and who sends whom; in any other profile there is nothing of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.ranking import Ranking
from scoring.scale import medals, scaled
from scoring.sheet import NO_AWARD

PROFILES = ("worldskills", "worldskills-strict")


@dataclass(frozen=True, slots=True)
class Recognition:
    """`medal`: gold, silver, bronze, excellence; `best`: of two or more of the same sender none has a higher score;
    `highest`: nobody has."""

    scale: int
    medal: str | None
    best: bool
    highest: bool


def recognised(ranking: Ranking, senders: Mapping[str, str] | None = None) -> Mapping[str, Recognition]:
    """By competitor, for all the ranked. `senders`: competitor → employer or delegation; who has none is nobody's best.

    Who takes part without award is in the statistics of the scale, and is given nothing."""
    if ranking.scheme.profile not in PROFILES:
        return {}
    ranked = [each for each in ranking.standings if each.place is not None]
    totals = [each.total for each in ranked if each.total is not None]
    scores = dict(zip((each.competitor for each in ranked), scaled(totals) if totals else [], strict=True))
    eligible = {each.competitor: scores[each.competitor] for each in ranked if each.status != NO_AWARD}
    given, top = medals(eligible), max(eligible.values(), default=None)
    best = _best(eligible, senders or {})
    return {
        label: Recognition(score, given.get(label), label in best, label in eligible and score == top)
        for label, score in scores.items()
    }


def _best(scores: Mapping[str, int], senders: Mapping[str, str]) -> frozenset[str]:
    """Of each sender whoever has its highest score; two may. Where one alone was sent it would say nothing."""
    sent: dict[str, list[int]] = {}
    for label, score in scores.items():
        if sender := senders.get(label):
            sent.setdefault(sender, []).append(score)
    highest = {sender: max(mine) for sender, mine in sent.items() if len(mine) > 1}
    return frozenset(label for label, score in scores.items() if highest.get(senders.get(label, "")) == score)
