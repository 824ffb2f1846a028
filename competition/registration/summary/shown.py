"""The preview of a 汇总表 as its page shows it. Knows no door."""

from collections.abc import Mapping
from dataclasses import dataclass

from competition.events.tables import Event
from competition.pages.language import N_, _
from competition.registration.fields import WORDS
from competition.registration.form import said
from competition.registration.summary.checking import DONE, Note, Preview, Ready
from competition.registration.summary.keeping import Kept

SHOWN = 200  # cells on a page; a table that is wrong from top to bottom wants its column looked at, not each cell
HINTS = {"identity": N_("18 位"), "phone": N_("11 位手机号码"), "name": N_("姓名"), "unit": N_("单位全称")}


@dataclass(frozen=True)
class NoteShown:
    """A cell that wants a look."""

    field: str
    where: str
    column: str
    name: str
    written: str
    value: str
    kind: str
    title: str
    says: str
    choices: tuple[tuple[str, str], ...]
    hint: str

    @property
    def label(self) -> str:
        """What the field is called for who cannot see it."""
        return _("{where} 改为", where=self.where)


@dataclass(frozen=True)
class PreviewPage:
    """What would be imported, and what has to be put right before."""

    code: str
    title: str
    id: int
    file: str
    imported: int
    rows: int
    usable: int
    open: int
    notes: tuple[NoteShown, ...]
    more: int
    without_identity: bool
    sample: tuple[tuple[str, str, str, str], ...]
    problem: str


def previewed(event: Event, mine: Kept, found: Preview, titles: Mapping[str, str], problem: str) -> PreviewPage:
    """The page: what has to be put right first, then what was."""
    notes = sorted(found.notes, key=lambda note: note.kind == DONE)
    return PreviewPage(
        code=event.code,
        title=event.title,
        id=mine.id,
        file=mine.file,
        imported=mine.imported,
        rows=found.rows,
        usable=found.usable,
        open=found.open,
        notes=tuple(_note(note) for note in notes[:SHOWN]),
        more=max(0, len(notes) - SHOWN),
        without_identity=found.without_identity,
        sample=tuple(_sample(row, titles) for row in found.ready[:5]),
        problem=problem,
    )


def _note(note: Note) -> NoteShown:
    # a destroyed number is of no use to start from
    value = "" if note.fault and note.key in ("identity", "phone") and "E+" in note.written.upper() else note.value
    return NoteShown(
        f"c-{note.row}-{note.key}",
        note.where,
        _(WORDS[note.key]),
        note.name,
        note.written,
        value,
        note.kind,
        _(note.fault.title) if note.fault else _("已修正"),
        said(note.fault) if note.fault else _("、").join(_(word) for word in note.mended),
        note.choices,
        _(HINTS.get(note.key, "")) if note.key in HINTS else "",
    )


def _sample(ready: Ready, titles: Mapping[str, str]) -> tuple[str, str, str, str]:
    entry = ready.entry
    people = "、".join(entry.of("name", number) for number in range(1, entry.size + 1))
    return entry.of("team") or people, entry.of("employer"), titles.get(ready.event, ready.event), entry.of("level", 1)
