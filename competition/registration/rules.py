"""Who may take part: each rule looks at one registration among the others and ends in block, warn or no-award, or only tells.

Pure: knows no table, no page, no number of anybody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from competition.pages.language import N_
from competition.registration.fields import LEVELS

BLOCK, WARN, NO_AWARD, TOLD = "block", "warn", "no-award", "told"
EFFECTS = {BLOCK: N_("不能参赛"), WARN: N_("提醒，可作为例外接收"), NO_AWARD: N_("可参赛，不计奖")}
# a retirement age moves from year to year, a quota from event to event: what a rule demands is always the event's own
KINDS = {
    "unit": N_("每单位（代表队）最多几人"),
    "level": N_("技能等级至少"),
    "born": N_("出生日期"),
    "once": N_("每人在本届只报一个赛项"),
    "earlier": N_("往届优胜者"),
}

FULL = N_("名额 {capacity} 个已满")
TWICE = N_("同一个人在本赛项已有一份报名")
NAMESAKE = N_("本赛项另有同名的人：{unit}")
UNIT = N_("本单位第 {number} 个，每单位限 {most} 个")
LEVEL = N_("要求{least}及以上")
NO_LEVEL = N_("要求{least}及以上，没有填技能等级")
BORN_FROM = N_("要求 {first} 及以后出生（{sex}）")
BORN_TO = N_("要求 {last} 及以前出生（{sex}）")
NOT_BORN = N_("有出生日期的要求，没有身份证号可以核对")
ONCE = N_("已经报了“{event}”，每人只报一个赛项")
EARLIER = "{what}"


@dataclass(frozen=True)
class Who:
    """A person as far as rules look at him."""

    person: int
    name: str
    employer: str
    sex: str = ""
    level: str = ""
    born: date | None = None


@dataclass(frozen=True)
class Candidate:
    """A registration that is looked at, or stands beside the one that is."""

    id: int
    unit: str
    who: tuple[Who, ...]
    accepted: bool = False


@dataclass(frozen=True)
class Condition:
    """A rule as it was set for the event."""

    kind: str
    effect: str
    value: str


@dataclass(frozen=True)
class Ground:
    """The event and everybody in it, in the order they came; `elsewhere`: persons in other events of the season."""

    capacity: int = 0
    conditions: tuple[Condition, ...] = ()
    everybody: tuple[Candidate, ...] = ()
    elsewhere: Mapping[int, str] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """How many are in."""
        return sum(one.accepted for one in self.everybody)

    def with_accepted(self, registration: int) -> "Ground":
        """The same with one more accepted."""
        return replace(
            self, everybody=tuple(replace(one, accepted=True) if one.id == registration else one for one in self.everybody)
        )


@dataclass(frozen=True)
class Finding:
    """What a rule found: its effect, a msgid and its facts."""

    effect: str
    says: str
    facts: dict[str, object] = field(default_factory=dict)


def findings(one: Candidate, ground: Ground) -> tuple[Finding, ...]:
    """What the rules find, the gravest first."""
    found = [*_always(one, ground)]
    for condition in ground.conditions:
        found += [Finding(condition.effect, says, facts) for says, facts in _RULES[condition.kind](one, ground, condition.value)]
    return tuple(sorted(found, key=lambda finding: (BLOCK, NO_AWARD, WARN, TOLD).index(finding.effect)))


def gravest(found: Sequence[Finding]) -> str:
    """What it comes to; `told` where nothing stands in the way."""
    return found[0].effect if found else TOLD


def way_in(found: Sequence[Finding]) -> str:
    """What accepting has to say: past a warning only knowingly, also where the place would not be awarded."""
    grave = gravest(found)
    return WARN if grave != BLOCK and any(one.effect == WARN for one in found) else grave


def checked_count(ground: Ground) -> int:
    """How many rules are looked at: the event's own, and the three that always hold."""
    return len(ground.conditions) + 3


Found = Iterator[tuple[str, dict[str, object]]]


def _always(one: Candidate, ground: Ground) -> Iterator[Finding]:
    others = [other for other in ground.everybody if other.id != one.id]
    mine, names = {who.person for who in one.who}, {who.name for who in one.who}
    if ground.capacity and ground.accepted >= ground.capacity:
        yield Finding(BLOCK, FULL, {"capacity": ground.capacity})
    # of two that wait the later one is too many
    before = [other for other in others if other.accepted or other.id < one.id]
    if any(who.person in mine for other in before for who in other.who):
        yield Finding(BLOCK, TWICE)
    same = [who for other in others for who in other.who if who.name in names and who.person not in mine]
    if same:
        yield Finding(TOLD, NAMESAKE, {"unit": "、".join(dict.fromkeys(who.employer or "—" for who in same))})


def _unit(one: Candidate, ground: Ground, value: str) -> Found:
    before = [other for other in ground.everybody if other.unit == one.unit and (other.accepted or other.id < one.id)]
    number = sum(other.id != one.id for other in before) + 1
    if one.unit and number > int(value):
        yield UNIT, {"number": number, "most": int(value)}


def _level(one: Candidate, _ground: Ground, value: str) -> Found:
    for who in one.who:
        if who.level not in LEVELS:
            yield NO_LEVEL, {"least": value}
        elif LEVELS.index(who.level) < LEVELS.index(value):
            yield LEVEL, {"least": value}


def _born(one: Candidate, _ground: Ground, value: str) -> Found:
    """`男 1966-01-01 2010-08-31`, a line a sex; `-` leaves an end open."""
    spans = {parts[0]: parts[1:] for line in value.splitlines() if len(parts := line.split()) == 3}
    for who in one.who:
        if who.born is None or not who.sex:
            yield NOT_BORN, {}
            continue
        first, last = spans.get(who.sex, ("-", "-"))
        if first != "-" and who.born < date.fromisoformat(first):
            yield BORN_FROM, {"sex": who.sex, "first": first}
        if last != "-" and who.born > date.fromisoformat(last):
            yield BORN_TO, {"sex": who.sex, "last": last}


def _once(one: Candidate, ground: Ground, _value: str) -> Found:
    for who in one.who:
        if who.person in ground.elsewhere:
            yield ONCE, {"event": ground.elsewhere[who.person]}


def _earlier(one: Candidate, _ground: Ground, value: str) -> Found:
    """`程不语 云杉轨道维保公司 2025年本赛项第1名`, a line a person; the employer may be left out as `-`."""
    for line in value.splitlines():
        name, employer, what = (*line.split(maxsplit=2), "", "", "")[:3]
        if any(who.name == name and employer in ("-", who.employer) for who in one.who):
            yield EARLIER, {"what": what}


_RULES = {"unit": _unit, "level": _level, "born": _born, "once": _once, "earlier": _earlier}
