"""How the copy beside stands at this moment: told by whoever copies, shown by whoever is asked. Knows no disk and no line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

# Everything is there; it takes long; there is nothing to write on.
WITH, BEHIND, GONE = "with", "behind", "gone"
LATE_SECONDS = 10.0


@dataclass(frozen=True)
class CopyStatus:
    """`whole_at`: when the copy last held everything, by a clock that only runs forward;
    `says`: what is wrong, a msgid and its facts."""

    folder: str
    state: str
    whole_at: float | None = None
    lacking: int = 0
    full_at: datetime | None = None
    same_disk: bool = False
    says: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    def age(self, now: float) -> int | None:
        """Seconds since it last held everything."""
        return None if self.whole_at is None else max(0, int(now - self.whole_at))


Told = Callable[[], CopyStatus]
