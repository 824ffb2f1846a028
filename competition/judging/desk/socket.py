"""Door: the desk's bell: a number whenever there is something new. What is new, the page reads by itself."""

from litestar import websocket
from litestar.params import FromPath

from competition.events.duties import CHIEF
from competition.events.programme import event_by_code, round_of
from competition.floor.box import box
from competition.judging.scorekeeper import keeper
from competition.judging.tablet import presence
from competition.judging.tablet.messages import NOT_HIS, encode
from competition.pages.sockets import AnySocket, meanwhile, until_gone
from competition.people.sessions import COOKIE, signed

EVERY = 3.0


@websocket("/desk/{code:str}/socket", right=CHIEF)
async def desk_socket(socket: AnySocket, code: FromPath[str]) -> None:
    """`{"number": N, "tablets": V, "box": T, "ago": S}`: the desk looks again when one of the first three is another;
    `ago`: seconds since the copy beside held everything, or null."""
    event = await event_by_code(code)
    round_id = (await round_of(event.id)).id
    await socket.accept()
    async with meanwhile(_tell(socket, event.code, round_id)):
        await until_gone(socket)


async def _tell(socket: AnySocket, code: str, round_id: int) -> None:
    while True:
        # A chief who is no longer one hears nothing more.
        socket.scope["user"] = await signed(socket.cookies.get(COOKIE))
        if not await CHIEF.holds(socket):
            await socket.close(code=NOT_HIS)
            return
        number = (await keeper().book(round_id)).number
        here = box(socket)
        told = {"number": number, "tablets": presence.changes(code), "box": here.mark, "ago": here.copy.ago}
        await socket.send_data(encode(told), mode="text")
        await keeper().shown.newer(round_id, number, EVERY)


DOORS = [desk_socket]
