"""One row of MARKS.csv by itself: may it stand? Knows the scheme, and no other row."""

from collections.abc import Callable, Mapping

from scoring.amounts import amount, whole_number
from scoring.aspects import AGREED, DIFFICULTY, objection_to_entry
from scoring.problems import N_, Problem
from scoring.scheme import Scheme
from scoring.sheet import STATUSES

COLUMNS = ("competitor", "aspect", "judge", "value")
WHOLE_ROW = ",".join(COLUMNS)
TIME, PENALTY, STATUS, LOT = "@time", "@penalty", "@status", "@lot"
_SPECIAL = ("", AGREED, DIFFICULTY)


def checker(scheme: Scheme) -> Callable[[str, str, str], Problem | None]:
    """Of aspect, judge, value. Remembers: a file of 200 000 marks has few different ones."""
    known: dict[tuple[str, str, str], Problem | None] = {}

    def check(code: str, judge: str, value: str) -> Problem | None:
        aspect = scheme.aspect(code)
        if aspect is None:
            return circumstance(code, judge, value)
        # Whose mark it is matters to no judged aspect.
        key = (code, judge if judge in _SPECIAL or not aspect.judged else "J", value)
        if key not in known:
            known[key] = objection_to_entry(aspect, judge, value)
        return known[key]

    return check


def circumstance(code: str, judge: str, value: str) -> Problem | None:
    """Time, penalty, status, lot: not a mark, but the competitor's."""
    if code not in _CIRCUMSTANCES:
        return Problem(
            "aspect", N_("没有评分点 {aspect}，应为方案中的代号或 {names}"), {"aspect": code, "names": "、".join(_CIRCUMSTANCES)}
        )
    if judge != AGREED:
        return Problem("judge", N_("{aspect} 的裁判为 {judge}，应为 *"), {"aspect": code, "judge": judge or "（空）"})
    fits, says = _CIRCUMSTANCES[code]
    return None if fits(value) else Problem("value", says, {"value": value, "names": "、".join(STATUSES)})


def _is_time(value: str) -> bool:
    return (seconds := amount(value)) is not None and seconds >= 0


def _is_penalty(value: str) -> bool:
    return (points := amount(value)) is not None and points > 0


def _is_lot(value: str) -> bool:
    return (number := whole_number(value)) is not None and number >= 1


_CIRCUMSTANCES: Mapping[str, tuple[Callable[[str], bool], str]] = {
    TIME: (_is_time, N_("用时为 {value}，应为不小于 0 的秒数")),
    PENALTY: (_is_penalty, N_("扣分为 {value}，应为大于 0 的数")),
    STATUS: (lambda value: value in STATUSES, N_("状态为 {value}，应为下列之一：{names}")),
    LOT: (_is_lot, N_("签号为 {value}，应为从 1 起的整数")),
}
