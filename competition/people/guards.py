"""Rights that do not depend on an event."""

from competition.pages.rights import PUBLIC, Right
from competition.pages.site import AnyConnection
from competition.people.sessions import Signed


async def _signed_in(connection: AnyConnection) -> bool:
    return isinstance(connection.scope.get("user"), Signed)


async def _organises(connection: AnyConnection) -> bool:
    user = connection.scope.get("user")
    return isinstance(user, Signed) and user.organiser


SIGNED_IN = Right("signed in", _signed_in)
ORGANISER = Right("organiser", _organises)

__all__ = ["ORGANISER", "PUBLIC", "SIGNED_IN"]
