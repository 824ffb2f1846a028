"""Door: the two switches on every page, language and 大字. Both are cookies; nobody needs to sign in."""

from litestar import get
from litestar.datastructures import Cookie
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from competition.pages.language import LANGUAGES
from competition.pages.rights import PUBLIC

YEAR = 31_536_000


def _back(path: str) -> str:
    """Only a path of ours; anything else leads home."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


@get("/language/{name:str}", right=PUBLIC, sync_to_thread=False)
def speak(name: FromPath[str], back: FromQuery[str] = "/") -> Redirect:
    """Speak Chinese or English."""
    chosen = Cookie(key="lang", value=name if name in LANGUAGES else "zh", max_age=YEAR, samesite="lax", path="/")
    return Redirect(_back(back), cookies=[chosen])


@get("/large/{switch:str}", right=PUBLIC, sync_to_thread=False)
def enlarge(switch: FromPath[str], back: FromQuery[str] = "/") -> Redirect:
    """大字 on or off."""
    chosen = Cookie(key="large", value="on" if switch == "on" else "off", max_age=YEAR, samesite="lax", path="/")
    return Redirect(_back(back), cookies=[chosen])


DOORS = [speak, enlarge]
