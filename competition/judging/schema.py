"""Door: what another program may rely on, on one page: addresses and rights, socket messages, close codes, who decides what."""

import inspect
import json
from dataclasses import dataclass

from litestar import Litestar, get
from litestar.handlers import HTTPRouteHandler, WebsocketRouteHandler
from litestar.response import Template

from competition.judging.tablet.messages import CLOSE_CODES, DOWN, OUTCOMES, UP, authority
from competition.pages.language import _
from competition.pages.rights import Right
from competition.pages.site import AnyRequest, page
from competition.people.guards import SIGNED_IN


@dataclass(frozen=True, order=True)
class Address:
    """An address: what it takes, and who may."""

    path: str
    method: str
    right: str
    says: str


@dataclass(frozen=True)
class Schema:
    """The page."""

    addresses: tuple[Address, ...]
    up: tuple[tuple[str, str], ...]
    down: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    closes: tuple[tuple[int, str], ...]
    roles: tuple[str, ...]
    decisions: tuple[tuple[str, tuple[str, ...]], ...]


def addresses(app: Litestar) -> tuple[Address, ...]:
    """Every address of the application, as it is served."""
    found = set[Address]()
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()) or [getattr(route, "route_handler", None)]:
            right = handler.opt.get("right") if handler is not None else None
            name = right.name if isinstance(right, Right) else ""
            if isinstance(handler, HTTPRouteHandler):
                found |= {
                    Address(route.path, method, name, _said(handler)) for method in handler.http_methods if method != "OPTIONS"
                }
            elif isinstance(handler, WebsocketRouteHandler):
                found.add(Address(route.path, "WS", name, _said(handler)))
    return tuple(sorted(found))


def _said(handler: HTTPRouteHandler | WebsocketRouteHandler) -> str:
    """The first paragraph of its docstring; what runs in a thread stands behind a wrapper."""
    said = inspect.getdoc(getattr(handler.fn, "func", handler.fn)) or ""
    return " ".join(said.partition("\n\n")[0].split())


@get("/schema", right=SIGNED_IN, sync_to_thread=False)
def schema(request: AnyRequest) -> Template:
    """This page."""
    decisions = tuple(authority())
    shown = Schema(
        addresses(request.app),
        _examples(UP),
        _examples(DOWN),
        tuple((name, _(says)) for name, says in OUTCOMES.items()),
        tuple((code, _(says)) for code, says in CLOSE_CODES.items()),
        tuple(sorted({role for _kind, roles in decisions for role in roles})),
        decisions,
    )
    return page(request, "judging/schema.html", shown)


def _examples(messages: object) -> tuple[tuple[str, str], ...]:
    assert hasattr(messages, "items")
    return tuple((name, json.dumps(example, ensure_ascii=False, indent=1)) for name, example in messages.items())


DOORS = [schema]
