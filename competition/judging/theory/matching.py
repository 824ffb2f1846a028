"""Whose mark a row is, and what speaks against entering it. Knows names: for the organiser alone, never for a referee."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from competition.judging.scorekeeper import Book
from competition.judging.scorekeeper.weighing import equal
from competition.judging.standings import STATUS_WORDS, begun
from competition.judging.theory.reading import Row, mark_of
from competition.pages.language import N_, _
from competition.people.masking import masked_identity
from scoring.aspects import AGREED, Aspect
from scoring.decisions import Mark
from scoring.tally import objection

NOBODY = N_("没有这个选手。赛位号、参赛编号、姓名要和名单一致。")
SEVERAL = N_("名单里有 {count} 个这样的选手，请改用赛位号或参赛编号。")
CONTRARY = N_("这一行的几列不是同一个选手。")
TWICE = N_("这个选手在表里有 {count} 行，请只留一行。")
NO_MARK = N_("没有成绩。缺考的请由裁判长登记状态。")
STANDS = N_("已登 {standing}，不会覆盖；要改，请裁判长退回这张表或办勘误。")
NEW, SAME, OTHER, WRONG = "new", "same", "other", "wrong"
WORDS = {
    NEW: (N_("可导入"), "done"),
    SAME: (N_("已有，相同"), ""),
    OTHER: (N_("已有，不同"), "clash"),
    WRONG: (N_("有问题"), "wait"),
}
IDENTITY = re.compile(r"[0-9]{15}([0-9]{2}[0-9X])?")


@dataclass(frozen=True)
class Known:
    """Station labels by what may stand in a sheet; `names`: how a label is shown to the organiser."""

    labels: frozenset[str]
    by_number: Mapping[str, str] = field(default_factory=dict)
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_identity: Callable[[str], str | None] = lambda _number: None
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, key: str) -> frozenset[str]:
        """Whom a cell may mean."""
        if IDENTITY.fullmatch(key.upper()):
            found = self.by_identity(key.upper())
            return frozenset({found} if found else ())
        if key in self.labels:
            return frozenset({key})
        if key.upper() in self.by_number:
            return frozenset({self.by_number[key.upper()]})
        if key in self.by_name:
            return frozenset(self.by_name[key])
        padded = re.sub(r"[0-9]+$", lambda end: end[0].zfill(2), key)
        return frozenset({padded} if padded in self.labels else ())


@dataclass(frozen=True)
class Matched:
    """A row looked through. `value`: the mark as it would be entered."""

    number: int
    written: str
    label: str
    name: str
    value: str
    fate: str
    says: str = ""

    @property
    def word(self) -> str:
        """What becomes of it."""
        return _(WORDS[self.fate][0])

    @property
    def kind(self) -> str:
        """How that looks."""
        return WORDS[self.fate][1]


def matched(rows: Sequence[Row], known: Known, book: Book, aspect: Aspect) -> list[Matched]:
    """Every row with what becomes of it; nothing is entered."""
    meant = [_meant(row, known) for row in rows]
    counted = Counter(label for label, _says in meant if label)
    found = []
    for row, (label, says) in zip(rows, meant, strict=True):
        value = mark_of(row.mark)
        if label and counted[label] > 1:
            says = _(TWICE, count=counted[label])
        fate, said = (WRONG, says) if says else _fate(book, aspect, label, value)
        written = _("，").join(masked_identity(key) if IDENTITY.fullmatch(key.upper()) else key for key in row.who)
        found.append(Matched(row.number, written, label, known.names.get(label, ""), value, fate, said))
    return found


def _meant(row: Row, known: Known) -> tuple[str, str]:
    """The label, or why there is none. Under a heading every cell must mean somebody; without, employers may stand between."""
    every = [known.of(key) for key in row.who]
    meanings = [found for found in every if found]
    if not meanings or (row.headed and not all(every)):
        return "", _(NOBODY)
    common = frozenset.intersection(*meanings)
    if len(common) == 1:
        return next(iter(common)), ""
    return "", _(SEVERAL, count=len(common)) if common else _(CONTRARY)


def _fate(book: Book, aspect: Aspect, label: str, value: str) -> tuple[str, str]:
    tally = begun(book)
    if not tally.sheets[label].placed:
        return WRONG, _(STATUS_WORDS[tally.sheets[label].status])
    if not value:
        return WRONG, _(NO_MARK)
    head = book.heads.get((label, aspect.code, AGREED))
    if head is not None and head.value is not None:
        return (SAME, "") if equal(head.value, value) else (OTHER, _(STANDS, standing=head.value))
    problem = objection(tally, Mark(label, aspect.code, AGREED, value))
    return (WRONG, _(problem.says, **problem.facts)) if problem else (NEW, "")


def without_row(found: Sequence[Matched], known: Known, book: Book, aspect: Aspect) -> list[str]:
    """Who is not in the sheet and has no mark yet."""
    tally, there = begun(book), {row.label for row in found}
    return [
        f"{label} {known.names.get(label, '')}".strip()
        for label, sheet in tally.sheets.items()
        if label not in there and sheet.placed and aspect.code not in sheet.entries
    ]
