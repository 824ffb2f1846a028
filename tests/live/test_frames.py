"""A frame that is made once is what any client reads."""

import pytest
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

from competition.live.frames import framed


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536])
def test_a_message_of_any_size_is_one_whole_frame(size: int) -> None:
    text = b"x" * size
    wire = StreamReader()
    wire.feed_data(framed(text))
    reading = Frame.parse(wire.read_exact, mask=False)
    with pytest.raises(StopIteration) as read:
        next(reading)
    assert (read.value.value.opcode, read.value.value.data, read.value.value.fin) == (Opcode.TEXT, text, True)
    assert not wire.buffer
