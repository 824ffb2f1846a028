"""A tie that matters, as the desk and the office offer it: what runs through it, and the ways to decide. Decides nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from competition.events.stages import APPROVED, SIGNED
from competition.judging.desk.todo import Todo
from competition.judging.ties import IN_ORDER, LEFT_TIED, Tied, edge_said
from competition.pages.language import N_, _
from scoring.edges import FORBIDDEN

TO_DECIDE = N_("并列待裁定")


@dataclass(frozen=True)
class TieShown:
    """A tie as a page offers it: what runs through it, the ways, and what was typed if it was refused."""

    key: str
    place: int
    who: tuple[tuple[str, str, str], ...]
    edges: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    ordered: bool
    settled: str
    open: bool
    way: str = ""
    reason: str = ""
    problem: str = ""


def ties_shown(
    found: Sequence[Tied], stage: str, *, names: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> tuple[TieShown, ...]:
    """Once signed no lot can be entered any more; once approved, what is settled stays so.

    `names`: where they may be known; `typed`: refused."""
    late, over = stage in SIGNED, stage in APPROVED
    return tuple(_shown(one, late, over, names or {}, typed or {}) for one in found)


def _shown(one: Tied, late: bool, over: bool, names: Mapping[str, str], typed: Mapping[str, str]) -> TieShown:
    mine = typed if typed.get("competitors") == one.key else {}
    strictly = any(edge.tier == FORBIDDEN for edge in one.tie.edges)
    ways = ({} if late else IN_ORDER) | ({} if strictly else LEFT_TIED)
    settled = _("{way}。理由：{reason}", way=_(LEFT_TIED[one.settled.way]), reason=one.settled.reason) if one.settled else ""
    return TieShown(
        one.key,
        one.tie.place,
        tuple((label, names.get(label, ""), mine.get(f"order-{label}", "")) for label in one.tie.competitors),
        tuple(edge_said(edge) for edge in one.tie.edges),
        tuple((way, _(word)) for way, word in ways.items()),
        not late,
        settled,
        not over or one.settled is None,
        mine.get("way", ""),
        mine.get("reason", ""),
        mine.get("problem", ""),
    )


def tie_todos(found: Collection[Tied], code: str) -> tuple[Todo, ...]:
    """At the desk: what waits, and where it is decided."""
    waiting = [one for one in found if one.settled is None]
    return tuple(
        Todo(
            _(TO_DECIDE),
            "clash",
            _("{labels} 并列第 {place} 名", labels=_("、").join(one.tie.competitors), place=one.tie.place),
            _("；").join(edge_said(edge) for edge in one.tie.edges),
            f"/desk/{code}/places#ties",
            _("裁定"),
        )
        for one in waiting
    )
