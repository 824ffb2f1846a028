"""Runs the benches that are named, or all: a table each, and at the end what missed its target."""

import argparse
import signal
import sys
import time
from collections.abc import Callable

from tests.bench import entry, power, push, scoring, start
from tests.bench.machine import described
from tests.bench.table import TRIES, Row, shown

BENCHES: dict[str, tuple[str, Callable[[], list[Row]]]] = {
    "scoring": ("Scoring: pure ranking, this process's own time", scoring.run),
    "entry": ("Durable entry: mark -> websocket -> commit -> answer", entry.run),
    "push": ("Push: mark -> commit -> ranking -> every board", push.run),
    "start": ("Start on a full logbook", start.run),
    "power": ("Power cuts", power.run),
}


def main() -> None:
    """A table each; a missed target is said and is no error: machines differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHES], metavar="name", help=", ".join(BENCHES))
    parser.add_argument("--rounds", type=int, default=power.ROUNDS, help="power cuts (default: %(default)s)")
    given = parser.parse_args()
    # Ended from outside, too, nothing may be left running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print("\n".join(described()), f"\nmedians of {TRIES}; all of it on this machine's loopback\n", flush=True)
    missed, began = [], time.monotonic()
    for name in given.names or BENCHES:
        title, run = BENCHES[name]
        rows = power.run(given.rounds) if name == "power" else run()
        print(shown(title, rows), "\n", flush=True)
        missed += [f"{name}: {row.what.strip()}" for row in rows if not row.met]
    print(f"{time.monotonic() - began:.0f} s; " + (f"missed: {'; '.join(missed)}" if missed else "every target met"))


if __name__ == "__main__":
    main()
