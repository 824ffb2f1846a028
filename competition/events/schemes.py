"""An event's marking scheme: read from a file, kept with the round, changed until marking has begun."""

import json
from dataclasses import dataclass

from competition.audit.chain import record
from competition.database import DB
from competition.events.programme import round_of
from competition.events.stages import BEFORE_MARKING
from competition.events.tables import Event, Round
from competition.files.scheme_json import read_scheme_json
from competition.files.scheme_workbook import read_scheme_workbook
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from scoring.problems import Problem
from scoring.scheme import Scheme, read_scheme, warnings, write_scheme

UNKNOWN_FILE = N_("“{name}”不是评分标准。请上传 .xlsx 工作簿（世赛 CIS 或本系统模板）或 SCHEME.json。")
TOO_LATE = N_("登分已经开始，评分标准和裁判不能再改。要改分，请在裁判台按勘误办理。")


@dataclass(frozen=True)
class Read:
    """What came out of a file: a sound scheme, or all that is wrong with it, each with its place."""

    scheme: Scheme | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def written(scheme: Scheme) -> str:
    """The text that is kept, and that the Opening of the round will carry."""
    return json.dumps(write_scheme(scheme), ensure_ascii=False, separators=(",", ":"))


def parsed(text: str) -> Scheme | None:
    """A kept scheme; None where there is none yet."""
    if not text:
        return None
    scheme = read_scheme(json.loads(text))
    return scheme if isinstance(scheme, Scheme) else None


def read_file(name: str, data: bytes) -> Read:
    """Any file of ours: told apart by what is in it, not by its name."""
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        reading = read_scheme_workbook(data)
        scheme = None if reading.scheme is None else read_scheme(reading.scheme)
        return Read(scheme if isinstance(scheme, Scheme) else None, reading.problems, reading.warnings)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return Read(None, (Problem("", UNKNOWN_FILE, {"name": name}),))
    found = read_scheme_json(data)
    return Read(found, (), warnings(found)) if isinstance(found, Scheme) else Read(None, tuple(found))


def still_open(event: Event) -> None:
    """Scheme and referees are fixed once marking has begun."""
    if event.stage not in BEFORE_MARKING:
        raise Refusal(TOO_LATE, status=409)


async def keep_scheme(event: Event, scheme: Scheme, by: str, source: str = "") -> None:
    """Replaces the scheme of the event's round; the stage is tested in the same transaction."""
    async with DB.transaction():
        held = await Event.objects().where(Event.id == event.id).lock_rows().first()
        still_open(held or event)
        current = await round_of(event.id)
        await Round.update({Round.scheme: written(scheme)}).where(Round.id == current.id)
        await record(by, "scheme", event.code, {"title": scheme.title, "source": source, "maximum": str(scheme.max)})


async def restated(event: Event, round_id: int, scheme: Scheme, by: str) -> None:
    """After a change that the logbook holds: the round's text says what the logbook says."""
    async with DB.transaction():
        await Round.update({Round.scheme: written(scheme)}).where(Round.id == round_id)
        await record(by, "scheme-change", event.code, {"title": scheme.title, "maximum": str(scheme.max)})
