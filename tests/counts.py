"""What a test counted, said at the end of the report: so many acknowledged, so many found."""

from collections.abc import Iterable
from typing import Any

# a test names its numbers by `record_property(COUNTS, "acked 880, found 880, doubled 0")`
COUNTS = "counts"


def counted(reports: Iterable[Any]) -> list[str]:
    """The lines of the report, in order."""
    return sorted(str(told) for report in reports for name, told in getattr(report, "user_properties", ()) if name == COUNTS)
