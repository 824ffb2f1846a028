"""Door: the supervisor's page: what was opened again, ruled, mended, taken off, recorded or handed out, by whom, when, why.

To look at; the one thing he does here is to confirm what wants a second official. Labels, and names only once unsealed.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from competition.audit.tables import Act
from competition.events.duties import SUPERVISOR
from competition.events.moments import clock
from competition.events.programme import season_of
from competition.events.stages import STAGES, UNSEALED
from competition.judging.desk import acts
from competition.judging.desk.door import Desk, at
from competition.judging.logbook import Proposal
from competition.pages.errors import again
from competition.pages.forms import posted, whole
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from competition.pages.site import AnyRequest, AnyResponse
from competition.people.accounts import shown_names
from competition.results.names import names
from scoring.decisions import Withdrawal

TEMPLATE = "results/supervision.html"
LINES = {
    "return": N_("退回"),
    "reopening": N_("重新开放"),
    "ruling": N_("裁定"),
    "correction": N_("勘误"),
    "penalty": N_("扣分"),
    "withdrawal": N_("撤销登记"),
    "absence": N_("裁判缺席"),
    "recusal": N_("回避"),
    "handover": N_("移交"),
    "status": N_("选手状态"),
    "substitution": N_("换人"),
    "move": N_("换赛位"),
    "time-given": N_("补时"),
    "scheme-change": N_("改评分标准"),
    "dismissal": N_("处理冲突"),
    "proposal": N_("提出"),
    "approval": N_("确认"),
}
ACTS = {
    "new-card": (N_("换卡"), N_("{who}给{whose}换了口令卡，旧卡作废。")),
    "tablet-taken-over": (N_("换平板"), N_("{who}换到另一台平板上登分，原因：{reason}。")),
    "referee-removed": (N_("去掉裁判"), N_("{who}去掉了裁判 {whose}。")),
    "chief": (N_("换裁判长"), N_("{who}让 {whose} 当裁判长。")),
    "official-dismissed": (N_("去掉人员"), N_("{who}去掉了 {whose}。")),
    "reopen-marking": (N_("退回登分"), N_("{who}把赛项退回登分，原因：{reason}。")),
    "withdraw-notice": (N_("撤回公示"), N_("{who}撤回公示，原因：{reason}。")),
    "tie": (N_("并列裁定"), N_("{who}处理并列：{whose}，理由：{reason}。")),
    "reveal-held": (N_("暂缓揭晓"), N_("{who}暂缓揭晓赛位 {whose}，原因：{reason}。")),
    "reveal-unheld": (N_("照常揭晓"), N_("{who}恢复揭晓赛位 {whose}。")),
}
NOT_HERE = N_("监督在这里只确认或不同意别人提出的决定。")


@dataclass(frozen=True)
class Watched:
    """One thing that happened. `name`: whose label it is, once that may be known."""

    when: datetime
    at: str
    number: str
    word: str
    parts: tuple[tuple[str, bool], ...]
    name: str


@dataclass(frozen=True)
class SupervisionPage:
    """The list, newest first, and what waits for a second official."""

    code: str
    title: str
    stage: str
    all: bool
    rows: tuple[Watched, ...]
    counts: tuple[tuple[str, int], ...]
    waiting: tuple[tuple[int, tuple[tuple[str, bool], ...]], ...]
    refusal: str = ""
    signed: bool = False


@get("/supervise/{code:str}", right=SUPERVISOR)
async def supervise(request: AnyRequest, code: FromPath[str], day: FromQuery[Literal["", "all"]] = "") -> AnyResponse:
    """Today; `?day=all`: from the beginning."""
    return await _answer(request, await at(request, code), everything=day == "all")


@post("/supervise/{code:str}/confirm", right=SUPERVISOR, status_code=303)
async def confirm(request: AnyRequest, code: FromPath[str]) -> AnyResponse:
    """Confirms what another proposed, or does not agree."""
    data, there = await posted(request), await at(request, code)
    try:
        if data.get("kind") not in ("approval", "dismissal"):
            raise Refusal(NOT_HERE)
        if (number := whole(data.get("number", ""))) not in there.book.proposals:
            raise Refusal(acts.SETTLED, status=409)
        key = "proposal" if data["kind"] == "approval" else "claim"
        fields = {"kind": data["kind"], key: str(number), "reason": data.get("reason", "")}
        if key == "proposal":
            del fields["reason"]
        await acts.decide(there.round, there.author, fields)
    except Refusal as wrong:
        return await _answer(request, await at(request, code), _(wrong.says, **wrong.facts), wrong.status)
    return Redirect(f"/supervise/{there.event.code}", status_code=303)


async def _answer(
    request: AnyRequest, there: Desk, refusal: str = "", status: int = 409, *, everything: bool = False
) -> AnyResponse:
    event, zone = there.event, ZoneInfo((await season_of(there.event)).timezone)
    known = await names(event.id, there.round) if event.stage in UNSEALED else {}
    people = {label: one.name for label, one in known.items()}
    rows = [*_of_logbook(there, people), *await _of_audit(event.code, zone)]
    today = datetime.now(zone).date()
    listed = [row for row in rows if everything or row.when.astimezone(zone).date() == today]
    listed.sort(key=lambda row: (row.when, row.number), reverse=True)
    counts = Counter(row.word for row in listed)
    shown = SupervisionPage(
        event.code,
        event.title,
        _(STAGES[event.stage]),
        everything,
        tuple(listed),
        tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))),
        _waiting(there),
        refusal,
        there.author.late,
    )
    return again(request, TEMPLATE, shown, refusal, status)


def _of_logbook(there: Desk, people: Mapping[str, str]) -> Iterator[Watched]:
    if there.teller is None:
        return
    for line, decision in there.book.lines:
        if line.kind not in LINES or (isinstance(decision, Withdrawal) and not decision.aspect.startswith("@")):
            continue
        told = there.teller.tell(line, decision)
        held = decision.held() if isinstance(decision, Proposal) else decision
        name, reason = people.get(getattr(held, "competitor", ""), ""), getattr(held, "reason", "")
        # a sentence may leave out why
        why = ((_("原因：{reason}。", reason=reason), False),) if reason and reason not in told.text else ()
        yield Watched(line.at, told.at, str(line.number), _(LINES[line.kind]), (*told.parts, *why), name)


async def _of_audit(code: str, zone: ZoneInfo) -> list[Watched]:
    rows: list[dict[str, Any]] = await Act.select().where((Act.subject == code) & Act.act.is_in(sorted(ACTS))).order_by(Act.id)
    shown = await shown_names() if rows else {}
    return [_act(row, zone, shown) for row in rows]


def _act(row: Mapping[str, Any], zone: ZoneInfo, shown: Mapping[str, str]) -> Watched:
    word, says = ACTS[row["act"]]
    facts = json.loads(row["facts"])
    whose = facts.get("name") or facts.get("seat") or facts.get("label") or facts.get("competitors") or facts.get("account", "")
    text = _(says, who=shown.get(row["actor"], row["actor"]), whose=shown.get(whose, whose), reason=facts.get("reason", ""))
    when: datetime = row["at"]
    return Watched(when, clock(when, zone), "", _(word), ((text, False),), "")


def _waiting(there: Desk) -> tuple[tuple[int, tuple[tuple[str, bool], ...]], ...]:
    if there.teller is None:
        return ()
    by_number = {line.number: (line, decision) for line, decision in there.book.lines}
    return tuple((number, there.teller.tell(*by_number[number]).parts) for number in sorted(there.book.proposals))


DOORS = [supervise, confirm]
