"""Door: what if: the chief tries a change, sees who would move, and only then decides it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from competition.events.duties import CHIEF
from competition.events.editing.rules import key_word, keys
from competition.events.schemes import restated, written
from competition.judging.desk import acts
from competition.judging.desk.door import Desk, at
from competition.judging.opening import said
from competition.judging.standings import begun
from competition.judging.what_if.change import OUTCOMES, TIES, asked
from competition.judging.what_if.foreseen import Foreseen, foreseen
from competition.pages.errors import again
from competition.pages.forms import posted, uploaded
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse, page
from scoring.amounts import plain
from scoring.decisions import SchemeChange
from scoring.scheme import Scheme, write_scheme
from scoring.tally import Tally

TEMPLATE = "judging/what_if.html"
MOVED_ON = N_("刚有新的登分，影响已经变化。请看过新的影响再决定。")
MORE_KEYS = 2


@dataclass(frozen=True)
class WhatIfPage:
    """What may be tried; `seen`: what would come of what was tried, and `tried`: the fields that say it again."""

    code: str
    title: str
    aspects: tuple[tuple[str, str, str], ...]
    judged: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    weights: tuple[tuple[str, str], ...]
    order: tuple[tuple[str, str], ...]
    keys: tuple[tuple[str, str], ...]
    ties: str
    outcomes: tuple[tuple[str, str], ...] = ()
    tie_words: tuple[tuple[str, str], ...] = ()
    seen: Foreseen | None = None
    tried: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@get("/desk/{code:str}/what-if", right=CHIEF)
async def show(request: AnyRequest, code: FromPath[str]) -> Template:
    """What may be tried; `?aspect=` and `?competitor=` lead here from a form."""
    there = await at(request, code)
    tried = {name: request.query_params.get(name, "") for name in ("aspect", "competitor")}
    return page(request, TEMPLATE, _page(there, begun(there.book), tried))


@post("/desk/{code:str}/what-if", right=CHIEF, status_code=303)
async def try_or_apply(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Shows who would move; with `do` = apply it is decided, if what would come of it is still what was shown."""
    there = await at(request, code)
    tally, form = begun(there.book), await posted(request)
    try:
        change = asked(tally.scheme, form, await uploaded(request, "file"))
        seen = foreseen(tally, change)
        if form.get("do") != "apply":
            text = (
                {"scheme": written(change.scheme), "change": "scheme"} if form.get("change") == "scheme" and change.scheme else {}
            )
            return page(request, TEMPLATE, _page(there, tally, form | text, seen))
        if seen.seen != form.get("seen"):
            return again(request, TEMPLATE, _page(there, tally, form, seen, _(MOVED_ON)), _(MOVED_ON), 409)
        await _decide(there, change.scheme, form)
    except Refusal as wrong:
        told = _(wrong.says, **wrong.facts)
        return again(request, TEMPLATE, _page(there, tally, form, problem=told), told, wrong.status)
    return Redirect(f"/desk/{there.event.code}/places", status_code=303)


async def _decide(there: Desk, scheme: Scheme | None, form: Mapping[str, str]) -> None:
    if scheme is None:
        await acts.decide(there.round, there.author, {**form, "kind": "ruling"})
        return
    await said(there.round, there.author, SchemeChange(written(scheme), form.get("reason", "").strip()), ref=form.get("ref"))
    await restated(there.event, there.round, scheme, there.author.name)


def _page(there: Desk, tally: Tally, tried: Mapping[str, str], seen: Foreseen | None = None, problem: str = "") -> WhatIfPage:
    raw: Any = write_scheme(tally.scheme)
    stands = [(key.rpartition(":")[0], key.rpartition(":")[2]) for key in raw["ranking"]["order"]]
    listed = [(one.code, one.title, _(OUTCOMES[one.annulled]) if one.annulled else "") for one in tally.scheme.aspects.values()]
    return WhatIfPage(
        code=there.event.code,
        title=there.event.title,
        aspects=tuple(listed),
        judged=tuple((aspect.code, aspect.title) for aspect in tally.scheme.aspects.values() if aspect.judged),
        labels=tuple(tally.sheets),
        weights=tuple((one.title, f"{plain(one.weight * 100)}%") for one in tally.scheme.criteria if one.weight is not None),
        order=(*stands, *[("", "desc")] * MORE_KEYS),
        keys=(*((key, key_word(raw, key)) for key, _way in stands), *keys(raw)),
        ties=raw["ranking"]["ties"],
        outcomes=tuple((value, _(word)) for value, word in OUTCOMES.items()),
        tie_words=tuple((value, _(word)) for value, word in TIES.items()),
        seen=seen,
        tried={name: value for name, value in tried.items() if name not in ("do", "seen", "_csrf_token")},
        problem=problem,
    )


DOORS = [show, try_or_apply]
