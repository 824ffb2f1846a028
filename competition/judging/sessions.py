"""Several sessions of a round: marking opens one after the other, and no mark is public before the last of them is over.

Pure: looks at where a round stands and says what is to be decided. Must not know who decides it, nor who looks.
"""

from collections.abc import Mapping

from competition.pages.forms import whole
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from scoring.decisions import Closing, Reopening
from scoring.tally import Tally, session_of

# Whoever comes later must not see what those before him got (domain: Session 1's marks are hidden from those of session 2).
PLANNED = N_("按场次开放")
UNREADABLE = N_("没有看懂要开放或停止哪一格，没有写入。请从页面上的按钮操作。")


def later(tally: Tally) -> tuple[Closing, ...]:
    """What closes all sessions but the first, at the beginning."""
    return tuple(Closing(session) for session in tally.sessions[1:])


def over(tally: Tally) -> bool:
    """Is every session closed, and has every one been marked? Between two sessions everything may be closed."""
    pairs = [(session, code) for session in tally.sessions for code in tally.scheme.subcriteria]
    return all(pair in tally.closed for pair in pairs) and all(begun(tally, *pair) for pair in pairs)


def begun(tally: Tally, session: int, subcriterion: str) -> bool:
    """Has anything been entered there, or is there nobody who is to be marked?"""
    codes = [aspect.code for aspect in tally.scheme.subcriteria[subcriterion].aspects]
    there = [sheet for label, sheet in tally.sheets.items() if session_of(label) == session and sheet.placed]
    return not there or any(code in sheet.entries for sheet in there for code in codes)


def hidden(tally: Tally) -> bool:
    """Are there competitors who must not see the marks that there are?"""
    return len(tally.sessions) > 1 and not over(tally)


def switched(tally: Tally, cell: str, reason: str) -> Closing | Reopening:
    """What a press in the matrix decides: `close:2:A1`, `open:2:` for a whole session, `open::A1` for all of them."""
    act, session, code = [*cell.split(":", 2), "", ""][:3]
    number = whole(session or "0", -1)
    if act not in ("open", "close") or number < 0:
        raise Refusal(UNREADABLE)
    if act == "close":
        return Closing(number, code)
    return Reopening(number, code, reason or (str(PLANNED) if _untouched(tally, number, code) else ""))


def _untouched(tally: Tally, session: int, code: str) -> bool:
    """Opened for the first time: that needs no reason of its own."""
    sessions = [session] if session in tally.sessions else list(tally.sessions)
    codes = [code] if code in tally.scheme.subcriteria else list(tally.scheme.subcriteria)
    return not any(begun(tally, one, each) for one in sessions for each in codes)


def matrix(tally: Tally) -> Mapping[str, tuple[tuple[int, bool], ...]]:
    """Sub-criterion → each session, and whether it is open there."""
    return {
        code: tuple((session, (session, code) not in tally.closed) for session in tally.sessions)
        for code in tally.scheme.subcriteria
    }
