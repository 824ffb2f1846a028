"""A mark's way to a thousand boards: decided, committed, ranked, framed, received; beside it bare broadcast of the same bytes."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import product
from typing import Any

import httpx

from competition.settings import Settings
from tests.bench.ground import Ground, prepare
from tests.bench.machine import pin, resident_mib, seconds_used
from tests.bench.orders import Load, all_do, loads
from tests.bench.running import PATIENCE, folder, free_port, pid, program, until_open
from tests.bench.table import TRIES, Row, percentile, ratio

BOARDS, EVENTS, PER_SECOND, SECONDS, CROWD = 1000, 30, 5, 4, 300
Found = dict[str, list[float]]


def run() -> list[Row]:
    """The program's figures, and those of what stands beside it."""
    found: Found = {}
    with folder() as data:
        grounds = prepare(Settings(data), [f"E{number:02}" for number in range(EVENTS)], 40, 1)
        with program(data) as running:
            for ground in grounds:
                shown = httpx.get(f"{running.address}/hall/{ground.code}", trust_env=False, timeout=30)
                assert shown.status_code == 200
            size = _ours(running.address, grounds[0], pid(running), found)
    _bare(size, found)
    return _rows(found)


def _ours(address: str, ground: Ground, process: int, found: Found) -> int:
    cookie, judge, aspects = ground.referees[0]
    places = [(label, aspect, judge) for aspect, label in product(aspects, ground.labels)]
    path, hands = f"/hall/{ground.code}/socket", [{"cookie": cookie, "places": places}]
    job = {"address": address, "path": f"/tablet/{ground.code}/socket", "referees": hands, "numbered": True}
    with loads("marking", [job]) as (hand,), loads("looking", [_half(address, path)] * 2) as boards:
        for _ in range(TRIES):
            used = seconds_used(process)
            _note(found, "", took := _decided(hand, boards))
            found.setdefault("cpu", []).append((seconds_used(process) - used) / len(took) * 1e6)
        found["memory"] = [resident_mib(process)]
        all_do(boards[:1], "stall")
        for _ in range(TRIES):
            _note(found, "stalled ", _decided(hand, boards))
            _note(found, "crowded ", _decided(hand, boards, found))
        return int(all_do(boards[:1], "seen")[0]["size"])


def _half(address: str, path: str) -> dict[str, Any]:
    return {"address": address, "path": path, "boards": BOARDS // 2}


def _decided(hand: Load, boards: Sequence[Load], found: Found | None = None) -> list[float]:
    """From each mark to each board. With `found`, many more connect at once in the middle of it."""
    all_do(boards, "begin")
    hand.tell("paced", PER_SECOND, SECONDS)
    if found is not None:
        time.sleep(SECONDS / 2)
        (more,) = all_do(boards[:1], "crowd", CROWD)
        found.setdefault("entered", []).append(max(more["took"]) * 1000)
    sent = {int(number): at for number, at in hand.heard()["numbered"].items()}
    return _delivered(sent, boards)


def _delivered(sent: dict[int, float], boards: Sequence[Load]) -> list[float]:
    """Milliseconds; every board must have had every frame in the end."""
    end = time.monotonic() + PATIENCE
    while True:
        came: dict[int, list[float]] = {}
        for told in all_do(boards, "seen"):
            for number, times in told["came"].items():
                came.setdefault(int(number), []).extend(times)
        if len(came.get(max(sent), ())) >= BOARDS:
            break
        assert time.monotonic() < end, f"only {len(came.get(max(sent), ()))} of {BOARDS} boards had the last frame"
        time.sleep(0.1)
    return [(at - sent[number]) * 1000 for number, times in came.items() if number in sent for at in times]


def _note(found: Found, name: str, took: Sequence[float]) -> None:
    found.setdefault(f"{name}p50", []).append(percentile(took, 0.5))
    found.setdefault(f"{name}p99", []).append(percentile(took, 0.99))


def _bare(size: int, found: Found) -> None:
    port = free_port()
    line = [sys.executable, "-m", "tests.bench.calling", str(port), str(size)]
    calling = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
    assert calling.stdin is not None
    assert calling.stdout is not None
    try:
        until_open(port)
        pin(calling.pid)
        with loads("looking", [_half(f"http://127.0.0.1:{port}", "/")] * 2) as boards:
            for _ in range(TRIES):
                all_do(boards, "begin")
                sent, used = {}, seconds_used(calling.pid)
                for _step in range(PER_SECOND * SECONDS):
                    print(file=calling.stdin, flush=True)
                    number, at = json.loads(calling.stdout.readline())
                    sent[number] = at
                    time.sleep(1 / PER_SECOND)
                _note(found, "bare ", took := _delivered(sent, boards))
                found.setdefault("bare cpu", []).append((seconds_used(calling.pid) - used) / len(took) * 1e6)
    finally:
        calling.stdin.close()
        calling.stdout.close()
        calling.terminate()
        calling.wait(PATIENCE)


def _rows(found: Found) -> list[Row]:
    def row(what: str, name: str, unit: str = "ms", beside: str = "", most: float | None = None) -> Row:
        return Row(what, found[name], unit, beside=beside, most=most)

    half, late, used = (
        f"{ratio(row('', name).value, row('', 'bare ' + name).value):.1f} x bare broadcast" for name in ("p50", "p99", "cpu")
    )
    return [
        row(f"mark -> {BOARDS} boards, {PER_SECOND} marks/s, p50", "p50", beside=half, most=14),
        row("  p99", "p99", beside=late, most=40),
        row("  server's processor time", "cpu", "us/delivery", beside=used),
        row("  with one board that reads nothing, p99", "stalled p99", most=40),
        row(f"  while {CROWD} more connect at once, p50", "crowded p50", most=14),
        row("  p99", "crowded p99"),
        row(f"  the last of those {CROWD} sees its first frame after", "entered"),
        row(f"server's memory, {BOARDS} boards, {EVENTS} events", "memory", "MiB", most=250),
        row("bare websockets.broadcast, p50", "bare p50"),
        row("  p99", "bare p99"),
        row("  processor time", "bare cpu", "us/delivery"),
    ]
