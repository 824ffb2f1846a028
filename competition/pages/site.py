"""A page: one template and one frozen dataclass. `site` is what the frame around every page needs to know."""

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from litestar.connection import ASGIConnection, Request
from litestar.response import Response, Template

from competition.pages.language import _, language, titled

AnyConnection = ASGIConnection[Any, Any, Any, Any]
AnyRequest = Request[Any, Any, Any]
# What a door gives back that answers now with a page and now with something else.
AnyResponse = Response[Any]


@runtime_checkable
class Reader(Protocol):
    """Whoever is signed in, as far as a page shows it."""

    @property
    def shown(self) -> str: ...

    @property
    def organiser(self) -> bool: ...


@dataclass(frozen=True)
class Site:
    """The frame: title in the masthead, language, size of letters, watermark, who reads."""

    title: str
    demo: bool
    language: str
    large: bool
    account: Reader | None
    static: str
    path: str


def site(connection: AnyConnection) -> Site:
    """The frame for this reader."""
    state = connection.app.state
    name, english = state.masthead
    reader = connection.scope.get("user")
    return Site(
        title=titled(_(name), english),
        demo=state.settings.demo,
        language=language.get(),
        large=connection.cookies.get("large") == "on",
        account=reader if isinstance(reader, Reader) else None,
        static=state.static,
        path=connection.url.path,
    )


def ours(path: str, home: str) -> str:
    """A path of ours, to be sent back to; anything else (another site's, a broken line) leads home."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else home


def page(connection: AnyConnection, template: str, shown: object, *, status: int = 200) -> Template:
    """`template` with `shown` as its `page`."""
    return Template(template, context={"page": shown, "site": site(connection)}, status_code=status)
