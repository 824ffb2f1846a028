"""What goes wrong, said once: a page for people, problem+json for programs; the traceback goes to the log and nowhere else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

import asyncpg
import structlog
from litestar import MediaType, Response
from litestar.exceptions import HTTPException, NotAuthorizedException, ValidationException
from litestar.response import Redirect

from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse, page

log = structlog.get_logger()

WORDS = {
    400: N_("这个请求看不懂。请回到上一页，检查填写的内容。"),
    401: N_("请先登录。"),
    403: N_("这一页不对您开放。换一个账号登录，或请组织者给您权限。"),
    404: N_("没有这一页。地址可能写错了，或者内容已经移走。"),
    405: N_("这个地址不能这样用。请从页面上的按钮操作。"),
    413: N_("文件太大。请换一个小一些的文件。"),
    429: N_("操作太快了，请稍等再试。"),
    500: N_("系统出了错，已记入日志，您填写的内容没有写入。请再试一次；还不行就告诉组织者。"),
    503: N_("系统正在启动或忙，请稍后再试。"),
}


@dataclass(frozen=True)
class ErrorPage:
    """One sentence, and the way back, or to where it is mended."""

    status: int
    says: str
    mended_at: str = ""


def refused(request: AnyRequest, error: Refusal) -> AnyResponse:
    """What a room refused, in its own words."""
    return _answer(request, error.status, _(error.says, **error.facts), error.at)


def failed(request: AnyRequest, error: HTTPException) -> AnyResponse:
    """What the frame refused: no such page, no right, a form that cannot be read."""
    if isinstance(error, NotAuthorizedException) and reads_pages(request) and request.method == "GET":
        return Redirect(f"/sign-in?to={quote(str(request.url.path))}")
    if isinstance(error, ValidationException):
        return _answer(request, 400, _(WORDS[400]))
    known = error.detail if error.status_code == 403 and error.detail in WORDS.values() else None
    return _answer(request, error.status_code, _(known or WORDS.get(error.status_code, WORDS[400])))


def unkept(request: AnyRequest, _error: asyncpg.DataError) -> AnyResponse:
    """A text or number that no table can hold. What it says quotes what was typed, so it is not logged."""
    return _answer(request, 400, _(WORDS[400]))


def nowhere(request: AnyRequest, _error: Exception) -> AnyResponse:
    """No such file."""
    return _answer(request, 404, _(WORDS[404]))


def broken(request: AnyRequest, error: Exception) -> AnyResponse:
    """Our own fault."""
    log.error("request failed", path=request.url.path, exc_info=error)
    return _answer(request, 500, _(WORDS[500]))


def again(
    request: AnyRequest, template: str, shown: object, says: str | Iterable[tuple[str, str]], status: int = 422
) -> AnyResponse:
    """A form that may have been refused. A person gets it as he typed it; a program what is wrong: one sentence, or by field."""
    wrong = [("", says)] if isinstance(says, str) and says else list(says)
    if not wrong or reads_pages(request):
        return page(request, template, shown, status=status if wrong else 200)
    return _problem(status, wrong[0][1], [{"field": field, "detail": said} for field, said in wrong if field])


def _answer(request: AnyRequest, status: int, says: str, mended_at: str = "") -> AnyResponse:
    if reads_pages(request):
        return page(request, "pages/error.html", ErrorPage(status, says, mended_at), status=status)
    return _problem(status, says)


def _problem(status: int, says: str, errors: Sequence[Mapping[str, str]] = ()) -> AnyResponse:
    """RFC 9457."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": says}
    return Response(told | ({"errors": errors} if errors else {}), status_code=status, media_type="application/problem+json")


def reads_pages(request: AnyRequest) -> bool:
    """Is this a person's browser? A program gets the sentence as problem+json."""
    return MediaType.HTML.value in request.headers.get("accept", "")
