"""人员、单位、代表队: found again by name, or made. A person has one record for life.

Knows nothing of registrations.
"""

from competition.people.tables import Delegation, Employer, Person


async def employer_named(name: str, credit_code: str = "") -> int:
    """The employer of this name, made where there is none yet; a code is added where none is known."""
    await Employer.insert(Employer(name=name)).on_conflict(target=Employer.name, action="DO NOTHING")
    if credit_code:
        bare = (Employer.name == name) & Employer.credit_code.is_null()
        await Employer.update({Employer.credit_code: credit_code}).where(bare)
    row = await Employer.select(Employer.id).where(Employer.name == name).first()
    assert row is not None
    return int(row["id"])


async def delegation_named(name: str) -> int:
    """The delegation of this name, made where there is none yet."""
    await Delegation.insert(Delegation(name=name)).on_conflict(target=Delegation.name, action="DO NOTHING")
    row = await Delegation.select(Delegation.id).where(Delegation.name == name).first()
    assert row is not None
    return int(row["id"])


async def known_person(name: str, employer: int | None) -> int | None:
    """The person of this name at this employer, if there is exactly one: of two namesakes neither is guessed."""
    of_employer = Person.employer == employer if employer is not None else Person.employer.is_null()
    rows = await Person.select(Person.id).where((Person.name == name) & of_employer).limit(2)
    return int(rows[0]["id"]) if len(rows) == 1 else None


async def person_named(name: str, employer: int | None) -> int:
    """The person of this name at this employer, made where it is not clear that there is one."""
    known = await known_person(name, employer)
    if known is not None:
        return known
    person = Person(name=name, employer=employer)
    await person.save()
    return int(person.id)
