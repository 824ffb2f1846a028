"""Door: behind the stage: the robots' parent asks who is called; each asking moves what is due one step. Only with the key."""

import asyncio
import hmac
from typing import Any

from litestar import get
from litestar.response import Response

from competition.demo.call_sheet import call_sheet
from competition.demo.show import show
from competition.demo.tending import tend
from competition.pages.language import N_
from competition.pages.refusal import Missing, Refusal
from competition.pages.rights import PUBLIC
from competition.pages.site import AnyRequest

NOBODY = N_("没有这一页。地址可能写错了，或者内容已经移走。")
_one_at_a_time = asyncio.Lock()


@get("/demo/call-sheet", right=PUBLIC)
async def call(request: AnyRequest) -> Response[dict[str, Any]]:
    """The call sheet."""
    if not hmac.compare_digest(request.headers.get("x-demo-key", "").encode(), show().key.encode()):
        raise Missing(NOBODY)
    async with _one_at_a_time:
        try:
            await tend()
            show().says = ""
        except Refusal as not_yet:
            show().says = str(not_yet)
        return Response(await call_sheet())


DOORS = [call]
