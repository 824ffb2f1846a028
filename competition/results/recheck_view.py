"""The recheck as a page shows it: the forms that wait with their marks, how far it is, what was wrong and what it became."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from competition.judging.authority import Author
from competition.judging.desk.sheet import AspectRow, form_view
from competition.judging.desk.story import Teller, value_shown
from competition.judging.scorekeeper import Book
from competition.pages.language import N_, _
from competition.results.recheck import RIGHT, WRONG, Rechecking, his_own, marks_of, print_of
from competition.results.tables import Recheck
from scoring.amounts import plain, shown
from scoring.aspects import AGREED
from scoring.recheck import USUAL, Form
from scoring.tally import Tally

AT_ONCE = 8
ALL_OF_THEM = N_("{count} 张评分表，全部复核")
SOME = N_("前 {share}% 的选手全部复核，其余抽 {sample}%，共 {count} 张")
DEMANDED = N_("差错率超过 {tolerated}%，全部 {count} 张都要复核")


@dataclass(frozen=True)
class FormShown:
    """A form to look at. `seen` goes back with the answer; `before`: what was wrong in it."""

    label: str
    code: str
    title: str
    total: str
    max: str
    rows: tuple[AspectRow, ...]
    seen: str
    before: str


@dataclass(frozen=True)
class Wrong:
    """Who found what wrong, and what it became; `open`: it is not corrected yet."""

    label: str
    code: str
    title: str
    by: str
    why: str
    changes: tuple[tuple[str, str, str], ...]
    open: bool
    seen: str


@dataclass(frozen=True)
class View:
    """All of it. `forms`: the next that wait; `his`: how many wait that the reader entered, and another looks at."""

    forms: tuple[FormShown, ...]
    his: int
    done: int
    of: int
    rule: str
    sampled: bool
    seed: str
    errors: int
    rate: str
    demanded: bool
    wrong: tuple[Wrong, ...]
    uncorrected: int


def view_of(now: Rechecking, book: Book, teller: Teller, by: Author, names: Mapping[str, str]) -> View:
    """For him who reads. `names`: account → how it is called."""
    waiting = now.waiting
    his = [form for form in waiting if his_own(book, by, form)]
    next_ones = [form for form in waiting if form not in his][:AT_ONCE]
    of = len({*now.forms, *waiting})
    rate = Fraction(100 * now.errors, len({*now.forms, *now.found}) or 1)
    return View(
        tuple(_form(now, book, teller, form) for form in next_ones),
        len(his),
        of - len(waiting),
        of,
        _rule(now),
        not now.demanded and not now.selection.everything,
        now.seed,
        now.errors,
        shown(rate, 1),
        now.demanded,
        tuple(_wrong(now, teller, one, names) for _form_key, one in sorted(now.found.items()) if one.outcome != RIGHT),
        len(now.wrong),
    )


def _rule(now: Rechecking) -> str:
    if now.demanded:
        return _(DEMANDED, tolerated=_percent(USUAL.tolerated), count=len(now.forms))
    if now.selection.everything:
        return _(ALL_OF_THEM, count=len(now.forms))
    return _(SOME, share=_percent(USUAL.top_share), sample=_percent(USUAL.sample), count=len(now.forms))


def _percent(share: Fraction) -> str:
    return plain(100 * share)


def _form(now: Rechecking, book: Book, teller: Teller, form: Form) -> FormShown:
    label, code = form
    one, before = form_view(book, teller, label, code), now.found.get(form)
    why = before.why if before is not None and before.outcome == WRONG else ""
    return FormShown(label, code, one.title, one.total, one.max, one.rows, print_of(now.tally, form), why)


def _wrong(now: Rechecking, teller: Teller, one: Recheck, names: Mapping[str, str]) -> Wrong:
    form = (one.competitor, one.subcriterion)
    title = now.tally.scheme.subcriteria[form[1]].title
    still = one.outcome == WRONG and one.old == marks_of(now.tally, form)
    became = one.new or marks_of(now.tally, form)
    by, seen = names.get(one.by, one.by), print_of(now.tally, form)
    return Wrong(*form, title, by, one.why, _changes(now.tally, teller, one.old, became), still, seen)


def _changes(tally: Tally, teller: Teller, old: str, new: str) -> tuple[tuple[str, str, str], ...]:
    """Whose mark of which aspect was what, and is what."""
    was, now = json.loads(old), json.loads(new)
    found = []
    for code, aspect in tally.scheme.aspects.items():
        before, after = was.get(code, {}), now.get(code, {})
        for judge in sorted({*before, *after}):
            if before.get(judge) != after.get(judge):
                whose = aspect.title if judge == AGREED else f"{aspect.title} {teller.judge(judge)}"
                found.append((whose, value_shown(before.get(judge), aspect), value_shown(after.get(judge), aspect)))
    return tuple(found)
