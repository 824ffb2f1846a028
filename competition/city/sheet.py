"""推荐汇总表: the nominees with what the city asks of them. Numbers are masked unless they are asked for in full."""

from datetime import UTC, datetime

from competition.city.nominations import CITY, Nominee, nominees
from competition.documents.nomination import Nominee as Row
from competition.documents.nomination import nomination_xlsx
from competition.documents.page import Provenance
from competition.events.programme import round_of
from competition.events.tables import Event
from competition.people.masking import masked_identity, masked_phone
from competition.people.sealed import unseal
from competition.people.tables import Person
from competition.registration.tables import Member
from competition.results.signing import signed
from competition.settings import Settings, secret
from scoring.amounts import shown

GOING = ("proposed", "confirmed", "approved", "reported", "alternate")


async def summary_sheet(event: Event, settings: Settings, maker: str, *, full: bool) -> bytes:
    """The workbook; one row a person (a team has several)."""
    found = await signed((await round_of(event.id)).id)
    source = Provenance(
        found.revision if found else None, datetime.now(UTC), maker, found.head if found else "", final=True, demo=settings.demo
    )
    key = secret(settings, "identity")
    rows = [row for one in await nominees(event) if one.state in GOING for row in await _rows(event, one, key, full)]
    return nomination_xlsx(rows, f"{CITY}推荐汇总表（{event.title}）", source)


async def _rows(event: Event, one: Nominee, key: bytes, full: bool) -> list[Row]:
    members = await Member.select(Member.person).where(Member.registration == one.named.registration).order_by(Member.position)
    known = {row["person"]: number for number, row in enumerate(members)}
    people = await Person.objects().where(Person.id.is_in(list(known)))
    return [_row(event, one, person, key, full) for person in sorted(people, key=lambda person: known[person.id])]


def _row(event: Event, one: Nominee, person: Person, key: bytes, full: bool) -> Row:
    identity = unseal(person.identity, key) if person.identity else ""
    phone = unseal(person.phone, key) if person.phone else ""
    return Row(
        order=one.position,
        unit=one.named.unit,
        event=event.title,
        category="",
        place=str(one.standing.place),
        score="" if one.standing.total is None else shown(one.standing.total, 2),
        name=person.name,
        sex=person.sex,
        identity=identity if full else masked_identity(identity),
        occupation=event.occupation,
        level=person.level,
        phone=phone if full else masked_phone(phone),
        note="；".join(
            filter(
                None,
                [
                    one.named.name if one.named.members else "",
                    "替补" if one.state == "alternate" else "",
                    "名次更正过，待核对" if one.flagged else "",
                ],
            )
        ),
    )
