"""Door: the organiser gives an account a new password, or ends its sign-ins where a device was left behind."""

from dataclasses import dataclass

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.audit.chain import record
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.accounts import give_password
from competition.people.guards import ORGANISER
from competition.people.sessions import begin, end_all, reader
from competition.people.tables import Account

NOBODY = N_("没有这个账号。它可能已经去掉，请回到账号列表。")
TWICE = N_("两遍口令不一样，请再输一次。")
LISTED = """
select a.id, a.name, a.shown, a.organiser, a.password is not null as password, count(s.id) as devices
from account a left join sign_in s on s.account = a.id and s.expires_at > now()
group by a.id order by a.organiser desc, a.password is null, a.name"""


@dataclass(frozen=True)
class AccountLine:
    """An account, how it signs in, and on how many devices it is."""

    id: int
    name: str
    shown: str
    organiser: bool
    password: bool
    devices: int


@dataclass(frozen=True)
class AccountsPage:
    """All of them: organisers first, then who has a password."""

    accounts: tuple[AccountLine, ...]


@dataclass(frozen=True)
class AccountPage:
    """One of them, and what was wrong with the last form."""

    account: AccountLine
    problem: str = ""


@get("/organise/accounts", right=ORGANISER)
async def accounts(request: AnyRequest) -> Template:
    """Every account."""
    return page(request, "people/accounts.html", AccountsPage(await _lines()))


@get("/organise/accounts/{account:int}", right=ORGANISER)
async def one(request: AnyRequest, account: FromPath[int]) -> Template:
    """What can be done for one of them."""
    return page(request, "people/account.html", AccountPage(await _line(account)))


@post("/organise/accounts/{account:int}/password", right=ORGANISER, status_code=303)
async def new_password(request: AnyRequest, account: FromPath[int]) -> AnyResponse:
    """A new password; every device of the account signs in anew, but for the organiser's own that he sits at."""
    line, data = await _line(account), await posted(request)
    password = data.get("password", "")
    try:
        if password != data.get("again", ""):
            raise Refusal(TWICE)
        await give_password(line.id, password)
    except Refusal as wrong:
        says = _(wrong.says, **wrong.facts)
        return again(request, "people/account.html", AccountPage(line, says), says, wrong.status)
    who = reader(request)
    await record(who.name, "new-password", line.name)
    own = [await begin(who.id, who.device, secure=request.url.scheme == "https")] if who.id == line.id else []
    return Redirect(f"/organise/accounts/{line.id}", status_code=303, cookies=own)


@post("/organise/accounts/{account:int}/sign-out", right=ORGANISER, status_code=303)
async def sign_out_everywhere(request: AnyRequest, account: FromPath[int]) -> Redirect:
    """Every device of the account is signed out; marks that wait on a tablet stay on the tablet."""
    line = await _line(account)
    await end_all(line.id)
    await record(reader(request).name, "end-sign-ins", line.name)
    return Redirect(f"/organise/accounts/{line.id}", status_code=303)


async def _lines() -> tuple[AccountLine, ...]:
    return tuple(AccountLine(**row) for row in await Account.raw(LISTED))


async def _line(account: int) -> AccountLine:
    found = next((line for line in await _lines() if line.id == account), None)
    if found is None:
        raise Missing(NOBODY)
    return found


DOORS = [accounts, one, new_password, sign_out_everywhere]
