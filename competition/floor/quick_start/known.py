"""What the plan builds on: the trades there are, an uploaded scheme, the seasons and codes already taken."""

from competition.events.ready import ready_trades
from competition.events.schemes import parsed, read_file, written
from competition.events.tables import Event, Season
from competition.floor.quick_start.plan import Known, Trade
from competition.floor.quick_start.wanted import Wanted
from scoring.problems import Problem
from scoring.scheme import Scheme

ZONE = "Asia/Shanghai"
UPLOADED = "@file"
"""What the choice of trades says when an uploaded scheme is meant; no code begins with @."""


async def known() -> Known:
    """Seasons by year (of two in a year the later), and all codes."""
    seasons = await Season.select(Season.year, Season.name, Season.timezone).order_by(Season.id)
    codes = await Event.select(Event.code)
    zone = seasons[-1]["timezone"] if seasons else ZONE
    return Known(frozenset(row["code"] for row in codes), {row["year"]: row["name"] for row in seasons}, zone)


def trades() -> list[tuple[str, str]]:
    """The ready trades, to choose from: code, and title with the occupation's code."""
    return [(trade.code, f"{trade.title}　{trade.occupation}") for trade in ready_trades()]


def trade_of(typed: Wanted) -> tuple[Trade | None, list[Problem]]:
    """The uploaded scheme if there is one, else the chosen trade."""
    if typed.trade == UPLOADED and typed.scheme:
        read = read_file(typed.scheme_name, typed.scheme.encode())
        if read.scheme is None:
            return None, [Problem("scheme", problem.says, problem.facts) for problem in read.problems]
        return _from(read.scheme), []
    chosen = next((trade for trade in ready_trades() if trade.code == typed.trade), None)
    scheme = parsed(chosen.text) if chosen else None
    return (Trade(chosen.title, chosen.code, scheme, chosen.occupation), []) if chosen and scheme else (None, [])


def from_file(name: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """An uploaded file as the scheme's text, or all that is wrong with it."""
    read = read_file(name, data)
    return (written(read.scheme), ()) if read.scheme else ("", read.problems)


def _from(scheme: Scheme) -> Trade:
    return Trade(scheme.title, scheme.event_code or "", scheme)
