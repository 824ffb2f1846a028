"""Between a tablet and the logbook: where referees know a work by its number, label and number are exchanged, both ways.

Nothing leaves in the order of the labels either. Behind this room a number is unknown, before it a label.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from competition.floor.works import works
from competition.judging.scorekeeper import Answer, Book, Envelope
from competition.judging.tablet.messages import LineShown, encode

# What is no work's number is no label either.
UNKNOWN = "?"
NAMING = frozenset({"competitor", "station", "label"})


@dataclass(frozen=True)
class Works:
    """`numbers`: label → number; empty: referees know the stations."""

    numbers: Mapping[str, str]
    labels: Mapping[str, str]

    def number(self, label: str) -> str:
        """What the referee calls it."""
        return self.numbers.get(label, label.removeprefix(UNKNOWN))

    def called(self, labels: Iterable[str]) -> list[tuple[str, str]]:
        """What each is called, and its label; by number where works have numbers, so that the order tells no station."""
        listed = [(self.number(label), label) for label in labels]
        return sorted(listed) if self.numbers else listed

    def seen(self, shown: dict[str, Any]) -> dict[str, Any]:
        """What his tablet begins with."""
        if not self.numbers:
            return shown
        stations = [one | {"label": self.number(one["label"]), "at": self.number(one["label"])} for one in shown["stations"]]
        told = {key: self._listed(shown[key]) for key in ("marks", "states", "status", "revealed")}
        return shown | told | {"works": True, "stations": sorted(stations, key=lambda one: str(one["label"]))}

    def _listed(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        named = [row | {"competitor": self.number(row["competitor"])} for row in rows]
        return sorted(named, key=lambda row: str(row["competitor"]))

    def lines(self, lines: Iterable[LineShown]) -> list[LineShown]:
        """What comes down."""
        return [replace_body(line, self._body(bytes(line.body), self.number)) for line in lines] if self.numbers else list(lines)

    def sent(self, envelopes: Sequence[Envelope]) -> list[Envelope]:
        """What goes up."""
        if not self.numbers:
            return list(envelopes)
        return [msgspec.structs.replace(one, body=self._body(bytes(one.body), self.label)) for one in envelopes]

    def label(self, number: str) -> str:
        """Whose it is; a label that a tablet sends is none."""
        return self.labels.get(number, UNKNOWN + number) if self.numbers else number

    def told(self, answers: Sequence[Answer]) -> list[Answer]:
        """What is answered says it by the number too."""
        if not self.numbers:
            return list(answers)
        return [msgspec.structs.replace(one, facts=self._facts(one.facts)) for one in answers]

    def _facts(self, facts: Mapping[str, str]) -> dict[str, str]:
        return {key: self.number(fact) if key in NAMING else fact for key, fact in facts.items()}

    def _body(self, body: bytes, exchanged: Any) -> msgspec.Raw:
        try:
            told = msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return msgspec.Raw(body)
        if not isinstance(told, dict) or not isinstance(told.get("competitor"), str) or not told["competitor"]:
            return msgspec.Raw(body)
        return msgspec.Raw(encode(told | {"competitor": exchanged(told["competitor"])}))


def replace_body(line: LineShown, body: msgspec.Raw) -> LineShown:
    """The same line, told otherwise."""
    return msgspec.structs.replace(line, body=body)


STATIONS = Works({}, {})
_known: dict[tuple[int, str], Works] = {}


async def works_of(book: Book) -> Works:
    """Of a round that has begun: from then on no number changes."""
    if book.tally is None:
        return STATIONS
    key = (book.round, book.epoch)
    if key not in _known:
        numbers = await works(book.round)
        _known[key] = Works(numbers, {number: label for label, number in numbers.items()})
    return _known[key]
