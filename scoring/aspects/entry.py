"""What may be entered at an aspect: range, step, yes or no, 0 to 3, one of the choices, an absence, a coefficient, a ruling.

Looks at one entry by itself; what several come to is `worth`'s.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from scoring.amounts import amount, on_step, plain, units, whole_number, within
from scoring.aspects.shape import ABSENT, AGREED, DIFFICULTY, JUDGEMENT, NOT_ATTEMPTED, Aspect
from scoring.problems import N_, Problem


def objection_to_entry(aspect: Aspect, judge: str, value: str) -> Problem | None:
    """Judge `*` is the agreed entry, or at a judged aspect a ruling (its ceiling: `objection_to_ruling`)."""
    if judge == DIFFICULTY:
        return _difficulty(aspect, value)
    if judge == AGREED:
        if value == NOT_ATTEMPTED:
            return None
        return objection_to_ruling(aspect, value) if aspect.judged else _AWARDS[aspect.award](aspect, value)
    if not judge:
        return _problem("judge", N_("{aspect} 缺裁判代号，应为裁判代号或 *"), aspect)
    if not aspect.judged:
        return _problem("judge", N_("{aspect} 是测量分，没有 {judge} 的分，应为 *（共同登录）"), aspect, judge=judge)
    if value == ABSENT:
        return None
    return _judgement(aspect, value) if aspect.kind == JUDGEMENT else _panel(aspect, value)


def objection_to_ruling(aspect: Aspect, value: str, difficulty: Fraction | None = None) -> Problem | None:
    """From 0 up to what the aspect's rule can give; while its coefficient is unknown, a panel that takes one has no top."""
    ruling = amount(value)
    top = ceiling(aspect, difficulty)
    if ruling is not None and ruling >= 0 and (top is None or ruling <= top):
        return None
    if top is None:
        return _problem("value", N_("{aspect} 的裁决为 {value}，应为不小于 0 的数或 not-attempted"), aspect, value=value)
    return _problem(
        "value", N_("{aspect} 的裁决为 {value}，应在 0 与 {max} 之间或 not-attempted"), aspect, value=value, max=plain(top)
    )


def ceiling(aspect: Aspect, difficulty: Fraction | None) -> Fraction | None:
    """The most that the rule of the aspect can give; None: nobody knows before the coefficient is there."""
    if aspect.kind == JUDGEMENT:
        return aspect.max
    kept = aspect.judges - aspect.drop_high - aspect.drop_low if aspect.combine == "sum" else 1
    top = aspect.max * kept * aspect.factor
    if not aspect.difficulty:
        return top
    return None if difficulty is None else top * difficulty


def _problem(where: str, says: str, aspect: Aspect, **facts: str) -> Problem:
    return Problem(where, says, {"aspect": aspect.code, **facts})


def _difficulty(aspect: Aspect, value: str) -> Problem | None:
    if not aspect.difficulty:
        return _problem("judge", N_("{aspect} 没有难度系数，裁判代号不能是 difficulty"), aspect)
    given = amount(value)
    if given is None or given < 0:
        return _problem("value", N_("{aspect} 的难度系数为 {value}，应为不小于 0 的数"), aspect, value=value)
    return None


def _judgement(aspect: Aspect, value: str) -> Problem | None:
    if whole_number(value) in (0, 1, 2, 3):
        return None
    return _problem("value", N_("{aspect} 的评价分为 {value}，应为 0、1、2 或 3"), aspect, value=value)


def _panel(aspect: Aspect, value: str) -> Problem | None:
    return _within(aspect, value, aspect.min)


def _value(aspect: Aspect, value: str) -> Problem | None:
    return _within(aspect, value, Fraction(0))


def _within(aspect: Aspect, value: str, least: Fraction) -> Problem | None:
    mark = units(value)
    if mark is None or not within(mark, least, aspect.max):
        facts = {"value": value, "min": plain(least), "max": plain(aspect.max)}
        return _problem("value", N_("{aspect} 的分为 {value}，应在 {min} 与 {max} 之间"), aspect, **facts)
    if aspect.step is not None and not on_step(mark, least, aspect.step):
        facts = {"value": value, "min": plain(least), "max": plain(aspect.max), "step": plain(aspect.step)}
        return _problem("value", N_("{aspect} 的分为 {value}，应从 {min} 起以 {step} 为一档"), aspect, **facts)
    return None


def _yes_or_no(aspect: Aspect, value: str) -> Problem | None:
    if value in ("yes", "no"):
        return None
    return _problem("value", N_("{aspect} 的登分为 {value}，应为 yes 或 no"), aspect, value=value)


def _count(aspect: Aspect, value: str) -> Problem | None:
    count = whole_number(value)
    if count is None or count < 0:
        return _problem("value", N_("{aspect} 的个数为 {value}，应为不小于 0 的整数"), aspect, value=value)
    if aspect.award == "count" and count > aspect.possible:
        most = str(aspect.possible)
        return _problem("value", N_("{aspect} 的个数为 {value}，应不大于 {possible}"), aspect, value=value, possible=most)
    return None


def _choice(aspect: Aspect, value: str) -> Problem | None:
    labels = [label for label, _ in aspect.choices]
    if value in labels:
        return None
    return _problem(
        "value", N_("{aspect} 的登分为 {value}，应为下列之一：{choices}"), aspect, value=value, choices="、".join(labels)
    )


def _measured(aspect: Aspect, value: str) -> Problem | None:
    if amount(value) is not None:
        return None
    return _problem("value", N_("{aspect} 的测量值为 {value}，应为数（最多九位小数）"), aspect, value=value)


_AWARDS: Mapping[str, Callable[[Aspect, str], Problem | None]] = {
    "all-or-nothing": _yes_or_no,
    "value": _value,
    "deduct": _count,
    "count": _count,
    "bands": _measured,
    "ranges": _measured,
    "choice": _choice,
    "distance": _measured,
}
AWARDS = tuple(_AWARDS)
