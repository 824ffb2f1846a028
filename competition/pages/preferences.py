"""Door: the two switches on every page, language and 大字. Both are cookies; nobody needs to sign in."""

from litestar import get
from litestar.datastructures import Cookie
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from competition.pages.language import LANGUAGES
from competition.pages.rights import PUBLIC
from competition.pages.site import ours

YEAR = 31_536_000


@get("/language/{name:str}", right=PUBLIC, sync_to_thread=False)
def speak(name: FromPath[str], back: FromQuery[str] = "/") -> Redirect:
    """Speak Chinese or English."""
    chosen = Cookie(key="lang", value=name if name in LANGUAGES else "zh", max_age=YEAR, samesite="lax", path="/")
    return Redirect(ours(back, "/"), cookies=[chosen])


@get("/large/{switch:str}", right=PUBLIC, sync_to_thread=False)
def enlarge(switch: FromPath[str], back: FromQuery[str] = "/") -> Redirect:
    """大字 on or off."""
    chosen = Cookie(key="large", value="on" if switch == "on" else "off", max_age=YEAR, samesite="lax", path="/")
    return Redirect(ours(back, "/"), cookies=[chosen])


DOORS = [speak, enlarge]
