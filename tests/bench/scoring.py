"""Ranking a large round, in this process and its own time; beside it a bare sort of the same totals."""

import random
from collections.abc import Callable
from math import log2
from time import process_time

from scoring.decisions import Mark
from scoring.ranking import rank
from scoring.scheme import Scheme
from scoring.sheet import Sheet, written
from scoring.tally import Tally, after, begin, objection
from tests.bench.table import TRIES, Row, percentile, ratio
from tests.scoring.builders import SCORED, scheme_of

FEW, MANY, ASPECTS, JUDGES = 50, 800, 200, 5
MARKS = 100


def run() -> list[Row]:
    """200 competitors x 200 aspects x 5 judges; then fewer and more competitors."""
    scheme = _scheme(ASPECTS)
    large, nothing = _entries(scheme, 200), [_from_nothing(scheme, 200) for _ in range(TRIES)]
    sheets = [written(scheme, label, entries) for label, entries in large.items()]
    sort = [_sort(sheets) for _ in range(TRIES)]
    marks = [_mark_by_mark(scheme, large, seed) for seed in range(TRIES)]
    growth = [_growth() for _ in range(TRIES)]
    from_nothing = Row("200 x 200 x 5 ranked from nothing", nothing, "s", most=1.5)
    one = Row("one mark more -> new standings, p50", [percentile(each, 0.5) for each in marks], "ms", most=3)
    bare = Row("bare sort of 200 totals", sort, "ms")
    return [
        Row(from_nothing.what, nothing, "s", most=1.5, beside=f"{ratio(from_nothing.value * 1000, bare.value):,.0f} x the sort"),
        Row(one.what, one.tries, "ms", most=3, beside=f"{ratio(one.value, bare.value):.1f} x the sort"),
        Row("  p99", [percentile(each, 0.99) for each in marks], "ms"),
        Row(f"{MANY} competitors to {FEW}: ranking alone", growth, "times", most=_near_n_log_n(), beside="n log n, and half"),
        bare,
    ]


def _near_n_log_n() -> float:
    return round(1.5 * MANY * log2(MANY) / (FEW * log2(FEW)))


def _scheme(aspects: int) -> Scheme:
    panels = (
        {**SCORED, "code": f"P{one}", "judges": JUDGES, "step": "0.5", "drop_high": 1, "drop_low": 1} for one in range(aspects)
    )
    return scheme_of(
        *panels, ranking={"order": ["total:desc", "aspect:P0:desc"]}, awards={"by": "share", "tiers": [["一等奖", "0.1"]]}
    )


def _entries(scheme: Scheme, competitors: int) -> dict[str, dict[str, dict[str, str]]]:
    chance = random.Random(2026)
    return {
        f"{label:03}": {code: {f"J{judge}": str(chance.randrange(21) / 2) for judge in range(JUDGES)} for code in scheme.aspects}
        for label in range(competitors)
    }


def _timed(what: Callable[[], object]) -> float:
    began = process_time()
    what()
    return process_time() - began


def _from_nothing(scheme: Scheme, competitors: int) -> float:
    entries = _entries(scheme, competitors)
    return _timed(lambda: rank(scheme, [written(scheme, label, those) for label, those in entries.items()]))


def _sort(sheets: list[Sheet]) -> float:
    """Milliseconds; many times over, for one is too short to time."""
    times = 200
    return _timed(lambda: [sorted(sheets, key=lambda sheet: sheet.total, reverse=True) for _ in range(times)]) / times * 1000


def _mark_by_mark(scheme: Scheme, entries: dict[str, dict[str, dict[str, str]]], seed: int) -> list[float]:
    """Milliseconds from a decision to the ranking after it, in a round that is all marked."""
    sheets = {label: written(scheme, label, those) for label, those in entries.items()}
    empty = begin(scheme, entries)
    tally = Tally(scheme, sheets, empty.papers, empty.closed, empty.frozen)
    chance, codes, took = random.Random(seed), tuple(scheme.aspects), []
    rank(scheme, tally.sheets.values(), partial=True)
    for _ in range(MARKS):
        mark = Mark(
            chance.choice(tuple(entries)), chance.choice(codes), f"J{chance.randrange(JUDGES)}", str(chance.randrange(11))
        )
        began = process_time()
        assert objection(tally, mark) is None
        tally = after(tally, mark)
        rank(scheme, tally.sheets.values(), partial=True)
        took.append((process_time() - began) * 1000)
    return took


def _growth() -> float:
    """How many times longer the many take than the few; sheets are there, their lists not yet."""
    scheme = _scheme(5)

    def ranked(competitors: int) -> float:
        entries = _entries(scheme, competitors)
        fields = [[written(scheme, label, those) for label, those in entries.items()] for _ in range(MANY * 5 // competitors)]
        return _timed(lambda: [rank(scheme, sheets) for sheets in fields]) / len(fields)

    return ratio(ranked(MANY), ranked(FEW))
