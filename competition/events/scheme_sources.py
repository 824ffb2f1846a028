"""Where a scheme may be taken from: a ready trade, an empty one, another event of this or an earlier season."""

import json

from competition.events.editing.acts import blank
from competition.events.programme import round_of
from competition.events.ready import ready_trades
from competition.events.tables import Event, Round
from competition.pages.language import _

BLANK = "blank"


def trades() -> list[tuple[str, str]]:
    """The ready ones, and one to build oneself."""
    return [*((one.code, f"{one.title}　{one.occupation}") for one in ready_trades()), (BLANK, _("空白，自己建"))]


async def others(event: Event) -> list[tuple[str, str]]:
    """Other events that have a scheme, the latest season first."""
    rows = await (
        Round.select(Round.event.code, Round.event.title, Round.event.season.year)  # type: ignore[union-attr]
        .where((Round.event != event.id) & (Round.scheme != ""))
        .order_by(Round.event.season.year, ascending=False)  # type: ignore[union-attr]
        .order_by(Round.event.code)
    )
    found = {row["event.code"]: f"{row['event.season.year']}　{row['event.title']}　{row['event.code']}" for row in rows}
    return list(found.items())


async def source_named(event: Event, other: str, trade: str) -> tuple[str, str] | None:
    """Its title and its text as SCHEME.json."""
    if other:
        found = await Event.objects().where((Event.code == other) & (Event.id != event.id)).first()
        text = (await round_of(found.id)).scheme if found else ""
        return (f"{found.title} {found.code}", text) if found and text else None
    if trade == BLANK:
        return _("空白"), json.dumps(blank(event.title), ensure_ascii=False)
    return next(((one.title, one.text) for one in ready_trades() if one.code == trade), None)
