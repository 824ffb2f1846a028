"""A large round, 200 competitors x 200 aspects x 5 judges: ranked from nothing, and after one more mark.

Bounds are several times what a quiet laptop needs (1 s and 1.5 ms), in this process's own time: they catch a sheet that
is worked out anew for every mark, not a busy machine.
"""

import random
from statistics import median
from time import process_time

from competition.files.marks_csv import read_marks
from scoring.decisions import Mark
from scoring.ranking import rank
from scoring.tally import after, begin, objection
from tests.scoring.builders import SCORED, scheme_of

LABELS = [f"{number:03}" for number in range(200)]
SCHEME = scheme_of(
    *({**SCORED, "code": f"P{number}", "judges": 5, "step": "0.5", "drop_high": 1, "drop_low": 1} for number in range(200)),
    ranking={"order": ["total:desc", "aspect:P0:desc"]},
    awards={"by": "share", "tiers": [["一等奖", "0.1"]]},
    scale={"name": "worldskills-700"},
)


def test_a_large_round_is_ranked_from_nothing() -> None:
    chance = random.Random(1)
    cells = [(label, code, f"J{judge}") for label in LABELS for code in SCHEME.aspects for judge in range(5)]
    rows = "\n".join(f"{label},{code},{judge},{chance.randrange(21) / 2}" for label, code, judge in cells)
    data = f"competitor,aspect,judge,value\n{rows}\n".encode()
    begun = process_time()
    ranking = rank(SCHEME, read_marks(SCHEME, data).sheets)
    took = process_time() - begun

    assert (ranking.complete, len(ranking.standings)) == (True, 200)
    assert took < 6


def test_one_more_mark_is_one_sheet_anew() -> None:
    chance = random.Random(2)
    tally, codes, took = begin(SCHEME, LABELS), tuple(SCHEME.aspects), []
    for _ in range(60):
        mark = Mark(chance.choice(LABELS), chance.choice(codes), f"J{chance.randrange(5)}", str(chance.randrange(11)))
        begun = process_time()
        assert objection(tally, mark) is None
        tally = after(tally, mark)
        ranking = rank(SCHEME, tally.sheets.values(), partial=True)
        took.append(process_time() - begun)

    assert len(ranking.problems) > 39_000
    assert median(took) < 0.03
