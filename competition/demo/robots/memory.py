"""What a referee knows of the round from what he was shown: places and what stands there, forms and their states.

A fold of the boot and of numbered lines; knows no wire.
"""

from collections.abc import Iterator
from typing import Any

Place = tuple[str, str, str]
DONE = {"accepted", "closed", "signed"}
OUT = {"absent", "withdrawn", "disqualified"}
STATES = {"signature": "signed", "acceptance": "accepted", "return": "returned"}


class Memory:
    """One referee's."""

    def __init__(self) -> None:
        self.forms: list[dict[str, Any]] = []
        self.stations: list[str] = []
        self.judge = ""
        self.heads: dict[Place, tuple[str, str]] = {}
        self.states: dict[tuple[str, str], str] = {}
        self.out: set[str] = set()

    def begin(self, boot: dict[str, Any]) -> None:
        """All anew, from a boot."""
        self.forms, self.judge = boot["forms"], boot["judge"]
        self.stations = [station["label"] for station in boot["stations"]]
        self.heads = {(m["competitor"], m["aspect"], m["judge"]): (m["value"], m["ref"]) for m in boot["marks"]}
        self.states = {(state["competitor"], state["subcriterion"]): state["state"] for state in boot["states"]}
        self.out = {one["competitor"] for one in boot["status"] if one["status"] in OUT}

    def line(self, line: dict[str, Any]) -> None:
        """One more line that he may see."""
        kind, body = line["kind"], line["body"]
        if kind in ("mark", "not-attempted", "ruling"):
            place = (body["competitor"], body["aspect"], body.get("judge", "*"))
            self.heads[place] = (body.get("value", kind), line["ref"])
        elif kind == "withdrawal":
            self.heads.pop((body["competitor"], body["aspect"], body["judge"]), None)
        elif kind in STATES:
            self.states[body["competitor"], body["subcriterion"]] = STATES[kind]
        elif kind == "status":
            (self.out.add if body["status"] in OUT else self.out.discard)(body["competitor"])

    def open_forms(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Competitor and form, as he walks: form after form, from station to station."""
        for form in self.forms:
            for station in self.stations:
                if station not in self.out and self.states.get((station, form["code"])) not in DONE:
                    yield station, form

    def complete(self, station: str, form: dict[str, Any]) -> bool:
        """Has he entered all that is his, and does the team's agreed entry stand everywhere?"""
        his = [(station, aspect["code"], aspect["judge"]) for aspect in form["aspects"] if aspect["judge"]]
        agreed = [(station, aspect["code"], "*") for aspect in form["aspects"] if aspect["kind"] == "measurement"]
        return bool(his) and all(place in self.heads or (*place[:2], "*") in self.heads for place in [*his, *agreed])
