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
from competition.events import officials_page, referees_page, scheme_editor, scheme_page, season_page
from competition.events.programme import masthead, season
from competition.floor import day_page, draw_page, public_draw, ready
from competition.floor import papers as floor_papers
from competition.floor.organise import copy as copy_page
from competition.floor.organise import event as event_page
from competition.floor.organise import programme, spare
from competition.floor.quick_start import door as quick_start
from competition.judging import schema, scorekeeper
from competition.judging.check_in import deciding as check_in_acts
from competition.judging.check_in import door as check_in
from competition.judging.coding import door as coding
from competition.judging.desk import deciding as desk_acts
from competition.judging.desk import door as desk
from competition.judging.desk import handing_over, late, places
from competition.judging.desk import referees as how_referees_mark
from competition.judging.desk import socket as desk_bell
from competition.judging.not_begun import not_begun
from competition.judging.paper import differing as paper_differences
from competition.judging.paper import door as paper_entry
from competition.judging.standings import NotBegun
from competition.judging.tablet import by_post, devices, practice, selftest, signatures, socket
from competition.judging.tablet import page as tablet
from competition.judging.theory import door as theory
from competition.judging.what_if import door as what_if
from competition.pages import assets, errors, parts, preferences, worker
from competition.pages.environment import environment
from competition.pages.refusal import Refusal
from competition.pages.rights import PUBLIC, guard
from competition.people import accounts_page, sign_in, tablet_sign_in
from competition.people.sessions import Authentication
from competition.people.tables import Account
from competition.registration import adding, conditions_page, importing, listing, one, oneself
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
    # everybody, and who signs in
    *(preferences, parts, worker, sign_in, tablet_sign_in, accounts_page),
    # the organiser
    *(programme, spare, copy_page, quick_start, ready, season_page, event_page, officials_page),
    *(scheme_page, scheme_editor, referees_page, theory),
    # registration: who registers, who reviews
    *(oneself, listing, adding, importing, conditions_page, one),
    # the floor: draws, the day's papers, check-in, coding
    *(draw_page, public_draw, floor_papers, day_page, check_in, check_in_acts, coding),
    # referees and their tablets; clerks with paper
    *(tablet, socket, by_post, signatures, practice, selftest, devices, paper_entry, paper_differences),
    # the chief's desk
    *(desk, desk_acts, desk_bell, places, how_referees_mark, handing_over, late, what_if, reveal),
    # the office, after the marking
    *(recheck_page, supervision, office, unsealing_page, erratum_page, exports, rounds_page, nominations_door),
    # the hall, competitors, the public, other programs
    *(home, visitors, hall, competitor, published, schema),
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
    return State(
        {
            "settings": settings,
            "static": assets.address(),
            "masthead": masthead(None),
            "worker": Worker(),
            "welcome": first_account,
        }
    )


async def _look_around(app: Litestar) -> None:
    """What the frame of every page needs to know."""
    app.state.masthead = masthead(await season())
    app.state.empty = not await Account.exists().where(Account.organiser.eq(True))
