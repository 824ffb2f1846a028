"""What is wrong, said so that a page can say it in its own language: a Chinese sentence with holes, and the facts.

Knows neither files nor lines nor pages.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# Line ends and controls would tear a report of one problem a line; surrogates cannot be written at all.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Problem:
    """`where`: a JSON path, or a column of MARKS.csv; `says`: a msgid with `{name}` holes; `facts` fill them.
    `missing`: nothing is wrong, it is only not there yet (what `--partial` forgives)."""

    where: str
    says: str
    facts: Mapping[str, str] = field(default_factory=dict)
    missing: bool = False

    def __str__(self) -> str:
        return self.says.format_map({name: printable(fact) for name, fact in self.facts.items()})


def N_(says: str) -> str:
    """Marks a text for the catalogue; a page says it in its own language when it meets the problem."""
    return says


def printable(text: str) -> str:
    """On one line, of bearable length, and writable as UTF-8."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", short)
