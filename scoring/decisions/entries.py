"""What is decided at one aspect of one competitor: marks, what stands in for one, and what puts one right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A referee's mark, or (judge `*`) the agreed entry of a measurement."""

    competitor: str
    aspect: str
    judge: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Takes what stands in one place back to 未录: a judge's mark or absence, `*`, `difficulty`;
    with the aspect `@time`, `@lot`, `@status`, `@check-in`, or `@penalty` (the last one) and judge `*` also those."""

    competitor: str
    aspect: str
    judge: str


@dataclass(frozen=True, slots=True)
class Absence:
    """This judge could not mark this aspect of this competitor."""

    competitor: str
    aspect: str
    judge: str
    reason: str


@dataclass(frozen=True, slots=True)
class Difficulty:
    """The competitor's own coefficient at a panel aspect that takes one."""

    competitor: str
    aspect: str
    value: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The chief's: the mark itself of a judgement or panel aspect; judges' marks beside it do not count."""

    competitor: str
    aspect: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotAttempted:
    """The competitor did not do it: mark 0, complete."""

    competitor: str
    aspect: str


@dataclass(frozen=True, slots=True)
class Reveal:
    """The leader shows the team what each of them entered at a judged aspect (亮分); until then each sees his own alone."""

    competitor: str
    aspect: str


@dataclass(frozen=True, slots=True)
class Correction:
    """勘误: what stands in a place is wrong and is put right, whoever signed it; needs two officials.

    `value` as MARKS.csv writes it there: a mark, `absent`, `not-attempted`; judge `*` at a judged aspect is a ruling."""

    competitor: str
    aspect: str
    judge: str
    value: str
    reason: str
