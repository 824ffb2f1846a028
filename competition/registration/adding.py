"""Door: the organiser adds one registration, a person's or a team's."""

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.audit.chain import record
from competition.events.duties import REGISTRAR
from competition.events.moments import today
from competition.events.programme import event_by_code, season_of
from competition.events.tables import Category, Event
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.identity import Fault
from competition.people.sessions import reader
from competition.registration.entering import add, known_faults
from competition.registration.entry import Entry, checked, typed
from competition.registration.form import FormPage, asked_of, wrong
from competition.settings import secret


@get("/organise/{code:str}/registrations/add", right=REGISTRAR)
async def ask(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """The empty form."""
    event = await event_by_code(code)
    return await _page(request, event, Entry({}, event.team_size), {})


@post("/organise/{code:str}/registrations/add", right=REGISTRAR, status_code=303)
async def added(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Adds it, or says at each field what is wrong. The organiser may leave the phone for later."""
    data = await posted(request)
    event, key = await event_by_code(code), secret(request.app.state.settings, "identity")
    as_typed = typed(data, event.team_size)
    entry, faults = checked(as_typed, asked_of(event, phone=False), today(await season_of(event)))
    faults = faults or await known_faults(event.id, entry, key)
    if faults:
        return await _page(request, event, as_typed, faults)
    made = await add(event, entry, key)
    await record(reader(request).name, "add-registration", f"{event.code}/{made.id}")
    return Redirect(f"/organise/{event.code}/registrations/{made.id}", status_code=303)


async def _page(request: AnyRequest, event: Event, entry: Entry, faults: dict[str, Fault]) -> AnyResponse:
    group = await Category.objects().get(Category.id == event.category) if event.category else None
    shown = FormPage(
        event.code,
        event.title,
        f"/organise/{event.code}/registrations/add",
        asked_of(event, phone=False),
        entry,
        public=False,
        category=group.name if group else "",
        wrong=wrong(faults),
    )
    return again(request, "registration/add.html", shown, shown.problems)


DOORS = [ask, added]
