"""One act of the editor on a scheme: what was typed is taken, then the act done; a sound scheme, or what is wrong. Pure."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field

from competition.events.editing import acts
from competition.events.editing.parts import save
from competition.events.editing.place import Place, Raw, node, place_of, read_place, written_place
from competition.events.editing.rules import reorder, save_rules, save_weights
from competition.pages.forms import whole
from competition.pages.language import N_
from scoring.problems import Problem
from scoring.scheme import Scheme, read_scheme

RULES, WEIGHTS, WHOLE = "rules", "weights", ""
GONE = N_("这一处已经不在了，可能刚被删除。请从左边重新选。")
UNKNOWN = N_("没有这个动作。请从页面上的按钮操作。")


@dataclass(frozen=True)
class Edited:
    """`at`: what is open afterwards. `moved`: sub-criteria by their code before, with the code they have now; "" is gone."""

    at: str
    scheme: Scheme | None = None
    problems: tuple[Problem, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)


def edited(standing: Raw, form: Mapping[str, str]) -> Edited:
    """The act that was asked for; the standing scheme is not touched."""
    raw, at, do = copy.deepcopy(standing), form.get("at", ""), form.get("do", "save")
    before = acts.tracked(raw)
    opened, problems = _done(raw, at, do, form)
    moved = acts.follow(raw, before)
    found = read_scheme(raw)
    if isinstance(found, Scheme) and not problems:
        return Edited(opened, found, (), moved)
    told = {problem.where for problem in problems}
    return Edited(at, None, (*problems, *(one for one in (found if isinstance(found, list) else ()) if one.where not in told)))


def _done(raw: Raw, at: str, do: str, form: Mapping[str, str]) -> tuple[str, list[Problem]]:
    if at == RULES:
        act, _colon, index = do.partition(":")
        problems = save_rules(raw, form)
        if act.startswith("order-"):
            problems += reorder(raw, act.removeprefix("order-"), whole(index), form)
        return at, problems
    if at == WEIGHTS:
        return at, save_weights(raw, form)
    if at == WHOLE:
        return _whole(raw, do)
    place = read_place(at)
    there = node(raw, place) if place else None
    if place is None or there is None:
        return "", [Problem("", GONE)]
    # what is taken away need not be sound
    problems = [] if do == "remove" else save(raw, place, there, form)
    to = _act(raw, place, do, form)
    return (at, [*problems, to]) if isinstance(to, Problem) else (written_place(to), problems)


def _whole(raw: Raw, do: str) -> tuple[str, list[Problem]]:
    if do == "add":
        return written_place(acts.add(raw, ())), []
    if do == "recode":
        acts.recode(raw)
        return "", []
    return "", [] if do == "save" else [Problem("", UNKNOWN)]


def _act(raw: Raw, place: Place, do: str, form: Mapping[str, str]) -> Place | Problem:
    if do == "save":
        return place
    if do in ("up", "down"):
        return acts.move(raw, place, -1 if do == "up" else 1)
    if do == "remove":
        return acts.remove(raw, place)
    if do == "into":
        return acts.into(raw, place, read_place(form.get("into", "")))
    if do == "add" and len(place) < 3:
        return acts.add(raw, place)
    return Problem("", UNKNOWN)


def field_at(where: str, at: str) -> str:
    """The name of a problem's field in the form that is open; nothing where it is elsewhere."""
    place, key = place_of(where)
    name = key.partition("[")[0]
    if not place:
        return name if at in (RULES, WEIGHTS) else ""
    if at == WEIGHTS and name == "weight":
        return f"{place[0]}.weight"
    if at == written_place(place):
        return name
    inside = len(place) == 3 and at == written_place(place[:2])
    return f"aspects.{place[-1]}.{name}" if inside else ""
