"""The logbook as sentences. A sentence is a msgid whose *starred* parts stand out; the facts never take part in that.

Knows lines and who is called how; not where the sentences are shown.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, tzinfo
from typing import Any

from competition.events.moments import clock
from competition.judging.logbook import Claim, Line, Proposal
from competition.judging.scorekeeper import Book
from competition.judging.standings import status_word
from competition.pages.language import N_, _
from scoring.amounts import amount, shown
from scoring.aspects import ABSENT, AGREED, DIFFICULTY, NOT_ATTEMPTED, PANEL, Aspect
from scoring.decisions import Clock, Closing, Freeze, Move, Recusal, Reopening, Status, TimeGiven, Withdrawal
from scoring.scheme import Scheme

SENTENCES = {
    "mark": N_("赛位 {competitor} {form}：{who}登“{aspect}” *{value}*。"),
    "mark for": N_("赛位 {competitor} {form}：{who}代{judge}登“{aspect}” *{value}*。"),
    "mark note": N_("赛位 {competitor} {form}：{who}登“{aspect}” *{value}*，备注：{note}。"),
    "withdrawal": N_("赛位 {competitor}：{who}把“{aspect}”改回未录。"),
    "absence": N_("赛位 {competitor} {form}：{who}登记{judge}不评“{aspect}”，原因：{reason}。"),
    "difficulty": N_("赛位 {competitor} {form}：{who}登“{aspect}”的难度系数 *{value}*。"),
    "ruling": N_("赛位 {competitor} {form}：{who}裁定“{aspect}”为 *{value}*，理由：{reason}。"),
    "not-attempted": N_("赛位 {competitor} {form}：{who}登“{aspect}”*未做*。"),
    "status": N_("{who}登记赛位 {competitor} *{status}*。"),
    "status back": N_("{who}撤销赛位 {competitor} 的状态登记，恢复正常。"),
    "penalty": N_("{who}对赛位 {competitor} 扣 *{points}* 分，原因：{reason}。"),
    "time": N_("{who}登记赛位 {competitor} 用时 {seconds} 秒。"),
    "lot": N_("{who}登记赛位 {competitor} 抽签号 {number}。"),
    "opening": N_("{who}宣布比赛开始，{count} 个赛位。"),
    "closing": N_("{who}停止登分：{scope}。"),
    "reopening": N_("{who}重新开放登分：{scope}，原因：{reason}。"),
    "signature": N_("{who}签赛位 {competitor} {form}。"),
    "signature on paper": N_("{who}按纸质表录入{judge}的签字：赛位 {competitor} {form}。"),
    "acceptance": N_("{who}接收赛位 {competitor} {form}。"),
    "return": N_("{who}退回赛位 {competitor} {form}，原因：{reason}。"),
    "freeze": N_("{who}*封榜*：大屏停在这一刻。"),
    "unfreeze": N_("{who}解除封榜。"),
    "claim parent": N_("赛位 {competitor} {form}：{who}登“{aspect}” *{value}*，与{other}的 *{standing}* 不同，*等裁判长核对*。"),
    "claim late": N_("赛位 {competitor} {form}：{who}登“{aspect}” *{value}*，*来晚了，等裁判长处理*。"),
    "dismissal": N_("{who}核对第 {claim} 行，保留原来的登分。"),
    "sign-off": N_("{who}*签字*：成绩以第 {number} 行为准。"),
    "sign-off back": N_("{who}撤回签字，*退回登分*。"),
    "scheme-change": N_("{who}*更改评分标准*，理由：{reason}。"),
    "correction": N_("赛位 {competitor} {form}：{who}*勘误*“{aspect}”（{judge}）为 *{value}*，理由：{reason}。"),
    "clock start": N_("{who}开始计时：{scope}。"),
    "clock pause": N_("{who}*暂停*：{scope}。"),
    "clock pause why": N_("{who}*暂停*：{scope}，原因：{reason}。"),
    "clock explain": N_("{who}补记暂停的原因：{reason}。"),
    "clock resume": N_("{who}恢复：{scope}。"),
    "clock restart": N_("{who}*恢复误停的计时*：{scope}，原因：{reason}。"),
    "clock stop": N_("{who}结束计时：{scope}。"),
    "time-given": N_("{who}给{scope}补时 *{seconds}* 秒，原因：{reason}。"),
    "check-in": N_("{who}检录赛位 {competitor}。"),
    "check-in back": N_("{who}撤销赛位 {competitor} 的检录。"),
    "substitution": N_("{who}登记赛位 {competitor} *换人*，原因：{reason}。"),
    "move": N_("{who}把赛位 {competitor} 换到 *{station}* 号，原因：{reason}。"),
    "move back": N_("{who}让赛位 {competitor} 回到原来的赛位，原因：{reason}。"),
    "recusal": N_("{who}登记{judge}不评赛位 {competitor}，由替补裁判评分。"),
    "recusal back": N_("{who}撤销{judge}对赛位 {competitor} 的回避。"),
    "handover": N_("{who}把{judge}未签的评分表交给{account}，原因：{reason}。"),
    "reveal": N_("赛位 {competitor} {form}：{who}*亮分*“{aspect}”。"),
    "proposal": N_("{who}提出，*等另一人确认*：{held}"),
    "approval": N_("{who}确认第 {proposal} 行的决定，*生效*。"),
}
VALUES = {"yes": N_("合格"), "no": N_("不合格"), ABSENT: N_("不评"), NOT_ATTEMPTED: N_("未做")}
TOGETHER = N_("共同登录")
ALL_FORMS, ONE_SESSION, NOTHING = N_("全部评分表"), N_("第 {session} 场"), N_("未录")
# How the refs of what two clerks keyed begin.
PAPER = "paper-"
ALL_SESSIONS, ONE_STATION = N_("全场"), N_("赛位 {competitor}")


@dataclass(frozen=True)
class Told:
    """One line as a sentence: its parts, and which of them stand out."""

    number: int
    at: str
    parts: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The sentence without its stress."""
        return "".join(part for part, _strong in self.parts)


