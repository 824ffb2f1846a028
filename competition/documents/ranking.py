"""A ranking for other programs: the contract's JSON and CSV (section 5), byte for byte.

Takes scoring's values alone; the cells of the CSV are those of the workbook and of the paper.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from fractions import Fraction

from competition.documents.ranking_table import exact
from competition.documents.reasons import Tongue
from competition.documents.reasons_json import because, marks
from scoring.amounts import plain, shown
from scoring.ranking import Ranking, Standing
from scoring.sheet import Sheet

_FORMULA = ("=", "+", "-", "@")


def ranking_json(
    ranking: Ranking,
    problems: Iterable[str] | None = None,
    reasons: Mapping[str, Sheet] | None = None,
    tongue: Tongue | None = None,
) -> bytes:
    """One standing a line. `problems`: the lines to print; without, the ranking's own sentences. `reasons`: the sheets,
    where every standing is to say why this place and how its marks came to be."""
    head = {
        "format": 1,
        "title": ranking.scheme.title,
        "complete": ranking.complete,
        "competitors": len(ranking.standings),
    }
    told = [str(problem) for problem in ranking.problems] if problems is None else list(problems)
    lines = [_standing(ranking, each) | _reasons(ranking, each, reasons, tongue) for each in ranking.standings]
    standings = ",\n  ".join(_written(line) for line in lines)
    listed = f"[\n  {standings}]" if standings else "[]"
    return f'{_written(head)[:-1]},\n "standings": {listed},\n "problems": {_written(told)}}}\n'.encode()


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _standing(ranking: Ranking, each: Standing) -> dict[str, object]:
    return {
        "place": each.place,
        "tied": each.tied,
        "competitor": each.competitor,
        "total": None if each.total is None else shown(each.total, ranking.scheme.rounding.places),
        "criteria": _marks(ranking, each.criteria),
        "aspects": _marks(ranking, each.aspects),
        "time": None if each.time is None else plain(each.time),
        "decided_by": each.decided_by,
        "award": each.award,
        "scale": each.scale,
        "status": each.status,
    }


def _reasons(ranking: Ranking, each: Standing, sheets: Mapping[str, Sheet] | None, tongue: Tongue | None) -> dict[str, object]:
    if sheets is None:
        return {}
    said = tongue or Tongue()
    why = because(ranking, sheets, each.competitor, said)
    return {"because": why, "marks": marks(ranking, sheets[each.competitor], said)}


def _marks(ranking: Ranking, marks: Mapping[str, Fraction]) -> dict[str, str]:
    return {code: shown(mark, ranking.scheme.rounding.places) for code, mark in marks.items()}


def ranking_csv(ranking: Ranking) -> bytes:
    """With BOM and CRLF for the spreadsheet that it will be opened with; no text in it can become a formula."""
    cells = exact(ranking)
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\r\n")
    writer.writerow([_harmless(title) for title in cells.titles])
    figures = [head.kind == "figure" for head in cells.heads]
    for row in cells.rows:
        writer.writerow([cell if figure else _harmless(cell) for cell, figure in zip(row, figures, strict=True)])
    return into.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
