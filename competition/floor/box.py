"""The machine that serves, as its people see it: where it is reached, whether that changed, and how the copy beside it stands.

Words only; must not know who copies, nor where to.
"""

import time
from dataclasses import dataclass
from datetime import datetime

from competition.live.beside import GONE, LATE_SECONDS, WITH, CopyStatus, Told
from competition.live.whereabouts import Whereabouts, whereabouts
from competition.pages.language import N_, _
from competition.pages.site import AnyConnection
from competition.registration.qr import drawn

NO_COPY = N_("没有开副本：这台机器坏了，登分只在平板上")
FIRST = N_("正在做第一份整份备份")
SLOW = N_("U 盘慢，还没有跟上")
LACKING = N_("差 {count} 行")


@dataclass(frozen=True)
class Copy:
    """`kind` and `word`: its state; `ago`: seconds since it held everything; `text`: what is wrong with it, or nothing."""

    kind: str
    word: str
    text: str
    ago: int | None
    folder: str = ""
    full_at: datetime | None = None
    same_disk: bool = False


@dataclass(frozen=True)
class Box:
    """`local`: no other machine reaches it; `was`: the address that it no longer has, since when."""

    addresses: tuple[str, ...]
    local: bool
    was: str
    since: datetime | None
    qr: str
    copy: Copy

    @property
    def mark(self) -> str:
        """Another one when a page that shows the box should look again."""
        return "|".join((*self.addresses, self.was, self.copy.word, self.copy.text))


def box(connection: AnyConnection) -> Box:
    """As it is now."""
    state = connection.app.state
    there: Whereabouts = whereabouts(state.settings.data, state.settings.host, state.settings.port)
    told: Told | None = state.get("beside")
    return Box(there.addresses, there.local, there.was, there.since, drawn(there.addresses[0]), copy_of(told and told()))


def copy_of(told: CopyStatus | None, now: float | None = None) -> Copy:
    """How the copy stands, in words."""
    if told is None:
        return Copy("", _("没有"), _(NO_COPY), None)
    ago = told.age(time.monotonic() if now is None else now)
    late = ago is not None and ago > LATE_SECONDS
    said = _(told.says, **told.facts) if told.says else ""
    lacking = _(LACKING, count=told.lacking) if told.lacking else ""
    if told.state == WITH and not late:
        kind, word, text = "done", _("跟上"), ""
    elif told.state == GONE:
        kind, word, text = "clash", _("断了"), "；".join(filter(None, (said, lacking)))
    else:
        kind, word, text = "wait", _("落后"), "；".join(filter(None, (said or _(SLOW if late else FIRST), lacking)))
    return Copy(kind, word, text, ago, told.folder, told.full_at, told.same_disk)
