"""The forms of a round: one competitor's sub-criterion each, who has signed it, and in which state it is.

empty -> draft -> signed -> accepted; a return takes the signatures away. Knows sheets; no place, no rank.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.aspects import ABSENT, AGREED, DIFFICULTY, Worth
from scoring.problems import Problem
from scoring.scheme import Scheme
from scoring.sheet import Sheet

EMPTY, DRAFT, SIGNED, RETURNED, ACCEPTED = "empty", "draft", "signed", "returned", "accepted"


@dataclass(frozen=True, slots=True)
class Paper:
    """What was done to a form beside its marks; `returned` is the reason of the last return."""

    signatures: tuple[str, ...] = ()
    accepted: bool = False
    returned: str | None = None


UNTOUCHED = Paper()


@dataclass(frozen=True, slots=True)
class Form:
    """What the desk sees: `marked` of `needed` entries, and what is wrong (a spread) or lacking in it."""

    competitor: str
    subcriterion: str
    state: str
    marked: int
    needed: int
    signatures: tuple[str, ...]
    returned: str | None
    problems: tuple[Problem, ...]


def form_of(scheme: Scheme, sheet: Sheet, subcriterion: str, paper: Paper, signers: int = 1) -> Form:
    worths = worths_of(scheme, sheet, subcriterion)
    return Form(
        sheet.competitor,
        subcriterion,
        state_of(scheme, sheet, subcriterion, paper, signers),
        sum(worth.marked for worth in worths.values()),
        sum(worth.needed for worth in worths.values()),
        paper.signatures,
        paper.returned,
        tuple(problem for worth in worths.values() for problem in worth.problems),
    )


def state_of(scheme: Scheme, sheet: Sheet, subcriterion: str, paper: Paper, signers: int = 1) -> str:
    """Signed when it is complete and everybody who marked in it has signed; a measurement by two wants two."""
    if paper.accepted:
        return ACCEPTED
    worths = worths_of(scheme, sheet, subcriterion)
    complete = all(worth.complete for worth in worths.values())
    measured = any(not scheme.aspects[code].judged for code in worths)
    enough = len(paper.signatures) >= (signers if measured else 1)
    if complete and enough and markers(sheet, worths) <= set(paper.signatures):
        return SIGNED
    if paper.returned is not None:
        return RETURNED
    return DRAFT if any(code in sheet.entries for code in worths) else EMPTY


def worths_of(scheme: Scheme, sheet: Sheet, subcriterion: str) -> Mapping[str, Worth]:
    return {aspect.code: sheet.worths[aspect.code] for aspect in scheme.subcriteria[subcriterion].aspects}


def markers(sheet: Sheet, aspects: Mapping[str, Worth]) -> set[str]:
    """The judges whose marks stand in these aspects."""
    stand = [entry for code in aspects for entry in sheet.entries.get(code, {}).items()]
    return {judge for judge, value in stand if value != ABSENT and judge not in (AGREED, DIFFICULTY)}
