"""What is decided of one competitor beside his marks: status, penalties, time, lot, check-in, station, who stands there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """`absent`, `withdrawn`, `disqualified`, `no-award`; `ranked` or nothing: back to normal."""

    competitor: str
    status: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points off the total; they add up."""

    competitor: str
    points: str
    reason: str


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds used."""

    competitor: str
    seconds: str


@dataclass(frozen=True, slots=True)
class Lot:
    """The number drawn where the order leaves a tie: 1 before 2."""

    competitor: str
    number: int


@dataclass(frozen=True, slots=True)
class CheckIn:
    """检录: he has come."""

    competitor: str


@dataclass(frozen=True, slots=True)
class Substitution:
    """Another person stands here from now on; who, only the floor's own table says."""

    competitor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """His station is broken: he goes on at this one. His label stays; his own label as the station takes it back."""

    competitor: str
    station: str
    reason: str
