"""Who may take part, told by rules: block, warn, no award, or only told."""

from dataclasses import replace
from datetime import date

import pytest

from competition.registration.rules import Candidate, Condition, Ground, Who, findings, gravest, way_in

GU = Who(1, "顾堃", "青梧机电公司", "男", "高级工", date(1980, 1, 1))


def alone(id: int, who: Who = GU, unit: str = "青梧机电公司", accepted: bool = False) -> Candidate:
    return Candidate(id, unit, (who,), accepted)


def others(*people: str, accepted: bool = True) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(number, "青梧机电公司", (replace(GU, person=number + 100, name=name),), accepted)
        for number, name in enumerate(people, 1)
    )


def told(candidate: Candidate, ground: Ground) -> list[tuple[str, dict[str, object]]]:
    return [(one.effect, one.facts) for one in findings(candidate, ground)]


def test_nothing_stands_in_the_way_of_one_alone() -> None:
    assert findings(alone(9), Ground(capacity=1)) == ()


def test_a_full_event_takes_nobody() -> None:
    assert told(alone(9), Ground(2, (), others("周望舒", "林喆"))) == [("block", {"capacity": 2})]


def test_the_same_person_twice_is_blocked() -> None:
    assert gravest(findings(alone(9), Ground(0, (), (alone(1, accepted=True),)))) == "block"


def test_a_namesake_is_only_told() -> None:
    namesake = replace(GU, person=2, employer="白鹭电气厂")

    assert told(alone(9), Ground(0, (), (alone(1, namesake, "白鹭电气厂"),))) == [("told", {"unit": "白鹭电气厂"})]


@pytest.mark.parametrize(("there", "stands"), [(2, False), (3, True), (5, True)])
def test_a_unit_sends_no_more_than_it_may(there: int, stands: bool) -> None:
    ground = Ground(0, (Condition("unit", "warn", "3"),), others(*"甲乙丙丁戊"[:there]))
    expected = [("warn", {"number": there + 1, "most": 3})] if stands else []

    assert told(alone(9), ground) == expected


def test_who_came_later_does_not_count_against_who_came_first() -> None:
    later = tuple(replace(one, id=one.id + 20) for one in others("甲", "乙", "丙", accepted=False))

    assert findings(alone(9), Ground(0, (Condition("unit", "warn", "3"),), later)) == ()


@pytest.mark.parametrize(("level", "stands"), [("初级工", True), ("中级工", False), ("技师", False), ("", True)])
def test_a_level_is_at_least_what_is_asked(level: str, stands: bool) -> None:
    ground = Ground(0, (Condition("level", "block", "中级工"),))

    assert bool(findings(alone(9, replace(GU, level=level)), ground)) is stands


@pytest.mark.parametrize(
    ("sex", "born", "stands"),
    [
        ("男", date(1966, 1, 1), False),
        ("男", date(1965, 12, 31), True),
        ("女", date(1965, 12, 31), True),
        ("女", date(1971, 1, 1), False),
        ("男", date(2010, 9, 1), True),
        ("男", None, True),
    ],
)
def test_birthdays_are_looked_at_for_each_sex(sex: str, born: date | None, stands: bool) -> None:
    ground = Ground(0, (Condition("born", "block", "男 1966-01-01 2010-08-31\n女 1971-01-01 -"),))

    assert bool(findings(alone(9, replace(GU, sex=sex, born=born)), ground)) is stands


def test_one_event_a_person_names_the_other() -> None:
    ground = Ground(0, (Condition("once", "warn", ""),), (), {1: "钳工"})

    assert told(alone(9), ground) == [("warn", {"event": "钳工"})]


@pytest.mark.parametrize("line", ["顾堃 青梧机电公司 2025 年第 1 名", "顾堃 - 2025 年第 1 名"])
def test_an_earlier_winner_takes_part_without_award(line: str) -> None:
    ground = Ground(0, (Condition("earlier", "no-award", line),))

    assert told(alone(9), ground) == [("no-award", {"what": "2025 年第 1 名"})]


def test_the_gravest_comes_first_and_a_warning_is_passed_only_knowingly() -> None:
    ground = Ground(0, (Condition("unit", "warn", "1"), Condition("earlier", "no-award", "顾堃 - 第 1 名")), others("甲"))
    found = findings(alone(9), ground)

    assert [one.effect for one in found] == ["no-award", "warn"]
    assert (gravest(found), way_in(found)) == ("no-award", "warn")
