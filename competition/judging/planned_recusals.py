"""What was planned before the round began becomes decisions when it begins, in the name of who planned it.

Knows labels and seats; no name of a competitor passes here.
"""

from competition.events.duties import CODING_ROLE, Seat, seats
from competition.floor.recusals import planned
from competition.floor.stations import labels
from competition.judging.authority import Author
from competition.judging.scorekeeper import enclosed, keeper
from scoring.decisions import Recusal


async def recuse_as_planned(event_id: int, round_id: int) -> None:
    """Each once, however often it is asked. What is refused (he has left, say) is left, and shown to who codes."""
    pairs = await planned(round_id)
    if not pairs:
        return
    where, everybody = await labels(round_id), tuple(await seats(event_id))
    for pair, by in pairs.items():
        if (label := where.get(pair.registration)) is not None:
            judge = f"J{pair.seat}"
            recusal = enclosed(Recusal(label, judge), f"recusal-{label}-{judge}")
            await keeper().decide(round_id, _official(by, everybody), [recusal])


def _official(name: str, everybody: tuple[Seat, ...]) -> Author:
    """Who codes, or who organises."""
    his = next((seat for seat in everybody if seat.name == name and seat.role == CODING_ROLE), None)
    return Author(name, his.shown if his else name, his is None, None, everybody)
