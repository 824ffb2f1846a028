"""The season that is on, changed by its organiser: what stands on every paper of it, and the lists its events are sorted by."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from competition.audit.chain import record
from competition.database import DB
from competition.events.lists import categories, industries, keep_categories, keep_industries
from competition.events.tables import Season
from competition.pages.forms import whole
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from scoring.problems import Problem

NO_NAME = N_("届次名称不能空着。")
BAD_YEAR = N_("年份“{year}”不对，例如 2026。")
TOO_LONG = N_("太长，最多 {most} 个字。")
LONGEST = {"name": 200, "name_en": 200, "office": 120, "phone": 40, "address": 200, "hosts": 2000}


@dataclass(frozen=True)
class SeasonForm:
    """As typed; lists one a line."""

    year: str = ""
    name: str = ""
    name_en: str = ""
    hosts: str = ""
    office: str = ""
    phone: str = ""
    address: str = ""
    industries: str = ""
    categories: str = ""


def season_form(form: Mapping[str, object]) -> SeasonForm:
    """What was posted."""
    return SeasonForm(**{one.name: str(form.get(one.name, "")).strip() for one in fields(SeasonForm)})


async def season_shown(season: Season | None, year: int) -> SeasonForm:
    """What stands; the usual for a first season."""
    lists = {"industries": "\n".join(await industries()), "categories": "\n".join(await categories())}
    if season is None:
        return SeasonForm(year=str(year), name=f"{year}年武侯区职业技能大赛", **lists)
    kept = {name: str(getattr(season, name)) for name in LONGEST}
    return SeasonForm(year=str(season.year), **kept, **lists)


async def change_season(season: Season | None, wished: SeasonForm, by: str) -> list[Problem]:
    """Writes all of it, or says what is wrong and writes nothing."""
    problems = _wrong(wished)
    if problems:
        return problems
    try:
        async with DB.transaction():
            kept = season or Season(year=int(wished.year), name=wished.name)
            for name in LONGEST:
                setattr(kept, name, "\n".join(lines(getattr(wished, name))) if name == "hosts" else getattr(wished, name))
            kept.year = int(wished.year)
            await kept.save()
            await keep_industries(lines(wished.industries))
            await keep_categories(lines(wished.categories))
            await record(by, "season", wished.name, {"year": wished.year, "hosts": wished.hosts})
    except Refusal as in_use:
        where = "categories" if in_use.facts.get("name") in await categories() else "industries"
        return [Problem(where, in_use.says, {key: str(value) for key, value in in_use.facts.items()})]
    return []


def lines(text: str) -> list[str]:
    """One a line, empty ones left out, each once."""
    return list(dict.fromkeys(line.strip()[:60] for line in text.splitlines() if line.strip()))


def _wrong(wished: SeasonForm) -> list[Problem]:
    found = [Problem(name, TOO_LONG, {"most": str(most)}) for name, most in LONGEST.items() if len(getattr(wished, name)) > most]
    if not wished.name:
        found.append(Problem("name", NO_NAME))
    if not (wished.year.isascii() and wished.year.isdigit() and 2000 <= whole(wished.year) <= 2200):
        found.append(Problem("year", BAD_YEAR, {"year": wished.year}))
    return found
