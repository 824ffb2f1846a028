"""What a push is compared with: bare `websockets.broadcast` of bytes of the same size to as many boards.

`python -m tests.bench.calling PORT SIZE`; a line of input is one broadcast, and says when it began.
"""

import asyncio
import json
import sys
import time

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve


async def main(port: int, size: int) -> None:
    """Serves until the input ends."""
    number, loop = 0, asyncio.get_running_loop()

    def frame() -> str:
        return f'{{"number":{number},"rows":"' + "x" * (size - 25) + '"}'

    async def board(link: ServerConnection) -> None:
        await link.send(frame())
        await link.wait_closed()

    async with serve(board, "127.0.0.1", port, compression=None) as server:
        while await loop.run_in_executor(None, sys.stdin.readline):
            number, began = number + 1, time.monotonic()
            broadcast(server.connections, frame())
            print(json.dumps([number, began]), flush=True)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), int(sys.argv[2])))
