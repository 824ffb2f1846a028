"""What was over before the visitor came: who has come, the time that runs, marks; by the scorekeeper like all that follows."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from competition.demo.robots.entries import entry
from competition.demo.seeding import chief_of
from competition.events.duties import seats
from competition.events.programme import round_of
from competition.events.tables import Event
from competition.judging.authority import Author, team
from competition.judging.logbook import encode, kind_of
from competition.judging.opening import labels_of
from competition.judging.scorekeeper import ENTERED, Envelope, keeper
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from scoring.decisions import Acceptance, CheckIn, Clock, Decision, Mark, Signature

# how far a form is: nothing, marked, signed and accepted
NOTHING, MARKED, ACCEPTED = 0, 1, 2
HowFar = Callable[[int, int], int]
REFUSED = N_("演示数据没有写入：{why}")


def all_of_it(_station: int, _form: int) -> int:
    """Everything is marked, signed and accepted."""
    return ACCEPTED


def under_way(station: int, form: int) -> int:
    """A morning's work: the theory is in, the first forms are done, the next are begun."""
    done = (10, 7, 3, 2, 0, 1)[form] if form < 6 else 0
    return ACCEPTED if station < done else MARKED if station < done + 1 and form not in (0, 3) else NOTHING


async def seated(event: Event) -> None:
    """Everybody is checked in, and every session's time runs."""
    one, chief = await round_of(event.id), await chief_of(event)
    said: list[Decision] = [CheckIn(label) for label in await labels_of(one.id)]
    await _decide(one.id, [(chief, decision) for decision in (*said, Clock(0, "start"))])


async def fill(event: Event, seed: int, far: HowFar = all_of_it) -> int:
    """Decides it all, by the referees whose it is; how many decisions that were."""
    one = await round_of(event.id)
    everybody, chief = tuple(await seats(event.id)), await chief_of(event)
    authors = {seat.judge: Author(seat.name, seat.shown, False, seat, everybody) for seat in everybody if seat.seat}
    scheme, labels = json.loads(one.scheme), await labels_of(one.id)
    count = 0
    for number, form in enumerate(_forms(scheme)):
        judges = [seat.judge for seat in team(everybody, form["code"])]
        for at, label in enumerate(labels):
            level = far(at, number)
            said = list(_marked(seed, event.code, label, form, judges)) if level >= MARKED else []
            if level == ACCEPTED:
                said += [(judge, Signature(label, form["code"], judge)) for judge in _signers(form, judges)]
            await _decide(one.id, [(authors[judge], decision) for judge, decision in said])
            if level == ACCEPTED:
                await _decide(one.id, [(chief, Acceptance(label, form["code"]))])
            count += len(said) + (level == ACCEPTED)
    return count


def _forms(scheme: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for criterion in scheme["criteria"]:
        yield from criterion["subcriteria"]


def _marked(seed: int, code: str, label: str, form: Mapping[str, Any], judges: list[str]) -> Iterator[tuple[str, Decision]]:
    for aspect in form["aspects"]:
        if aspect["kind"] == "measurement":
            yield judges[0], Mark(label, aspect["code"], "*", entry(seed, code, label, aspect, "*"))
        else:
            for judge in judges[: aspect.get("judges", 3)]:
                yield judge, Mark(label, aspect["code"], judge, entry(seed, code, label, aspect, judge))


def _signers(form: Mapping[str, Any], judges: list[str]) -> list[str]:
    judged = any(aspect["kind"] != "measurement" for aspect in form["aspects"])
    return judges if judged else judges[:1]


async def _decide(round_id: int, said: list[tuple[Author, Decision]]) -> None:
    """One author after the other keeps its order; each batch is one commit."""
    for author in dict.fromkeys(author for author, _ in said):
        envelopes = [_envelope(decision) for one, decision in said if one is author]
        for answer in await keeper().decide(round_id, author, envelopes):
            if answer.outcome != ENTERED:
                raise Refusal(REFUSED, why=answer.says.format(**answer.facts))


def _envelope(decision: Decision) -> Envelope:
    body = encode(decision)
    place = [str(part) for part in (getattr(decision, name, "") for name in ("competitor", "subcriterion", "aspect")) if part]
    return Envelope("-".join(["seed", kind_of(decision), *place]), kind_of(decision), msgspec.Raw(body.encode()))
