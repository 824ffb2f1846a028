"""The application: every door, behind one guard, in one armour. Knows which rooms there are and nothing of what they do."""

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from litestar import Litestar
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.handlers.base import BaseRouteHandler
from litestar.middleware import DefineMiddleware
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.template import TemplateConfig

from competition.city import door as nominations_door
from competition.database import close_pool, open_pool
from competition.documents.worker import Worker
from competition.events import officials_page, referees_page, scheme_editor, scheme_page
from competition.events import season as season_page
from competition.events.programme import season
from competition.floor import day_page, draw_page, public_draw, ready
from competition.floor import papers as floor_papers
from competition.floor.organise import copy as copy_page
from competition.floor.organise import event as event_page
from competition.floor.organise import programme, spare
from competition.floor.quick_start import door as quick_start
from competition.judging import decisions_by_post, devices, practice, schema, scorekeeper, selftest, signatures, socket, tablet
from competition.judging.check_in import deciding as check_in_acts
from competition.judging.check_in import door as check_in
from competition.judging.coding import door as coding
from competition.judging.desk import deciding, door, handing_over, places, referees
from competition.judging.desk import socket as desk_socket
from competition.judging.not_begun import not_begun
from competition.judging.paper import differing as paper_differences
from competition.judging.paper import door as paper_entry
from competition.judging.standings import NotBegun
from competition.judging.theory import door as theory
from competition.judging.what_if import door as what_if
from competition.pages import assets, errors, parts, preferences, worker
from competition.pages.environment import environment
from competition.pages.refusal import Refusal
from competition.pages.rights import PUBLIC, guard
from competition.people import accounts_page, sign_in, tablet_sign_in
from competition.people.sessions import Authentication
from competition.people.tables import Account
from competition.registration import adding, conditions, importing, listing, one, oneself
from competition.results import (
    competitor,
    erratum_page,
    exports,
    hall,
    home,
    office,
    published,
    recheck_page,
    rounds_page,
    supervision,
    unsealing_page,
    visitors,
)
from competition.results.reveal import door as reveal
from competition.settings import Settings, secret

LARGEST_BODY = 20 * 1024 * 1024
ANSWERS: dict[int | type[Exception], Any] = {
    NotBegun: not_begun,
    Refusal: errors.refused,
    HTTPException: errors.failed,
    asyncpg.DataError: errors.unkept,
    Exception: errors.broken,
}

ROOMS: tuple[Any, ...] = (
    *(preferences, parts, worker, sign_in, tablet_sign_in, accounts_page),
    *(programme, spare, copy_page, season_page, event_page, scheme_page, scheme_editor, referees_page, officials_page),
    *(listing, adding, importing, conditions, one, oneself),
    *(quick_start, ready, draw_page, public_draw, floor_papers, day_page),
    *(
        tablet,
        practice,
        socket,
        decisions_by_post,
        signatures,
        devices,
        selftest,
        door,
        deciding,
        places,
        referees,
        what_if,
        desk_socket,
    ),
    *(check_in, check_in_acts, coding, handing_over),
    *(paper_entry, paper_differences, theory),
    *(home, visitors, hall, reveal, competitor, published, office, erratum_page, exports, supervision, recheck_page, rounds_page),
    unsealing_page,
    *(nominations_door, schema),
)


def doors() -> list[BaseRouteHandler]:
    """Every door of every room."""
    return [door for room in ROOMS for door in room.DOORS]


def application(settings: Settings, database_url: str, more: Sequence[BaseRouteHandler] = ()) -> Litestar:
    """The application on a migrated database. `more`: doors that only a demo has."""

    @asynccontextmanager
    async def opened(app: Litestar) -> AsyncIterator[None]:
        await open_pool(database_url)
        try:
            await _look_around(app)
            await scorekeeper.start()
            yield
        finally:
            await scorekeeper.stop()
            await app.state.worker.close()
            await close_pool()

    return Litestar(
        route_handlers=[*doors(), *more, assets.static_files(right=PUBLIC)],
        lifespan=[opened],
        guards=[guard],
        middleware=[DefineMiddleware(Authentication, exclude="^/s/")],
        csrf_config=CSRFConfig(secret=secret(settings, "csrf").hex(), cookie_httponly=True, exclude_from_csrf_key="no_csrf"),
        exception_handlers=ANSWERS,
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment())),
        state=_state(settings),
        request_max_body_size=LARGEST_BODY,
        openapi_config=None,
        logging_config=None,
    )


def _state(settings: Settings) -> State:
    first_account = secrets.token_urlsafe(16)
    return State({"settings": settings, "static": assets.address(), "masthead": "", "worker": Worker(), "welcome": first_account})


async def _look_around(app: Litestar) -> None:
    """What the frame of every page needs to know."""
    current = await season()
    app.state.masthead = current.name if current else "职业技能竞赛"
    app.state.empty = not await Account.exists().where(Account.organiser.eq(True))
