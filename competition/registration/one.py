"""Door: one registration: what it says, what the rules say, and what can be decided. Whole numbers go on record."""

from collections.abc import Sequence
from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.audit.chain import record
from competition.events.duties import REGISTRAR
from competition.events.moments import until
from competition.events.programme import event_by_code, season_of
from competition.events.stages import BEFORE_DRAW
from competition.events.tables import Event
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.guards import ORGANISER
from competition.people.masking import masked_identity, masked_phone
from competition.people.sealed import unseal
from competition.people.sessions import reader
from competition.registration.acceptance import ACCEPTED, REFUSED, RETURNED, SUBMITTED
from competition.registration.listing import ACCEPTS, KINDS, RESULT_KINDS, RESULTS, STATES
from competition.registration.qr import drawn
from competition.registration.review import UNKNOWN, accept_one, refuse, send_back, separate
from competition.registration.roll import Line, Person, surveyed
from competition.registration.rules import TWICE, WARN, Finding, findings, way_in
from competition.settings import secret

NO_ACT = N_("没有这个动作。请从页面上的按钮操作。")
PURPOSE = N_("要看完整的号码，请写明用途；这会记录在案。")


@dataclass(frozen=True)
class PersonShown:
    """Somebody in it; numbers masked unless they were asked for."""

    name: str
    employer: str
    credit: str
    sex: str
    level: str
    occupation: str
    identity: str
    phone: str


@dataclass(frozen=True)
class May:
    """What can be decided now. `accept`: the word on its button, as an `exception` where a rule warns."""

    accept: str = ""
    exception: bool = False
    send_back: bool = False
    refuse: bool = False
    separate: bool = False


@dataclass(frozen=True)
class OnePage:
    """The page; `problem` is why the last act was not done, `typed` what had been written for it."""

    code: str
    title: str
    line: Line
    state: str
    kind: str
    sent: str
    people: tuple[PersonShown, ...]
    found: tuple[tuple[str, str, str], ...]
    may: May
    has_numbers: bool
    full: bool
    address: str
    qr: str
    problem: str = ""
    typed: str = ""


@get("/organise/{code:str}/registrations/{registration:int}", right=REGISTRAR)
async def one(request: AnyRequest, code: FromPath[str], registration: FromPath[int]) -> AnyResponse:
    """The page."""
    return await _page(request, await event_by_code(code), registration)


@post("/organise/{code:str}/registrations/{registration:int}", right=REGISTRAR, status_code=303)
async def decide(request: AnyRequest, code: FromPath[str], registration: FromPath[int]) -> AnyResponse:
    """One decision; back to the list, or to this page with what kept it from being done."""
    data = await posted(request)
    event, reason = await event_by_code(code), data.get("reason", "")
    try:
        await _decide(request, event, registration, data.get("do", ""), reason)
    except Missing:
        raise
    except Refusal as refusal:
        problem = _(refusal.says, **refusal.facts)
        return await _page(request, event, registration, problem, reason, status=refusal.status)
    return Redirect(f"/organise/{event.code}/registrations", status_code=303)


@post("/organise/{code:str}/registrations/{registration:int}/numbers", right=ORGANISER, status_code=200)
async def numbers(request: AnyRequest, code: FromPath[str], registration: FromPath[int]) -> AnyResponse:
    """The page with whole numbers. A post, since looking is an act on record."""
    data = await posted(request)
    event, reason = await event_by_code(code), data.get("reason", "").strip()
    if not reason:
        return await _page(request, event, registration, _(PURPOSE))
    await record(reader(request).name, "see-numbers", f"{event.code}/{registration}", {"reason": reason[:200]})
    shown = await _page(request, event, registration, full=True)
    shown.set_header("cache-control", "no-store")
    return shown


async def _decide(request: AnyRequest, event: Event, registration: int, do: str, reason: str) -> None:
    by, key = reader(request).name, secret(request.app.state.settings, "identity")
    if do in ("accept", "exception"):
        await accept_one(event, registration, by, key, exception=do == "exception")
    elif do == "return":
        await send_back(event, registration, reason, by)
    elif do == "refuse":
        await refuse(event, registration, reason, by)
    elif do == "separate":
        await separate(event, registration, by)
    else:
        raise Refusal(NO_ACT, status=404)


async def _page(
    request: AnyRequest,
    event: Event,
    registration: int,
    problem: str = "",
    typed: str = "",
    *,
    full: bool = False,
    status: int = 422,
) -> AnyResponse:
    key = secret(request.app.state.settings, "identity")
    lines, ground = await surveyed(event, key)
    line = next((one for one in lines if one.id == registration), None)
    if line is None:
        raise Missing(UNKNOWN)
    found = findings(line.candidate, ground) if line.state == SUBMITTED else ()
    address = f"{str(request.base_url).rstrip('/')}/r/{line.link}"
    shown = OnePage(
        code=event.code,
        title=event.title,
        line=line,
        state=_(STATES[line.state]),
        kind=KINDS[line.state],
        sent=until(line.made_at, await season_of(event)),
        people=tuple(_person(one, key, full) for one in line.people),
        found=tuple((_(RESULTS[one.effect]), RESULT_KINDS[one.effect], _(one.says, **one.facts)) for one in found),
        may=_may(line, found) if event.stage in BEFORE_DRAW else May(),
        has_numbers=any(one.identity or one.phone for one in line.people),
        full=full,
        address=address,
        qr=drawn(address) if line.state != REFUSED else "",
        problem=problem,
        typed=typed,
    )
    return again(request, "registration/one.html", shown, problem, status)


def _may(line: Line, found: Sequence[Finding]) -> May:
    act = way_in(found)
    return May(
        _(ACCEPTS[act]) if line.state == SUBMITTED and act in ACCEPTS else "",
        exception=act == WARN,
        send_back=line.state in (SUBMITTED, ACCEPTED),
        refuse=line.state in (SUBMITTED, RETURNED),
        separate=any(one.says == TWICE for one in found) and not any(one.identity for one in line.people),
    )


def _person(one: Person, key: bytes, full: bool) -> PersonShown:
    identity = unseal(one.identity, key) if one.identity else ""
    phone = unseal(one.phone, key) if one.phone else ""
    return PersonShown(
        one.who.name,
        one.who.employer,
        one.credit,
        one.who.sex,
        one.who.level,
        one.occupation,
        identity if full else masked_identity(identity),
        phone if full else masked_phone(phone),
    )


DOORS = [one, decide, numbers]
