"""What a further round brings along from the one before: the scheme with the former total in it, and those totals as marks.

Of placements it reads labels alone: who stood where, and stands where now. They are entered by the one way in, by an
author who is the former round itself, and accepted by whoever opens the round.
"""

from collections.abc import Mapping
from fractions import Fraction

from competition.events.duties import Seat
from competition.events.programme import rounds_of
from competition.events.schemes import written
from competition.events.tables import Round
from competition.floor.stations import labels
from competition.judging.authority import Author
from competition.judging.scorekeeper import REFUSED, enclosed, keeper
from competition.judging.standings import begun, standing
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from scoring.amounts import amount
from scoring.decisions import Acceptance, Decision, Signature, Status
from scoring.ranking import Ranking
from scoring.rounds import FORMER_FORM, entered, with_former
from scoring.scheme import Scheme
from scoring.sheet import NO_AWARD

DROPPED, PLAIN = "", "plain"
NOT_CARRIED = N_("上一轮成绩不能这样计入：{problem}")
ROUND_NAME = N_("第 {number} 轮")
# a title of the scheme that the logbook keeps, in the language of the scheme
FORMER_MARKS = "{name}成绩"
_ROLE = "former"
# a seat that no referee has
SEAT = 900


def name_of(one: Round) -> str:
    """How a round is called."""
    return one.title or _(ROUND_NAME, number=one.number)


async def former_of(current: Round) -> Round | None:
    """The round before, if there was one."""
    before = [one for one in await rounds_of(current.event) if one.number < current.number]
    return before[-1] if before else None


def carried_scheme(scheme: Scheme, former: Ranking, carry: str, title: str) -> Scheme:
    """The scheme by which the round is marked; refused where the former total does not fit in."""
    if carry == DROPPED:
        return scheme
    weight = None if carry == PLAIN else amount(carry) or Fraction(0)
    made = with_former(scheme, former, weight, title)
    if isinstance(made, Scheme):
        return made
    raise Refusal(NOT_CARRIED, problem=_(made[0].says, **made[0].facts))


async def opening_text(current: Round, scheme: Scheme) -> str:
    """The text of SCHEME.json that the round begins with."""
    former = await former_of(current)
    if former is None or current.carry == DROPPED:
        return current.scheme
    _number, ranking = await standing(former.id)
    return written(carried_scheme(scheme, ranking, current.carry, FORMER_MARKS.format(name=name_of(former))))


async def bring_along(current: Round, by: Author) -> None:
    """After the round was opened; asked again it goes on where it was broken off."""
    former = await former_of(current)
    if former is None:
        return
    _number, ranking = await standing(former.id)
    stood = await _stood(current.id, former.id)
    plain = {one.competitor for one in ranking.standings if one.status == NO_AWARD}
    await _say(current.id, by, {f"former-{label}": Status(label, NO_AWARD) for label, was in stood.items() if was in plain})
    if current.carry == DROPPED:
        return
    authors = _authors(former, begun(await keeper().book(current.id)).signers)
    await _say(current.id, authors[0], {f"mark-{one.competitor}": one for one in entered(ranking, stood)})
    for author in authors:
        signed = {f"{author.judge}-{label}": Signature(label, FORMER_FORM, author.judge) for label in stood}
        await _say(current.id, author, signed)
    await _say(current.id, by, {f"former-form-{label}": Acceptance(label, FORMER_FORM) for label in stood})


def _authors(former: Round, signers: int) -> list[Author]:
    """The former round as an official, or as many as must sign: of the one form that is its own, and nothing else."""
    name = author_name(former)
    those = [Seat(0, name, name_of(former), _ROLE, SEAT + number, (FORMER_FORM,)) for number in range(signers)]
    return [Author(name, seat.shown, False, seat, tuple(those)) for seat in those]


def author_name(former: Round) -> str:
    """Under which name the logbook has what a round brought along; no account is called so."""
    return f"@round-{former.number}"


async def _stood(round_id: int, former_id: int) -> dict[str, str]:
    """Who stands where now → where he stood."""
    stood = await labels(former_id)
    return {label: stood[one] for one, label in (await labels(round_id)).items() if one in stood}


async def _say(round_id: int, by: Author, decisions: Mapping[str, Decision]) -> None:
    """Each under a ref of its own, so that none is said twice."""
    envelopes = [enclosed(one, ref) for ref, one in sorted(decisions.items())]
    for answer in await keeper().decide(round_id, by, envelopes) if envelopes else []:
        if answer.outcome == REFUSED:
            raise Refusal(answer.says, status=409, **answer.facts)
