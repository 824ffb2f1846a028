"""Starting on a logbook of a hundred thousand lines: the first page, and the first that needs all of them folded."""

import time

import httpx

from competition.settings import Settings
from tests.bench.ground import prepare
from tests.bench.running import folder, program
from tests.bench.table import TRIES, Row

LINES, COMPETITORS, FORMS = 100_000, 40, 10


def run() -> list[Row]:
    """Three starts on the same data folder."""
    first: list[float] = []
    folded: list[float] = []
    with folder() as data:
        (ground,) = prepare(Settings(data), ["DG"], COMPETITORS, FORMS, lines=LINES)
        for _ in range(TRIES):
            began = time.monotonic()
            with program(data) as running:
                first.append(time.monotonic() - began)
                page = httpx.get(f"{running.address}/hall/{ground.code}", trust_env=False, timeout=60)
                assert page.status_code == 200
                folded.append(time.monotonic() - began)
    return [
        Row(f"start to first page, {LINES:,} lines", first, "s", most=3, beside="PostgreSQL's own start in it"),
        Row("start to that round's board: all read, tried, folded, ranked", folded, "s"),
    ]
