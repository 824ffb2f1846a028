"""What needs the chief: conflicts, late marks, judges too far apart, forms given back. Each with the place to settle it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from competition.events.programme import rounds_of
from competition.events.tables import Event, Round
from competition.judging.desk.story import Teller, value_shown
from competition.judging.scorekeeper import Book, keeper
from competition.pages.language import N_, _
from scoring.aspects import AGREED, DIFFICULTY
from scoring.problems import Problem
from scoring.tally import RETURNED, Form, Tally

SPREAD, WRONG = N_("极差 {spread}"), N_("有误")
AT = N_("{competitor} {form}，{aspect}")


@dataclass(frozen=True)
class Todo:
    """One thing that needs the chief, and where he settles it."""

    word: str
    kind: str
    title: str
    detail: str
    where: str
    act: str


def todo(book: Book, tally: Tally, forms: Sequence[Form], teller: Teller, event: str) -> list[Todo]:
    """All of it, what cannot wait first."""
    placed = [form for form in forms if tally.sheets[form.competitor].placed]
    return [*claims(book, teller, event), *disagreements(tally, placed, teller, event), *returned(tally, placed, event)]


def spreads(form: Form) -> list[str]:
    """What judges disagree about, in a word each."""
    return [_word(problem) for problem in form.problems if not problem.missing]


def _word(problem: Problem) -> str:
    return _(SPREAD, spread=problem.facts["difference"]) if "difference" in problem.facts else _(WRONG)


def claims(book: Book, teller: Teller, event: str) -> list[Todo]:
    """Conflicts and what came late, the oldest first."""
    found = []
    for one in book.claims.values():
        competitor, aspect, _judge = one.place
        form, standing = teller.scheme.subcriterion_of(aspect), book.heads.get(one.place)
        found_at = teller.scheme.aspect(aspect)
        mine = f"{teller.account(one.line.author)} {value_shown(getattr(one.decision, 'value', None), found_at)}"
        theirs = f"{teller.account(standing.author)} {value_shown(standing.value, found_at)}" if standing else ""
        title = _(AT, competitor=competitor, form=form.title, aspect=teller.aspect(aspect))
        where = f"/desk/{event}/form/{competitor}/{form.code}#claim-{one.line.number}"
        word = _("有冲突") if one.claim.why == "parent" else _("晚到")
        found.append(Todo(word, "clash", title, f"{theirs}　{mine}".strip(), where, _("核对")))
    return found


async def late_of(event: Event, current: int) -> list[tuple[Round, Book]]:
    """The rounds that are over, each with where it stands, in which somebody's mark came late."""
    books = [(one, await keeper().book(one.id)) for one in await rounds_of(event.id) if one.id != current]
    return [(one, book) for one, book in books if book.claims]


async def late_todos(event: Event, current: int) -> list[Todo]:
    """What came late of the rounds that are over, in one line."""
    if not (count := sum(len(book.claims) for _round, book in await late_of(event, current))):
        return []
    title = _("上一轮有 {count} 处登分晚到", count=count)
    return [Todo(_("晚到"), "clash", title, _("留在那一轮的日志里，不计分"), f"/desk/{event.code}/late", _("查看"))]


def disagreements(tally: Tally, forms: Iterable[Form], teller: Teller, event: str) -> list[Todo]:
    """Judges further apart than the scheme allows."""
    found = []
    for form in forms:
        sheet = tally.sheets[form.competitor]
        for aspect in tally.scheme.subcriteria[form.subcriterion].aspects:
            for problem in [each for each in sheet.worths[aspect.code].problems if not each.missing]:
                entries = sheet.entries.get(aspect.code, {})
                marks = _("、").join(
                    value_shown(entries[judge], aspect) for judge in sorted(entries) if judge not in (AGREED, DIFFICULTY)
                )
                apart = "difference" in problem.facts
                detail = _("{marks}，应商议后重评", marks=marks) if apart else _(problem.says, **problem.facts)
                title = _(AT, competitor=form.competitor, form=teller.form(form.subcriterion), aspect=aspect.title)
                where = f"/desk/{event}/form/{form.competitor}/{form.subcriterion}"
                found.append(Todo(_word(problem), "wait", title, detail, where, _("商议")))
    return found


def returned(tally: Tally, forms: Iterable[Form], event: str) -> list[Todo]:
    """Forms given back and not signed again."""
    found = []
    for form in [each for each in forms if each.state == RETURNED]:
        title = f"{form.competitor} {tally.scheme.subcriteria[form.subcriterion].title}"
        detail = _("还没有重新提交。原因：{reason}", reason=form.returned or "")
        where = f"/desk/{event}/form/{form.competitor}/{form.subcriterion}"
        found.append(Todo(_("退回"), "clash", title, detail, where, _("查看")))
    return found
