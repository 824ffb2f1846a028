"""Door: 勘误: what is put right after the signature, who would move, who confirms it, and which papers are called back."""

from collections.abc import Mapping

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from competition.events.duties import ERRATA
from competition.events.stages import SIGNED
from competition.judging.desk.door import Desk, at
from competition.judging.desk.story import Teller
from competition.judging.standings import begun
from competition.pages.errors import again
from competition.pages.forms import posted, whole
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.results import errata
from competition.results.erratum_view import view_of
from competition.results.signing import NOT_SIGNED
from scoring.aspects import ABSENT, NOT_ATTEMPTED
from scoring.decisions import Correction
from scoring.tally import Tally

TEMPLATE = "results/erratum.html"
CHOOSE = N_("请先选赛位和评分点。")
CHOOSE_WHOSE = N_("请选要更正哪一项登分。")
TYPED = {"未做": NOT_ATTEMPTED, "缺席": ABSENT}


@get("/organise/{code:str}/results/erratum", right=ERRATA)
async def show(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """The page; `?competitor=&aspect=` choose what is put right."""
    there = await at(request, code)
    tried = {name: request.query_params.get(name, "") for name in ("competitor", "aspect")}
    return again(request, TEMPLATE, await view_of(there, _signed(there), tried), "")


@post("/organise/{code:str}/results/erratum", right=ERRATA, status_code=303)
async def ask(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Shows who would move; with `do` = propose it is proposed, if that is still so."""
    form = {name: value.strip() for name, value in (await posted(request)).items()}
    there = await at(request, code)
    try:
        teller, wanted = _signed(there), _wanted(begun(there.book), form)
        if form.get("do") != "propose":
            seen = errata.effect(begun(there.book), teller, wanted)
            return again(request, TEMPLATE, await view_of(there, teller, form, seen, wanted=wanted), "")
        await errata.propose(there.event, there.book, there.author, teller, wanted, form.get("seen", ""))
    except Refusal as wrong:
        return await _refused(request, code, wrong, form)
    return Redirect(f"/organise/{there.event.code}/results/erratum", status_code=303)


@post("/organise/{code:str}/results/erratum/confirm", right=ERRATA, status_code=303)
async def confirm(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Confirms what another proposed, does not agree, or signs again what was confirmed."""
    form, there = await posted(request), await at(request, code)
    number = whole(form.get("number", ""))
    try:
        teller = _signed(there)
        match form.get("do"):
            case "confirm":
                await errata.confirm(there.event, there.book, there.author, teller, number, form.get("seen", ""))
            case "renew":
                await errata.renew(there.event, there.round)
            case _:
                await errata.dismiss(there.book, there.author, number, form.get("reason", ""))
    except Refusal as wrong:
        return await _refused(request, code, wrong, {})
    return Redirect(f"/organise/{there.event.code}/results/erratum", status_code=303)


async def _refused(request: AnyRequest, code: str, wrong: Refusal, form: Mapping[str, str]) -> AnyResponse:
    """What was refused, over what is so now."""
    there = await at(request, code)
    teller, told, seen, wanted = _signed(there), _(wrong.says, **wrong.facts), None, None
    if form and wrong.says == errata.MOVED_ON:
        wanted = _wanted(begun(there.book), form)
        seen = errata.effect(begun(there.book), teller, wanted)
    return again(request, TEMPLATE, await view_of(there, teller, form, seen, told, wanted), told, wrong.status)


def _signed(there: Desk) -> Teller:
    if there.event.stage not in SIGNED or there.teller is None:
        raise Refusal(NOT_SIGNED, status=409)
    return there.teller


def _wanted(tally: Tally, form: Mapping[str, str]) -> Correction:
    """The correction that a form asks for."""
    competitor, aspect, judge = form.get("competitor", ""), form.get("aspect", ""), form.get("judge", "")
    if competitor not in tally.sheets or tally.scheme.aspect(aspect) is None:
        raise Refusal(CHOOSE)
    if not judge:
        raise Refusal(CHOOSE_WHOSE)
    value = form.get("value", "")
    return Correction(competitor, aspect, judge, TYPED.get(value, value), form.get("reason", ""))


DOORS = [show, ask, confirm]
