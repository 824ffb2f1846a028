"""A registration as somebody types it: the fields of a form, mended and checked all at once. Pure; knows no table, no page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from competition.pages.language import N_
from competition.people.identity import Fault
from competition.registration.fields import MISSING, Checked, check, check_sex

ABOUT = ("employer", "delegation", "team", "leader", "liaison", "note")
OF_A_PERSON = ("name", "sex", "identity", "occupation", "level", "phone")
SAME = N_("重复"), N_("第 {first} 人和第 {second} 人是同一个人")


@dataclass(frozen=True)
class Asked:
    """What an event asks for. `kept`: the fields whose numbers are known already; left empty they stay."""

    size: int = 1
    identity: bool = False
    phone: bool = True
    kept: frozenset[str] = frozenset()

    def wants(self, name: str) -> bool:
        """Does this field have to be filled in?"""
        return name in _wanted(self) and name not in self.kept


@dataclass(frozen=True)
class Entry:
    """What was typed, by field: `employer`, `team`, … of the registration; `name-1`, `phone-1`, … of its people."""

    fields: Mapping[str, str]
    size: int

    def of(self, key: str, number: int = 0) -> str:
        """What stands in a field."""
        return self.fields.get(f"{key}-{number}" if number else key, "")


def typed(form: Mapping[str, str], size: int) -> Entry:
    """The fields that are ours, out of a form."""
    return Entry({name: str(form[name]) for name in names(size) if name in form}, size)


def names(size: int) -> list[str]:
    """Every field of an entry of so many people."""
    return [*ABOUT, *(f"{key}-{number}" for number in range(1, size + 1) for key in OF_A_PERSON)]


def checked(entry: Entry, asked: Asked, today: date) -> tuple[Entry, dict[str, Fault]]:
    """The entry mended, and what is wrong with it by field, in the order of the form."""
    found = {name: check(name.partition("-")[0], entry.fields.get(name, ""), today) for name in names(entry.size)}
    for number in range(1, entry.size + 1):
        if not asked.identity:
            found[f"identity-{number}"] = Checked("")
        found[f"sex-{number}"] = check_sex(found[f"sex-{number}"], found[f"identity-{number}"])
    faults = {name: one.fault for name, one in found.items() if one.fault}
    for name in _wanted(asked):
        if asked.wants(name) and not found[name].value:
            faults.setdefault(name, MISSING)
    clean = Entry({name: one.value for name, one in found.items()}, entry.size)
    _twice(clean, faults)
    return clean, {name: faults[name] for name in names(entry.size) if name in faults}


def _wanted(asked: Asked) -> list[str]:
    """The fields that have to be filled in."""
    wanted = ["employer"] + (["team"] if asked.size > 1 else [])
    for number in range(1, asked.size + 1):
        wanted.append(f"name-{number}")
        if asked.identity:
            wanted.append(f"identity-{number}")
        if asked.phone and number == 1:
            wanted.append(f"phone-{number}")
    return wanted


def _twice(entry: Entry, faults: dict[str, Fault]) -> None:
    """In a team nobody stands twice."""
    seen: dict[tuple[str, str], int] = {}
    for number in range(1, entry.size + 1):
        who = entry.of("name", number), entry.of("identity", number)
        first = seen.setdefault(who, number)
        if who[0] and first != number:
            faults.setdefault(f"name-{number}", Fault(*SAME, {"first": first, "second": number}))
