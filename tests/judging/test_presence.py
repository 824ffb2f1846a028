"""Which tablets are here: by socket or by post, and no more of them than a referee can hold."""

from uuid import uuid4

from competition.judging.tablet import presence
from competition.judging.tablet.presence import MOST, devices, tablets


def test_however_many_numbers_a_tablet_invents_only_the_last_few_are_known() -> None:
    code = f"DG{uuid4()}"
    presence.heard(code, "DG-J1", 3, "holds marks")
    presence.came(code, "DG-J1", "on its socket")
    presence.came(code, "DG-J2", "another's")
    for n in range(100):
        presence.came(code, "DG-J1", f"invented {n}")
        presence.went(code, "DG-J1", f"invented {n}")

    his = [device for name, device in devices(code) if name == "DG-J1"]
    assert len(his) == MOST
    assert {"holds marks", "on its socket", "invented 99"} <= set(his)
    assert (tablets(code)["DG-J1"].unsent, tablets(code)["DG-J1"].connected) == (3, 1)
    assert tablets(code)["DG-J2"].connected == 1


def test_a_tablet_that_asks_by_post_is_here_and_one_that_left_its_socket_is_not() -> None:
    code = f"DG{uuid4()}"
    before = presence.changes(code)
    presence.heard(code, "DG-J1", 0, "one", by_post=True)
    assert tablets(code)["DG-J1"].here
    assert presence.changes(code) > before, "the desk looks again"
    presence.came(code, "DG-J2", "two")
    presence.went(code, "DG-J2", "two")
    assert not tablets(code)["DG-J2"].here
