"""Makes the competitors of a venue teams of two."""

from competition.floor.tables import Placement
from competition.people.persons import employer_named, person_named
from competition.registration.tables import Member, Registration
from tests.judging.venue import Venue


async def in_teams(venue: Venue) -> None:
    """01 becomes the team 01队, with a second member of another employer; and so on."""
    rows = await Placement.select(Placement.label, Placement.registration).where(Placement.round == venue.round.id)
    for row in rows:
        await Registration.update({Registration.team: f"{row['label']}队"}).where(Registration.id == row["registration"])
        second = await person_named(f"队员乙{row['label']}", await employer_named("白鹭电气厂"))
        await Member(registration=row["registration"], person=second, position=2).save()