@dataclass(frozen=True)
class Teller:
    """What is needed to tell: names of accounts and judges, the scheme, and the hour of the place."""

    scheme: Scheme
    accounts: Mapping[str, str]
    judges: Mapping[str, str]
    zone: tzinfo

    def account(self, name: str) -> str:
        """How an author is called."""
        return self.accounts.get(name, name)

    def judge(self, name: str) -> str:
        """How a judge's label is called."""
        return _(TOGETHER) if name == AGREED else self.judges.get(name, name)

    def clock(self, at: datetime) -> str:
        """The time of day there."""
        return clock(at, self.zone)

    def aspect(self, code: str) -> str:
        """An aspect's title."""
        found = self.scheme.aspect(code)
        return found.title if found else code

    def form(self, code: str) -> str:
        """A form's title."""
        found = self.scheme.subcriterion(code)
        return found.title if found else code

    def tell(self, line: Line, decision: Any) -> Told:
        """The sentence of a line."""
        key, facts = self._facts(line, decision)
        said = _(SENTENCES[key]).split("*")
        parts = tuple((part.format(**facts), strong) for part, strong in zip(said, _alternating(len(said)), strict=True) if part)
        return Told(line.number, self.clock(line.at), parts)

    def _facts(self, line: Line, decision: Any) -> tuple[str, dict[str, Any]]:
        key, told = line.kind, decision
        facts: dict[str, Any] = {"who": self.account(line.author)}
        if isinstance(decision, Claim):
            key, told = f"claim {decision.why}", decision.held()
            facts["other"] = self.account(decision.author or "")
            facts["standing"] = decision.value
        if isinstance(decision, Proposal):
            held = decision.held()
            inner, named = self._told(decision.kind, line, held, {**facts, **asdict(held)})
            return key, facts | {"held": _(SENTENCES[inner]).replace("*", "").format(**named)}
        facts |= {name: value for name, value in asdict(told).items() if name not in facts}
        return self._told(key, line, told, facts)

    def _told(self, key: str, line: Line, told: Any, facts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        self._name(facts, told)
        return self._variant(key, line, told, facts), facts

    def _name(self, facts: dict[str, Any], told: Any) -> None:
        if (aspect := facts.get("aspect")) is not None:
            found = self.scheme.aspect(aspect)
            facts["form"] = self.scheme.subcriterion_of(aspect).title if found else ""
            facts["aspect"] = self.aspect(aspect)
            facts |= {name: value_shown(facts.get(name), found) for name in ("value", "standing")}
        if (form := facts.get("subcriterion")) is not None:
            facts["form"] = self.form(form)
        if "judge" in facts:
            facts["label"], facts["judge"] = facts["judge"], self.judge(facts["judge"])
        if isinstance(told, Closing | Reopening):
            session = _(ONE_SESSION, session=told.session) if told.session else ""
            facts["scope"] = f"{session} {self.form(told.subcriterion) if told.subcriterion else _(ALL_FORMS)}".strip()
        if isinstance(told, Clock | TimeGiven):
            facts["scope"] = _(ONE_SESSION, session=told.session) if told.session else _(ALL_SESSIONS)
        if isinstance(told, TimeGiven) and told.competitor:
            facts["scope"] = _(ONE_STATION, competitor=told.competitor)
        if "account" in facts:
            facts["account"] = self.account(facts["account"])
        if isinstance(told, Status):
            facts["status"] = status_word(told.status)
        facts["count"] = len(facts.get("competitors", ()))

    def _variant(self, key: str, line: Line, told: Any, facts: dict[str, Any]) -> str:
        if key == "mark" and facts["label"] not in (AGREED, DIFFICULTY) and facts["judge"] != facts["who"]:
            return "mark for"
        if key == "mark" and facts["note"]:
            return "mark note"
        if key == "signature" and line.ref.startswith(PAPER):
            return "signature on paper"
        match told:
            case Clock(act="pause", reason=why) if why:
                return "clock pause why"
            case Clock(act=act):
                return f"clock {act}"
            case Withdrawal(aspect="@check-in"):
                return "check-in back"
            case Move(competitor=label, station=station) if label == station:
                return "move back"
            case Recusal(recused=False):
                return "recusal back"
        if key == "sign-off" and not facts["number"]:
            return "sign-off back"
        if key == "status" and not facts["status"]:
            return "status back"
        return "unfreeze" if isinstance(told, Freeze) and not told.frozen else key


def _alternating(count: int) -> list[bool]:
    return [index % 2 == 1 for index in range(count)]


def value_shown(value: str | None, aspect: Aspect | None = None) -> str:
    """An entry as people say it; points always with two decimals or more."""
    if value is None:
        return _(NOTHING)
    exact = amount(value)
    if exact is not None and aspect is not None and (aspect.kind == PANEL or aspect.award == "value"):
        return shown(exact, max(2, len(value.partition(".")[2])))
    return _(VALUES[value]) if value in VALUES else value


def latest(book: Book, teller: Teller, count: int) -> list[Told]:
    """The last lines, newest first."""
    return [teller.tell(line, decision) for line, decision in reversed(book.lines[-count:])]
