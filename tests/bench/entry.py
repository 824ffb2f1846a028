"""Durable entry: fifty referees of one event on real websockets, each answer after the commit; beside it two other servers."""

from collections.abc import Sequence
from itertools import product
from typing import Any

from competition.settings import Settings
from tests.bench.ground import Ground, prepare
from tests.bench.machine import seconds_used
from tests.bench.orders import Load, all_do, loads
from tests.bench.running import beside, folder, pid, program
from tests.bench.table import TRIES, Row, percentile, ratio

COMPETITORS, FORMS, PROCESSES = 40, 10, 2
CLOSED, PACED, PACE = 4.0, 4.0, 500


def run() -> list[Row]:
    """The program's figures, and those of what stands beside it."""
    with folder() as data:
        (ground,) = prepare(Settings(data), ["DG"], COMPETITORS, FORMS)
        with program(data) as running:
            ours = _measured(running.address, ground, f"/tablet/{ground.code}/socket", pid(running))
            others = {}
            for kind in ("naive", "bare"):
                with beside(kind, data) as (address, process):
                    others[kind] = _measured(address, ground, "/marks", process)
    return _rows(ours, others["naive"], others["bare"])


def _measured(address: str, ground: Ground, path: str, process: int) -> dict[str, list[float]]:
    hands = [
        {"cookie": cookie, "places": [(label, aspect, judge) for label, aspect in product(ground.labels, aspects)]}
        for cookie, judge, aspects in ground.referees
    ]
    jobs = [{"address": address, "path": path, "referees": hands[number::PROCESSES]} for number in range(PROCESSES)]
    found: dict[str, list[float]] = {"acks": [], "p50": [], "p99": [], "cpu": [], "paced50": [], "paced99": []}
    with loads("marking", jobs) as crowd:
        all_do(crowd, "closed", 1.0)
        for _ in range(TRIES):
            _closed(found, crowd, process)
            _paced(found, crowd)
    return found


def _closed(found: dict[str, list[float]], crowd: Sequence[Load], process: int) -> None:
    used = seconds_used(process)
    told = all_do(crowd, "closed", CLOSED)
    took = _sound(told)
    found["cpu"].append((seconds_used(process) - used) / len(took) * 1e6)
    found["acks"].append(len(took) / max(one["seconds"] for one in told))
    found["p50"].append(percentile(took, 0.5))
    found["p99"].append(percentile(took, 0.99))


def _paced(found: dict[str, list[float]], crowd: Sequence[Load]) -> None:
    took = _sound(all_do(crowd, "paced", PACE / len(crowd), PACED))
    found["paced50"].append(percentile(took, 0.5))
    found["paced99"].append(percentile(took, 0.99))


def _sound(told: Sequence[dict[str, Any]]) -> list[float]:
    """Milliseconds from mark to answer; a refused mark, or a referee with none left, would be no figure at all."""
    for one in told:
        assert not one["wrong"], one["wrong"][0]
        assert not one["rested"], f"{one['rested']} referees ran out of marks: raise marking.READY"
    return [took * 1000 for one in told for took in one["took"]]


def _rows(ours: dict[str, list[float]], naive: dict[str, list[float]], bare: dict[str, list[float]]) -> list[Row]:
    def row(what: str, found: dict[str, list[float]], name: str, unit: str, beside: str = "", **target: float) -> Row:
        return Row(what, found[name], unit, beside=beside, **target)

    rate, slow, limit = (row("", one, "acks", "").value for one in (ours, naive, bare))
    compared = f"{ratio(rate, slow):.1f} x naive, {ratio(rate, limit):.2f} x bare door"
    return [
        row("closed loop, 50 referees", ours, "acks", "acks/s", compared, least=8000),
        row("  p50", ours, "p50", "ms"),
        row("  p99", ours, "p99", "ms", most=25),
        row("  server's processor time", ours, "cpu", "us/ack"),
        row(f"paced {PACE}/s, p50", ours, "paced50", "ms"),
        row(f"paced {PACE}/s, p99", ours, "paced99", "ms", most=10),
        row("naive: a Piccolo row and a commit a mark", naive, "acks", "acks/s"),
        row("  p99", naive, "p99", "ms"),
        row("  server's processor time", naive, "cpu", "us/ack"),
        row(f"  paced {PACE}/s, p99", naive, "paced99", "ms"),
        row("bare door, batched insert, no rule", bare, "acks", "acks/s"),
        row("  p99", bare, "p99", "ms"),
        row("  server's processor time", bare, "cpu", "us/ack"),
        row(f"  paced {PACE}/s, p99", bare, "paced99", "ms"),
    ]
