"""What a referee may see of a round: his forms, the agreed entries and his own marks; no other judge's, and nobody's name.

Must not import anything that knows who stands at a station.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from competition.judging.audience import EVERYBODY, Audience, lines_for
from competition.judging.authority import Author, label
from competition.judging.deputies import absent, leads, may_lead, station_shown
from competition.judging.logbook import Line, decode
from competition.judging.scorekeeper import Book
from competition.judging.tablet.messages import LineShown, encode
from scoring.amounts import plain
from scoring.aspects import ABSENT, AGREED, DIFFICULTY, JUDGEMENT, Aspect
from scoring.scheme import Scheme, Subcriterion
from scoring.sheet import RANKED
from scoring.tally import ACCEPTED, DRAFT, EMPTY, RETURNED, SIGNED, Tally, session_of

CLOSED = "closed"
BY_WHO_KNOWS = frozenset({"status", "clock", "time-given"})


def forms_of(author: Author, scheme: Scheme) -> list[Subcriterion]:
    """The forms he marks; a chief without a seat looks at all."""
    forms = list(scheme.subcriteria.values())
    return [form for form in forms if author.seat is None or author.seat.marks(form.code)]


def form_shown(book: Book, author: Author, form: Subcriterion) -> dict[str, Any]:
    """A form as his tablet needs it."""
    tally = book.tally
    assert tally is not None
    return {
        "code": form.code,
        "title": form.title,
        "title_en": form.title_en or "",
        "max": plain(form.max),
        "day": form.day,
        "leads": leads(author, form.code),
        "aspects": [_aspect(book, author, form.code, aspect) for aspect in form.aspects],
    }


def _aspect(book: Book, author: Author, form: str, aspect: Aspect) -> dict[str, Any]:
    return {
        "code": aspect.code,
        "title": aspect.title,
        "title_en": aspect.title_en or "",
        "kind": aspect.kind,
        "award": aspect.award,
        "max": plain(aspect.max),
        "min": plain(aspect.min),
        "step": None if aspect.step is None else plain(aspect.step),
        "per": plain(aspect.per),
        "possible": aspect.possible,
        "judges": aspect.judges,
        "spread": aspect.spread if aspect.kind == JUDGEMENT else None,
        "choices": [choice for choice, _mark in aspect.choices],
        **_worths(aspect),
        "descriptors": dict(aspect.descriptors),
        "extra": list(aspect.extra),
        "requirement": aspect.requirement or "",
        "calculation": aspect.calculation or "",
        "difficulty": aspect.difficulty,
        "annulled": aspect.annulled or "",
        "judge": None if aspect.annulled else label(author, aspect, form, absent(book, aspect.code)),
    }


def _worths(aspect: Aspect) -> dict[str, Any]:
    """What turns an entry into a mark where `max`, `per` and `possible` do not say it."""
    return {
        "worths": {choice: plain(mark) for choice, mark in aspect.choices},
        "bands": [[plain(upper), plain(mark)] for upper, mark in aspect.bands],
        "ranges": [[plain(lower), plain(upper), plain(mark)] for lower, upper, mark in aspect.ranges],
        "target": plain(aspect.target),
        "every": plain(aspect.every),
    }


def marks_seen(book: Book, author: Author) -> list[dict[str, Any]]:
    """What stands, as far as he may see it."""
    tally = book.tally
    assert tally is not None
    his = {aspect.code: form.code for form in forms_of(author, tally.scheme) for aspect in form.aspects}
    found = []
    for (competitor, aspect, judge), head in sorted(book.heads.items()):
        shown = aspect in his and ((competitor, aspect) in tally.revealed or _judge_seen(book, author, judge, his[aspect]))
        if shown and head.value is not None:
            note = tally.sheets[competitor].notes.get((aspect, judge), "")
            mark = {
                "competitor": competitor,
                "aspect": aspect,
                "judge": judge,
                "value": head.value,
                "note": note,
                "ref": head.ref,
            }
            found.append({**mark, "mine": head.author == author.name})
    return found


def _judge_seen(book: Book, author: Author, judge: str, form: str) -> bool:
    return judge == AGREED or judge == author.judge or (judge == DIFFICULTY and may_lead(book, author, form))


def states_seen(tally: Tally, author: Author, marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The state of each of his forms for him: what he signed is signed, whoever else still has to."""
    begun = {(mark["competitor"], tally.scheme.subcriterion_of(mark["aspect"]).code) for mark in marks}
    found = []
    for competitor in tally.sheets:
        for each in forms_of(author, tally.scheme):
            form = tally.form(competitor, each.code)
            state = (
                form.state if form.state in (SIGNED, ACCEPTED, RETURNED) else DRAFT if (competitor, each.code) in begun else EMPTY
            )
            if state != ACCEPTED and author.judge in form.signatures:
                state = SIGNED
            elif state not in (ACCEPTED, SIGNED) and (session_of(competitor), each.code) in tally.closed:
                state = CLOSED
            shown = {"competitor": competitor, "subcriterion": each.code, "state": state, "reason": form.returned or ""}
            found.append({**shown, "signed": [judge for judge in form.signatures if judge == author.judge]})
    return found


