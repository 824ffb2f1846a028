"""Door: signing in with name and password, and out; and the first organiser's account on an empty database."""

import hmac
from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from competition.audit.chain import record
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyConnection, AnyRequest, AnyResponse, ours, page
from competition.people.accounts import make_account, try_password
from competition.people.guards import SIGNED_IN
from competition.people.sessions import COOKIE, begin, end
from competition.people.tables import Account

HOME = "/organise"
TAKEN = N_("第一个组织者账号已经有了，请直接登录。")


@dataclass(frozen=True)
class SignInPage:
    """Name, password, and what was wrong with the last try."""

    to: str
    name: str = ""
    problem: str = ""


@dataclass(frozen=True)
class WelcomePage:
    """The first account."""

    name: str = ""
    problem: str = ""


@get("/sign-in", right=PUBLIC)
async def ask(request: AnyRequest, to: FromQuery[str] = HOME) -> Template:
    """The page that asks for name and password."""
    return page(request, "people/sign_in.html", SignInPage(ours(to, HOME)))


@post("/sign-in", right=PUBLIC, status_code=303)
async def sign_in(request: AnyRequest) -> AnyResponse:
    """Tries name and password."""
    data = await posted(request)
    to, name = ours(data.get("to", ""), HOME), data.get("name", "")
    try:
        account = await try_password(name, data.get("password", ""), request.client.host if request.client else "")
    except Refusal as wrong:
        says = _(wrong.says, **wrong.facts)
        return again(request, "people/sign_in.html", SignInPage(to, name, says), says, wrong.status)
    await record(account.name, "sign-in", account.name)
    return Redirect(to, status_code=303, cookies=[await begin(account.id, "desk", secure=_secure(request))])


@post("/sign-out", right=SIGNED_IN, status_code=303)
async def sign_out(request: AnyRequest) -> Redirect:
    """Ends this sign-in; marks that wait on a tablet stay on the tablet."""
    return Redirect("/", status_code=303, cookies=[await end(request.cookies.get(COOKIE, ""))])


@get("/welcome/{token:str}", right=PUBLIC)
async def welcome(request: AnyRequest, token: FromPath[str]) -> Template:
    """Asks for the first organiser's account; the address is printed where the program was started."""
    await _fresh(request, token)
    return page(request, "people/welcome.html", WelcomePage())


@post("/welcome/{token:str}", right=PUBLIC, status_code=303)
async def first_account(request: AnyRequest, token: FromPath[str]) -> AnyResponse:
    """Makes it, and signs in."""
    data = await posted(request)
    await _fresh(request, token)
    name = data.get("name", "").strip()
    try:
        if not name:
            raise Refusal(N_("请填写用户名。"))
        account = await make_account(name, data.get("shown", "").strip() or name, data.get("password", ""), organiser=True)
    except Refusal as wrong:
        says = _(wrong.says, **wrong.facts)
        return again(request, "people/welcome.html", WelcomePage(name, says), says, wrong.status)
    await record(name, "first-account", name)
    return Redirect("/quick-start", status_code=303, cookies=[await begin(account.id, "desk", secure=_secure(request))])


async def _fresh(request: AnyRequest, token: str) -> None:
    """Nobody but who started the program on an empty database gets in here."""
    if not hmac.compare_digest(token.encode(), request.app.state.welcome.encode()):
        raise Missing(N_("没有这一页。地址可能写错了，或者内容已经移走。"))
    if await Account.exists().where(Account.organiser.eq(True)):
        raise Refusal(TAKEN, status=409)


def _secure(connection: AnyConnection) -> bool:
    return connection.url.scheme == "https"


DOORS = [ask, sign_in, sign_out, welcome, first_account]
