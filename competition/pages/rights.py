"""A right: who may pass a door. Every handler names one as `right=`; what names none is closed to everybody."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from litestar.enums import ScopeType
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler

from competition.pages.language import N_
from competition.pages.site import AnyConnection

NOT_HERE = N_("这一页不对您开放。换一个账号登录，或请组织者给您权限。")
FOREIGN = N_("这个请求来自别的网站，没有执行。请从本系统的页面操作。")


@dataclass(frozen=True)
class Right:
    """A right by name; `holds` tells whether this connection has it."""

    name: str
    holds: Callable[[AnyConnection], Awaitable[bool]]


async def _everybody(_connection: AnyConnection) -> bool:
    return True


PUBLIC = Right("public", _everybody)


async def guard(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Closes every door whose right this connection lacks; asks for a sign-in first where nobody is signed in."""
    right = handler.opt.get("right")
    if connection.scope["type"] == ScopeType.WEBSOCKET and not same_origin(connection):
        raise PermissionDeniedException(FOREIGN)
    if isinstance(right, Right) and await right.holds(connection):
        return
    if connection.scope.get("user") is None:
        raise NotAuthorizedException(N_("请先登录。"))
    raise PermissionDeniedException(NOT_HERE)


def same_origin(connection: AnyConnection) -> bool:
    """Browsers always name the page a socket comes from; another site's page must not use the reader's cookie."""
    origin = connection.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == connection.headers.get("host")