def revealed_seen(tally: Tally, author: Author) -> list[dict[str, Any]]:
    """Where his team has seen each other's marks, and whether they may be changed once more."""
    his = {aspect.code for form in forms_of(author, tally.scheme) for aspect in form.aspects}
    pairs = sorted(tally.revealed.items())
    return [{"competitor": competitor, "aspect": code, "open": may} for (competitor, code), may in pairs if code in his]


def signing_shown(book: Book, author: Author, *, pin: bool) -> dict[str, Any]:
    """Is a PIN asked for at signing, and who of the team may sign beside him where two must?"""
    opening, tally = book.opening, book.tally
    two = opening is not None and opening.signers > 1
    forms = (
        [form for form in forms_of(author, tally.scheme) if any(not one.judged for one in form.aspects)] if tally and two else []
    )
    others = {
        form.code: [(seat.judge, seat.shown) for seat in author.team(form.code) if seat.name != author.name] for form in forms
    }
    return {"pin": pin, "second": others}


def round_seen(book: Book, author: Author) -> dict[str, Any]:
    """All of a round that his tablet begins with; empty before the round has begun."""
    tally = book.tally
    if tally is None:
        return {**{key: [] for key in ("stations", "forms", "marks", "states", "closed", "status", "revealed")}, "frozen": False}
    marks, forms = marks_seen(book, author), forms_of(author, tally.scheme)
    out = [(label, sheet.status) for label, sheet in tally.sheets.items() if sheet.status != RANKED]
    return {
        "stations": [station_shown(book, author, forms, label) for label in tally.sheets],
        "forms": [form_shown(book, author, form) for form in forms],
        "marks": marks,
        "states": states_seen(tally, author, marks),
        "closed": [{"session": session, "subcriterion": code} for session, code in sorted(tally.closed)],
        "status": [{"competitor": label, "status": status} for label, status in out if status != "no-award"],
        "revealed": revealed_seen(tally, author),
        "frozen": tally.frozen,
    }


def lines_seen(book: Book, author: Author, since: int) -> Iterator[LineShown]:
    """The numbered lines after `since` that he may see."""
    if book.tally is None:
        return
    for line in lines_for(book, audiences(book, author), since):
        if line.kind == "reveal":
            yield from _revealed(book, book.tally, author, line)
        else:
            yield LineShown(line.number, line.ref, line.kind, _body(line), line.author == author.name)


def _body(line: Line) -> msgspec.Raw:
    """Why somebody is not there is written by who knows his name: it is no referee's to read."""
    return _raw({**msgspec.json.decode(line.body), "reason": ""}) if line.kind in BY_WHO_KNOWS else msgspec.Raw(line.body)


def _revealed(book: Book, tally: Tally, author: Author, line: Line) -> Iterator[LineShown]:
    """The line that shows the team its marks, and after it those marks, under its number."""
    told = decode(line.kind, line.body)
    sheet, place = tally.sheets[told.competitor], {"competitor": told.competitor, "aspect": told.aspect}
    may = tally.revealed[told.competitor, told.aspect]
    yield LineShown(line.number, line.ref, line.kind, _raw({**place, "open": may}), line.author == author.name)
    for judge, value in sorted(sheet.entries.get(told.aspect, {}).items()):
        if judge not in (AGREED, DIFFICULTY, author.judge):
            note = sheet.notes.get((told.aspect, judge), "")
            kind, entry = ("absence", {}) if value == ABSENT else ("mark", {"value": value, "note": note})
            ref = book.heads[told.competitor, told.aspect, judge].ref
            yield LineShown(line.number, ref, kind, _raw({**place, "judge": judge, **entry}), False)


def _raw(body: dict[str, Any]) -> msgspec.Raw:
    return msgspec.Raw(encode(body))


def audiences(book: Book, author: Author) -> list[Audience]:
    """All audiences that he belongs to: of each of his forms, as one of its team and as the judge that he is."""
    assert book.tally is not None
    found = [EVERYBODY]
    for form in forms_of(author, book.tally.scheme):
        found += [(form.code, ""), (form.code, author.judge)]
        if may_lead(book, author, form.code):
            found.append((form.code, DIFFICULTY))
    return found
