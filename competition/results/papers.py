"""What the office prints of an event: the ranking in every format and the public notice.

Made from the signed snapshot; before the signature, a draft of what stands.
Each paper carries revision, time, maker and the logbook's hash, and says so when a later revision exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from competition.documents.page import Provenance
from competition.documents.public_notice import Awarded, PublicNotice, public_notice_docx
from competition.documents.ranking import ranking_csv, ranking_json
from competition.documents.ranking_pdf import Publication, ranking_sheet, sheet_pdf
from competition.documents.ranking_pdf import Sheet as Table
from competition.documents.ranking_table import Person, Say
from competition.documents.ranking_xlsx import ranking_xlsx
from competition.documents.recognition import honours_said, medal_said
from competition.documents.worker import Worker
from competition.events.moments import today
from competition.events.programme import round_of
from competition.events.tables import Event, Season
from competition.judging.reasons import spoken
from competition.judging.scorekeeper import keeper
from competition.judging.standings import begun, standing
from competition.pages.language import N_, _
from competition.pages.refusal import Missing, Refusal
from competition.results.delegations import delegations
from competition.results.names import Named, names
from competition.results.publication import corrected_on, notice_of
from competition.results.signing import signed
from competition.settings import Settings
from scoring.amounts import shown
from scoring.ranking import Ranking, Standing
from scoring.recognition import Recognition, recognised
from scoring.sheet import Sheet

FORMATS = ("pdf", "xlsx", "csv", "json", "docx")
NO_FORMAT = N_("没有这种格式：{format}。可选：{formats}。")
NO_DELEGATIONS = N_("这个赛项不计团体总分。可以在赛项资料里打开。")
NO_REVISION = N_("没有签过第 {revision} 版。")
REPLACED = N_("第 {revision} 版已被更正版代替，不能再公示。请下载第 {later} 版。")
NO_NOTICE = N_("还没有开始公示，公示的日期还定不下来。先在“结果”页开始公示。")


@dataclass(frozen=True)
class Ground:
    """What a paper is made from. `corrected`: when an erratum put right what the public had seen."""

    event: Event
    season: Season
    ranking: Ranking
    people: Mapping[str, Named]
    provenance: Provenance
    sheets: Mapping[str, Sheet]
    corrected: date | None = None

    @property
    def persons(self) -> dict[str, Person]:
        """As lists show them."""
        return {
            label: Person(one.name, one.unit, one.number, members="、".join(one.members)) for label, one in self.people.items()
        }


async def ground(event: Event, season: Season, settings: Settings, maker: str, revision: int | None = None) -> Ground:
    """The signed ranking; before the signature, what stands now, as a draft. An older `revision` says that it is replaced."""
    round_id = (await round_of(event.id)).id
    now, found = datetime.now(UTC), await signed(round_id)
    if found is None or event.stage in ("running", "recheck"):
        chain = (await keeper().book(round_id)).hash
        source = Provenance(made_at=now, maker=maker, logbook=chain, demo=settings.demo)
        _number, ranking = await standing(round_id)
        sheets = begun(await keeper().book(round_id)).sheets
        return Ground(event, season, ranking, await names(event.id, round_id), source, sheets)
    last = found.revision
    if revision is not None and revision != last:
        found = await signed(round_id, revision)
        if found is None:
            raise Missing(NO_REVISION, revision=revision)
    later = last if found.revision < last else None
    source = Provenance(found.revision, now, maker, found.head, final=True, demo=settings.demo, outdated_by=later)
    corrected = await corrected_on(event, season, found)
    return Ground(event, season, found.ranking, found.people, source, found.tally.sheets, corrected)


async def paper(on: Ground, wanted: str, settings: Settings, worker: Worker, *, reasons: bool = False) -> bytes:
    """The paper in one of FORMATS. `reasons`: the JSON says why each stands there, and how each mark came to be."""
    people = on.persons
    if wanted == "pdf":
        sheet = ranking_sheet(on.ranking, people, _publication(on), on.provenance, settings.data / "fonts")
        return await worker.build(sheet_pdf, sheet)
    if wanted == "xlsx":
        return await worker.build(ranking_xlsx, on.ranking, people, _publication(on), on.provenance)
    if wanted == "csv":
        return ranking_csv(on.ranking)
    if wanted == "json":
        return ranking_json(on.ranking, reasons=on.sheets if reasons else None, tongue=spoken())
    if wanted == "docx":
        return await worker.build(public_notice_docx, await _notice(on))
    raise Missing(NO_FORMAT, format=wanted, formats=_("、").join(FORMATS))


async def delegations_paper(on: Ground, settings: Settings, worker: Worker) -> bytes:
    """团体总分 as PDF."""
    found = delegations(on.event, on.ranking, on.people)
    if found is None:
        raise Missing(NO_DELEGATIONS)
    title = f"{on.season.name}　{on.event.title}团体总分"
    source = on.provenance if on.ranking.complete else replace(on.provenance, final=False)
    sheet = Table(found.cells, replace(_publication(on), title=title, subtitle=found.rule), source, settings.data / "fonts")
    return await worker.build(sheet_pdf, sheet)


def _publication(on: Ground) -> Publication:
    day = on.corrected
    return Publication(
        title=f"{on.season.name}　{on.event.title}成绩表",
        subtitle=f"{day.year}年{day.month}月{day.day}日更正" if day else "",
        hosts=tuple(line for line in on.season.hosts.split("\n") if line),
        dated=today(on.season),
        signers=("登分人", "复核人", "裁判长", "监督人"),
    )


async def _notice(on: Ground) -> PublicNotice:
    notice = await notice_of(on.event.id)
    if notice is None:
        raise Refusal(NO_NOTICE, status=409)
    if on.provenance.outdated_by is not None:
        raise Refusal(REPLACED, status=409, revision=on.provenance.revision or 0, later=on.provenance.outdated_by)
    return PublicNotice(
        title=f"关于{on.season.name}{on.event.title}赛项成绩的公示",
        hosts=tuple(line for line in on.season.hosts.split("\n") if line),
        event=f"{on.season.name}{on.event.title}赛项",
        awarded=awarded(on),
        begins=notice.first_day,
        ends=notice.last_day,
        working_days=on.event.notice_days,
        accepts=on.season.office,
        phone=on.season.phone,
        address=on.season.address,
        dated=notice.made_at.date(),
        provenance=on.provenance,
        corrected=on.corrected,
    )


def awarded(on: Ground, say: Say = str) -> tuple[Awarded, ...]:
    """Whom the public list names: as deep as the event says, and never more than name, unit, place and award."""
    rounding, scores = on.ranking.scheme.rounding, on.event.notice_depth == "scores"
    given = recognised(on.ranking, {label: one.unit for label, one in on.people.items()})
    people = {one.competitor: on.people.get(one.competitor, Named(0, one.competitor, "", "")) for one in public(on)}
    return tuple(
        Awarded(
            place=str(one.place),
            name=people[one.competitor].name,
            unit=people[one.competitor].unit,
            members="、".join(people[one.competitor].members),
            award=_won(one, given.get(one.competitor), say),
            note="、".join(honours_said(given.get(one.competitor), say)),
            score=shown(one.total, rounding.places, rounding.mode) if scores and one.total is not None else "",
            scale=str(given[one.competitor].scale) if scores and one.competitor in given else "",
        )
        for one in public(on)
    )


def public(on: Ground) -> list[Standing]:
    """Whom the public list names."""
    return listed(on.ranking, on.event.notice_depth)


def listed(ranking: Ranking, depth: str) -> list[Standing]:
    """As deep as the event says: who won something, or all."""
    given = recognised(ranking)
    won = {one.competitor for one in ranking.standings if one.award or ((his := given.get(one.competitor)) and his.medal)}
    return [one for one in ranking.standings if one.place is not None and (depth != "winners" or one.competitor in won)]


def _won(one: Standing, given: Recognition | None, say: Say) -> str:
    return "、".join(word for word in (one.award or "", medal_said(given, say)) if word)
