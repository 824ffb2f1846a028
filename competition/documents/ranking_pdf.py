"""A ranking on paper: the 成绩公示表 where names are given, else the list by station labels.

The cells come from `ranking_table`; nothing is computed here. Must not know where names come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from competition.documents import grid
from competition.documents.fonts import find
from competition.documents.grid import Column
from competition.documents.page import Paper, Provenance
from competition.documents.ranking_table import Cells, Head, Person, Say, named, plain
from competition.documents.recognition import CAVEAT
from scoring.ranking import Ranking
from scoring.recognition import recognised


@dataclass(frozen=True)
class Publication:
    """How a ranking goes out: its title, the lines under the table, who signs, and how deep it goes."""

    title: str = ""
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    dated: date | None = None
    only_awarded: bool = False
    scores: bool = True


@dataclass(frozen=True)
class Sheet:
    """All that a table on paper says, as plain values: what a worker process is handed."""

    cells: Cells
    publication: Publication
    provenance: Provenance
    fonts: Path | None = None


def ranking_pdf(
    ranking: Ranking,
    people: Mapping[str, Person] | None = None,
    publication: Publication | None = None,
    provenance: Provenance | None = None,
    fonts: Path | None = None,
    say: Say = str,
) -> bytes:
    return sheet_pdf(ranking_sheet(ranking, people, publication, provenance, fonts, say))


def ranking_sheet(
    ranking: Ranking,
    people: Mapping[str, Person] | None = None,
    publication: Publication | None = None,
    provenance: Provenance | None = None,
    fonts: Path | None = None,
    say: Say = str,
) -> Sheet:
    """A ranking that is not whole never comes out as final, whoever says so."""
    out, source = publication or Publication(), provenance or Provenance()
    cells = plain(ranking, say) if people is None else named(ranking, people, out.only_awarded, out.scores, say)
    if not ranking.complete or ranking.refused:
        source = replace(source, final=False)
        out = replace(out, notes=(*(f"尚缺：{each}" for each in ranking.problems), *out.notes))
    if recognised(ranking):
        out = replace(out, notes=(*out.notes, say(CAVEAT)))
    return Sheet(cells, replace(out, title=out.title or _title(ranking, people)), source, fonts)


def _title(ranking: Ranking, people: Mapping[str, Person] | None) -> str:
    return f"{ranking.scheme.title}成绩{'公示表' if people is not None else '排名表'}"


def sheet_pdf(sheet: Sheet) -> bytes:
    fonts, out = find(sheet.fonts), sheet.publication
    columns = [_column(head) for head in sheet.cells.heads]
    set_as = grid.plan(fonts, columns, sheet.cells.rows)
    paper = Paper(fonts, out.title, sheet.provenance, set_as.area)
    y = paper.paragraph(paper.area.top, out.title, "title", 22, 1.5, "centre") - 2
    y = paper.paragraph(y, out.subtitle, "kai", 12, 1.5, "centre") if out.subtitle else y
    y = grid.draw(paper, set_as, columns, sheet.cells.rows, y - 10) - 10
    for note in out.notes:
        y = paper.paragraph(y, note)
    _signed(paper, out, y)
    return paper.done()


def _column(head: Head) -> Column:
    folds = {"figure": 0, "text": 8, "name": 11, "unit": 14, "note": 5}
    return Column(head.title, "left" if head.kind == "unit" else "centre", head.kind == "figure", folds[head.kind])


def _signed(paper: Paper, out: Publication, y: float) -> None:
    """Lines to sign on, then who publishes; kept together, with room for the seal (印位)."""
    room = 34.0 * bool(out.signers) + 26.0 * bool(out.hosts) + 17.0 * (len(out.hosts) + bool(out.dated))
    if y - room < paper.area.bottom:
        y = paper.turn()
    if out.signers:
        wide = paper.area.width / len(out.signers)
        for number, signer in enumerate(out.signers):
            paper.write(paper.area.left + number * wide, y - 24, f"{signer}：", size=10.5)
            paper.rule(
                y - 27,
                0.4,
                left=paper.area.left + number * wide + 12 + 10.5 * len(signer),
                right=paper.area.left + (number + 0.92) * wide,
            )
        y -= 34
    y -= 26 * bool(out.hosts)
    dated = [f"{out.dated.year}年{out.dated.month}月{out.dated.day}日"] if out.dated else []
    for line in (*out.hosts, *dated):
        paper.write(paper.area.right - 24, y - 12, line, size=12, align="right")
        y -= 17
