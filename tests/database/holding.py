"""A program that uses a data folder's PostgreSQL until its input ends. It is told the folder; it prints the address."""

import sys
from pathlib import Path

from competition.database import footing
from competition.database.bundled import bundled

if len(sys.argv) > 2:
    footing.REACHABLE = Path(sys.argv[2])
with bundled(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
