"""What passes between a tablet and the system: each message with an example, close codes, and who may decide what.

Data that `/schema` shows and tests hold true; a robot of somebody else's can be written from it alone.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from competition.judging.authority import MAY
from competition.judging.scorekeeper import Envelope
from competition.pages.language import N_

SIGNED_OUT, NOT_HIS, RESTARTS = 4401, 4403, 1012
CLOSE_CODES: Mapping[int, str] = {
    SIGNED_OUT: N_("已退出登录：重新输入 PIN，未上传的登分都留在平板上"),
    NOT_HIS: N_("这个赛项不再归这位裁判"),
    RESTARTS: N_("服务正在重启或数据库暂时连不上：过一会儿自动重连"),
}
MOST_AT_ONCE = 400


class Up(msgspec.Struct, frozen=True):
    """A frame, or the body of a POST, from a tablet. `round`: in which its decisions were made, 0 for the one that is on.
    By POST with `since` and `epoch` what came after that number is told with the answers, as over the socket."""

    decisions: list[Envelope] = []
    author: str | None = None
    unsent: int | None = None
    ping: int | None = None
    device: str = ""
    round: int = 0
    since: int | None = None
    epoch: str = ""


class HeadShown(msgspec.Struct, frozen=True):
    """What stands in a place instead."""

    value: str | None
    ref: str
    shown: str


class Answered(msgspec.Struct, frozen=True):
    """The answer to one decision. `ref` is null where the frame could not be read."""

    ref: str | None
    outcome: str
    number: int | None = None
    says: str = ""
    head: HeadShown | None = None


class LineShown(msgspec.Struct, frozen=True):
    """A line of the logbook, as far as this referee may see it."""

    number: int
    ref: str
    kind: str
    body: msgspec.Raw
    mine: bool


class LeaseShown(msgspec.Struct, frozen=True):
    """The tablet on which he marks instead; this one only looks until he takes over."""

    about: str
    since: str


_MARK = {"competitor": "07", "aspect": "B2.1", "judge": "*", "value": "2", "note": ""}
_REF = "3f0c2a9e-6a53-4d0e-9c6b-0f8a5d1f2b11"
UP: Mapping[str, Any] = {
    "decisions": {
        "author": "DG-J2",
        "round": 3,
        "decisions": [
            {"ref": _REF, "parent": None, "kind": "mark", "body": _MARK, "made_at": "2026-11-22T10:37:20.512+08:00"},
        ],
    },
    "unsent": {"unsent": 3},
    "ping": {"ping": 1},
    "since": {"author": "DG-J2", "decisions": [], "since": 1204, "epoch": "9d2c…"},
}
DOWN: Mapping[str, Any] = {
    "hello": {
        "hello": {
            "number": 1204,
            "epoch": "9d2c…",
            "now": "2026-11-22T02:37:20+00:00",
            "build": "1f0a…",
            "author": "DG-J2",
            "elsewhere": None,
        }
    },
    "answers": {"answers": [{"ref": _REF, "outcome": "entered", "number": 1205, "says": "", "head": None}]},
    "lines": {"lines": [{"number": 1206, "ref": _REF, "kind": "mark", "body": _MARK, "mine": True}], "number": 1206},
    "still": {"still": 1206},
    "elsewhere": {"elsewhere": {"about": "1180×820 Chrome", "since": "2026-11-22T02:37:20+00:00"}},
    "reset": {
        "reset": {"event": {"code": "DG", "title": "电工"}, "author": "DG-J2", "round": 3, "epoch": "9d2c…", "number": 1206}
    },
}
OUTCOMES: Mapping[str, str] = {
    "entered": N_("已写入日志；同一编号重发得到同样的回答"),
    "same": N_("这里已是这个值，没有新写一行"),
    "conflict": N_("与现有登分不同或来晚了：已作为待处理的登分保留，不计分，裁判长台可见"),
    "refused": N_("没有写入，原因见 says"),
}


def authority() -> list[tuple[str, tuple[str, ...]]]:
    """The table decision × role, in the order of the code."""
    return [(kind, tuple(sorted(roles))) for kind, roles in MAY.items()]


decode_up = msgspec.json.Decoder(Up).decode
encode = msgspec.json.Encoder().encode


def read_up(frame: str | bytes) -> Up | None:
    """What a tablet sent; None where nobody can read it: no JSON, another shape, too deep, too much at once."""
    try:
        up = decode_up(frame)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return up if len(up.decisions) <= MOST_AT_ONCE else None
