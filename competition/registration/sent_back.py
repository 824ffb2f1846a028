"""A registration that was sent back, as its form is filled again: numbers are never shown again, only masked beside it."""

from competition.people.masking import masked_identity, masked_phone
from competition.people.sealed import unseal
from competition.registration.entry import Entry
from competition.registration.roll import Line


def refilled(line: Line, size: int) -> Entry:
    """What was said, but for the numbers."""
    fields = {
        "employer": line.employer,
        "delegation": line.delegation,
        "team": line.team,
        "leader": line.leader,
        "liaison": line.liaison,
        "note": line.note,
    }
    for number, one in enumerate(line.people, 1):
        fields |= {
            f"name-{number}": one.who.name,
            f"sex-{number}": one.said_sex,
            f"level-{number}": one.said_level,
            f"occupation-{number}": one.occupation,
        }
    return Entry(fields, size)


def kept(line: Line, key: bytes) -> dict[str, str]:
    """The numbers that are known, masked."""
    known = {}
    for number, one in enumerate(line.people, 1):
        if one.identity:
            known[f"identity-{number}"] = masked_identity(unseal(one.identity, key))
        if one.said_phone:
            known[f"phone-{number}"] = masked_phone(unseal(one.said_phone, key))
    return known
