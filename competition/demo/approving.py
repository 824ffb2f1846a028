"""The committee of a demo's event approves. A tie across an edge it leaves a tie, and says why; nobody's lot is drawn unseen."""

from competition.demo.seeding import ORGANISER, chief_of
from competition.events.programme import round_of
from competition.events.tables import Event
from competition.judging.ties import decided, tied
from competition.results.publication import approve
from competition.results.signing import signed

BECAUSE = "演示：按规程名次并列，奖项都给"


async def approved(event: Event, approvers: str) -> None:
    """审定 of the signed ranking."""
    round_id = (await round_of(event.id)).id
    found = await signed(round_id)
    assert found is not None
    for one in await tied(round_id, found.ranking, event.quota):
        form = {"competitors": one.key, "way": "shared", "reason": BECAUSE}
        await decided(event, round_id, found.ranking, await chief_of(event), form)
    await approve(event, ORGANISER, approvers)
