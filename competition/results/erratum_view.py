"""The page of errata as values: what stands, who would move, what was put right, which papers are called back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from competition.events.moments import stamp
from competition.events.programme import season_of
from competition.events.stages import STAGES, UNSEALED
from competition.judging.desk.door import Desk
from competition.judging.desk.story import Teller, value_shown
from competition.judging.scorekeeper import Proposed
from competition.judging.standings import begun
from competition.judging.what_if.foreseen import Foreseen, Moved, between
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.people.accounts import shown_names
from competition.results import errata
from competition.results.errata import Taken
from competition.results.names import names
from competition.results.signing import Signed, signed
from scoring.aspects import AGREED, Aspect
from scoring.decisions import Correction
from scoring.tally import Tally

PAPERS = {"docx": N_("公示 DOCX"), "delegations": N_("团体总分 PDF"), "nominations": N_("推荐汇总表")}
RANKING = N_("成绩表 {format}")


@dataclass(frozen=True)
class Chosen:
    """What stands at an aspect of a competitor: (judge, how it is called, what stands)."""

    competitor: str
    aspect: str
    title: str
    entries: tuple[tuple[str, str, str], ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Waiting:
    """A correction that waits for a second official; `refused`: why it could not count now."""

    number: int
    said: str
    reason: str
    by: str
    at: str
    his: bool
    seen: Foreseen | None
    refused: str
    ties: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """A revision that an erratum made: what was put right, by whom, who moved."""

    revision: int
    at: str
    by: str
    second: str
    reason: str
    said: tuple[str, ...]
    rows: tuple[Moved, ...]


@dataclass(frozen=True)
class Back:
    """A paper to be called back."""

    revision: int
    what: str
    by: str
    at: str


@dataclass(frozen=True)
class ErratumPage:
    """Waiting ones first; then a new one step by step; then those done, and the papers of older revisions."""

    code: str
    title: str
    stage: str
    may: bool
    alone: bool
    revision: int
    labels: tuple[str, ...]
    names: Mapping[str, str]
    aspects: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    waiting: tuple[Waiting, ...]
    done: tuple[Done, ...]
    papers: tuple[Back, ...]
    behind: bool
    notice: bool
    chosen: Chosen | None = None
    tried: Mapping[str, str] = field(default_factory=dict)
    seen: Foreseen | None = None
    ties: tuple[str, ...] = ()
    problem: str = ""


async def view_of(
    there: Desk,
    teller: Teller,
    tried: Mapping[str, str],
    seen: Foreseen | None = None,
    problem: str = "",
    wanted: Correction | None = None,
) -> ErratumPage:
    """All of it."""
    tally, event = begun(there.book), there.event
    found = await signed(there.round)
    revision, zone = found.revision if found else 0, ZoneInfo((await season_of(event)).timezone)
    known = await names(event.id, there.round) if event.stage in UNSEALED else {}
    forms = tally.scheme.subcriteria.values()
    return ErratumPage(
        code=event.code,
        title=event.title,
        stage=_(STAGES[event.stage]),
        may=there.author.chief,
        alone=there.author.alone,
        revision=revision,
        labels=tuple(tally.sheets),
        names={label: one.name for label, one in known.items()},
        aspects=tuple((form.title, tuple((one.code, one.title) for one in form.aspects)) for form in forms),
        waiting=tuple([await _waiting(there, teller, *one) for one in errata.open_ones(there.book)]),
        done=await _done(there, teller, found, zone),
        papers=await _papers(event.code, revision, zone),
        behind=bool(await errata.behind(there.round)),
        notice=event.stage == "notice",
        chosen=_chosen(teller, tally, tried),
        tried={name: tried.get(name, "") for name in ("competitor", "aspect", "judge", "value", "reason")},
        seen=seen,
        ties=tuple(await errata.ties_after(event, there.book, wanted)) if seen and wanted else (),
        problem=problem,
    )


def _chosen(teller: Teller, tally: Tally, tried: Mapping[str, str]) -> Chosen | None:
    competitor, aspect = tried.get("competitor", ""), teller.scheme.aspect(tried.get("aspect", ""))
    if competitor not in tally.sheets or aspect is None:
        return None
    entries = tally.sheets[competitor].entries.get(aspect.code, {})
    judges = sorted({*entries, AGREED})
    stands = ((judge, errata.whose(teller, aspect.code, judge), value_shown(entries.get(judge), aspect)) for judge in judges)
    title = f"{teller.scheme.subcriterion_of(aspect.code).title} {aspect.title}"
    return Chosen(competitor, aspect.code, title, tuple(stands), _words(aspect))


def _words(aspect: Aspect) -> tuple[tuple[str, str], ...]:
    """What may be chosen, where it is no number."""
    if aspect.award == "all-or-nothing":
        return ("yes", _("合格")), ("no", _("不合格")), ("not-attempted", _("未做"))
    named = tuple((name, name) for name, _worth in aspect.choices)
    return (*named, ("not-attempted", _("未做"))) if named else ()


async def _waiting(there: Desk, teller: Teller, one: Proposed, correction: Correction) -> Waiting:
    tally, by = begun(there.book), there.author
    old = tally.sheets[correction.competitor].entries.get(correction.aspect, {}).get(correction.judge)
    seen, refused, ties = None, "", []
    try:
        seen = errata.effect(tally, teller, correction)
        ties = await errata.ties_after(there.event, there.book, correction)
    except Refusal as wrong:
        refused = _(wrong.says, **wrong.facts)
    said, his = errata.sentence(teller, correction, old), one.line.author == by.name and not by.alone
    author, at = teller.account(one.line.author), teller.clock(one.line.at)
    return Waiting(one.line.number, said, correction.reason, author, at, his, seen, refused, tuple(ties))


async def _done(there: Desk, teller: Teller, last: Signed | None, zone: ZoneInfo) -> tuple[Done, ...]:
    """The newest first."""
    found, later = [], last
    while later is not None and later.revision > 1:
        before = await signed(there.round, later.revision - 1)
        if before is None:
            break
        if later.second:
            found.append(_revision(there, teller, before, later, zone))
        later = before
    return tuple(found)


def _revision(there: Desk, teller: Teller, before: Signed, later: Signed, zone: ZoneInfo) -> Done:
    said = (errata.sentence(teller, one.correction, one.old) for one in errata.counted(there.book, before.number, later.number))
    rows = between(before.ranking, later.ranking, later.tally.sheets)
    by, second = teller.account(later.by), teller.account(later.second)
    return Done(later.revision, stamp(later.made_at, zone), by, second, later.reason, tuple(said), rows)


async def _papers(code: str, revision: int, zone: ZoneInfo) -> tuple[Back, ...]:
    found = await errata.taken(code, revision)
    shown = await shown_names([one.by for one in found])
    return tuple(Back(one.revision, _paper(one), shown.get(one.by, one.by), stamp(one.at, zone)) for one in found)


def _paper(one: Taken) -> str:
    return _(PAPERS[one.what]) if one.what in PAPERS else _(RANKING, format=one.what.upper())
