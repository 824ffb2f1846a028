"""Door: the conditions of taking part in an event, and what follows for whoever does not meet one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.events.duties import REGISTRAR
from competition.events.programme import event_by_code
from competition.pages.errors import again
from competition.pages.forms import posted
from competition.pages.language import N_, _
from competition.pages.site import AnyRequest, AnyResponse, page
from competition.people.sessions import reader
from competition.registration.conditions import USUAL, conditions, keep_conditions
from competition.registration.fields import LEVELS
from competition.registration.rules import EFFECTS, KINDS

ENDS = ("男-first", "男-last", "女-first", "女-last")
NO_NUMBER = N_("要写成 1 至 999 的数字，例如 3")
NO_LEVEL = N_("请从列出的等级里选")
NO_DATE = N_("日期写成 1966-01-01 这样")
NO_LINE = N_("第 {line} 行要有三样：姓名、单位、什么成绩，用空格隔开；单位不清楚写 -")


@dataclass(frozen=True)
class ConditionsPage:
    """The form as typed."""

    code: str
    title: str
    typed: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """All that is wrong, in the order of the form."""
        return list(self.wrong.items())

    @property
    def levels(self) -> list[tuple[str, str]]:
        """To choose from; every level of the lowest is no condition."""
        return [(level, _(level)) for level in LEVELS[1:]]

    @property
    def effects(self) -> list[tuple[str, str]]:
        """What may follow."""
        return [(effect, _(word)) for effect, word in EFFECTS.items()]

    def effect(self, kind: str) -> str:
        """What follows, or what usually does."""
        return self.typed.get(f"{kind}-effect", USUAL[kind])


@get("/organise/{code:str}/registrations/rules", right=REGISTRAR)
async def show(request: AnyRequest, code: FromPath[str]) -> Template:
    """The conditions as they stand."""
    event = await event_by_code(code)
    typed: dict[str, str] = {}
    for rule in await conditions(event.id):
        typed[f"{rule.kind}-effect"] = rule.effect
        typed |= _spans(rule.value) if rule.kind == "born" else {rule.kind: rule.value or "yes"}
    return page(request, "registration/rules.html", ConditionsPage(event.code, event.title, typed))


@post("/organise/{code:str}/registrations/rules", right=REGISTRAR, status_code=303)
async def keep(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Keeps them all, or none."""
    data = await posted(request)
    event = await event_by_code(code)
    typed = {name: text.strip() for name, text in data.items()}
    values, wrong = _read(typed)
    if wrong:
        shown = ConditionsPage(event.code, event.title, typed, wrong)
        return again(request, "registration/rules.html", shown, shown.problems)
    effects = {kind: typed.get(f"{kind}-effect", "") for kind in values}
    await keep_conditions(event, reader(request).name, values, effects)
    return Redirect(f"/organise/{event.code}/registrations", status_code=303)


def _read(typed: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Each condition that was set, as it is kept; and what is wrong, by field."""
    values: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for kind in KINDS:
        value, where, says = _READS[kind](typed, kind)
        if says:
            wrong[where] = says
        elif value is not None:
            values[kind] = value
    return values, wrong


Read = tuple[str | None, str, str]


def _number(typed: Mapping[str, str], kind: str) -> Read:
    text = typed.get(kind, "")
    if text and not re.fullmatch(r"[1-9][0-9]{0,2}", text, re.ASCII):
        return None, kind, _(NO_NUMBER)
    return text or None, kind, ""


def _level(typed: Mapping[str, str], kind: str) -> Read:
    text = typed.get(kind, "")
    return (None, kind, _(NO_LEVEL)) if text and text not in LEVELS else (text or None, kind, "")


def _tick(typed: Mapping[str, str], kind: str) -> Read:
    return ("" if typed.get(kind) else None), kind, ""


def _born(typed: Mapping[str, str], _kind: str) -> Read:
    ends = {name: typed.get(name, "") for name in ENDS}
    for name, text in ends.items():
        try:
            ends[name] = date.fromisoformat(text).isoformat() if text else "-"
        except ValueError:
            return None, name, _(NO_DATE)
    lines = [f"{sex} {ends[f'{sex}-first']} {ends[f'{sex}-last']}" for sex in ("男", "女")]
    return ("\n".join(lines) if set(ends.values()) != {"-"} else None), "born", ""


def _earlier(typed: Mapping[str, str], kind: str) -> Read:
    lines = [line.split(maxsplit=2) for line in typed.get(kind, "").splitlines() if line.strip()]
    bad = next((number for number, parts in enumerate(lines, 1) if len(parts) < 3), None)
    if bad:
        return None, kind, _(NO_LINE, line=bad)
    return "\n".join(" ".join(parts) for parts in lines) or None, kind, ""


_READS = {"unit": _number, "level": _level, "born": _born, "once": _tick, "earlier": _earlier}


def _spans(value: str) -> dict[str, str]:
    """The ends of the birthdays, each in its field."""
    found: dict[str, str] = {}
    for line in value.splitlines():
        sex, first, last = line.split()
        found |= {f"{sex}-first": first.strip("-") and first, f"{sex}-last": last.strip("-") and last}
    return found


DOORS = [show, keep]
