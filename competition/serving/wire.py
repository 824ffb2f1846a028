"""uvicorn's websockets with a short way out: a frame that was made once is written at once, by whoever has it.

Every message of its own way is framed, checked and joined anew, behind five coroutines: for a thousand boards that is
three quarters of the work. Must not know what is sent.
"""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import State

from competition.live.frames import PUT

MOST_UNHEARD = 8


class Wire(WebSocketsSansIOProtocol):
    """One connection; its scope offers `put`."""

    def handle_connect(self, event: Request) -> None:
        """The application has not run yet when the scope is complete."""
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.scope["extensions"][PUT] = self.put  # type: ignore[assignment]

    def send_receive_event_to_app(self) -> None:
        """Stops reading when several wait to be heard, not at each: that is two calls of the system a message."""
        if self.queue.qsize() >= MOST_UNHEARD:
            super().send_receive_event_to_app()
            return
        stopped, self.read_paused = self.read_paused, True
        super().send_receive_event_to_app()
        self.read_paused = stopped

    def put(self, frame: bytes) -> bool:
        """Writes it, unless the other end has not taken what it was sent before, or is leaving."""
        if self.conn.state is not State.OPEN or not self.writable.is_set() or self.transport.is_closing():
            return False
        self.transport.write(frame)
        return True
