"""The desk's bell, and the sentences of the logbook."""

import asyncio
import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from competition.events.tables import Duty
from competition.judging.desk.story import SENTENCES, Teller
from competition.judging.logbook import BEGIN, Claim, Dismissal, Proposal, encode, following, kind_of
from competition.judging.opening import scheme_of
from competition.judging.scorekeeper import keeper
from competition.people.tables import Account
from scoring.decisions import KINDS, Freeze, Mark, Move, Penalty, Recusal, Status, TimeGiven, Withdrawal
from tests.judging.tablets import cookie_of
from tests.judging.venue import SCHEME, a_venue, mark, opening

WORDS = {
    "competitor": "07", "aspect": "A1.2", "judge": "J2", "value": "2", "note": "漏接线", "reason": "停电", "status": "absent",
    "points": "2", "seconds": "90", "number": 1, "scheme": "", "competitors": ("07",), "session": 1, "subcriterion": "A1",
    "frozen": True, "signers": 1, "approvals": 1, "act": "start", "station": "09", "recused": True, "account": "DG-J2",
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_line_has_its_sentence(kind: str) -> None:
    shape = KINDS[kind]
    decision = shape(**{name: WORDS[name] for name in shape.__dataclass_fields__})
    said = told(decision)
    assert said.startswith(("赛位 07", "裁判长"))
    assert "{" not in said
    assert kind in SENTENCES or kind in ("mark", "clock")


def told(decision: object) -> str:
    at = datetime(2026, 11, 22, 2, 37, 20, tzinfo=UTC)
    line = following(
        1,
        0,
        BEGIN,
        author="luo",
        ref="a",
        parent=None,
        kind=kind_of(decision),
        body=encode(decision),
        at=at,
        made_at=None,  # type: ignore[arg-type]
    )
    scheme = scheme_of(json.dumps(SCHEME))
    found = Teller(scheme, {"luo": "裁判长沈砚舟"}, {"J2": "裁判乙"}, ZoneInfo("Asia/Shanghai")).tell(line, decision)
    assert found.at == "10:37:20"
    return found.text


def test_what_is_taken_back_and_what_waits_for_a_second_official_is_told_as_such() -> None:
    assert told(Recusal("07", "J2", recused=False)) == "裁判长沈砚舟撤销裁判乙对赛位 07 的回避。"
    assert told(Move("07", "07", "修好了")) == "裁判长沈砚舟让赛位 07 回到原来的赛位，原因：修好了。"
    assert told(Withdrawal("07", "@check-in", "*")) == "裁判长沈砚舟撤销赛位 07 的检录。"
    assert told(TimeGiven(0, "07", 300, "断电")) == "裁判长沈砚舟给赛位 07补时 300 秒，原因：断电。"
    penalty = Penalty("07", "2", "越线")
    proposed = Proposal("penalty", msgspec.Raw(encode(penalty)))
    assert told(proposed) == "裁判长沈砚舟提出，等另一人确认：裁判长沈砚舟对赛位 07 扣 2 分，原因：越线。"


def test_a_sentence_says_who_and_what_in_the_words_of_the_floor() -> None:
    assert told(Mark("07", "A1.2", "*", "2", "")) == "赛位 07 安全检查：裁判长沈砚舟登“劳动防护” 2.00。"
    assert told(Mark("07", "B1.1", "J2", "2", "")) == "赛位 07 工艺：裁判长沈砚舟代裁判乙登“布线工艺” 2。"
    assert told(Mark("07", "A1.1", "*", "yes", "{who}*")) == "赛位 07 安全检查：裁判长沈砚舟登“断电验电” 合格，备注：{who}*。"
    assert told(Status("07", "ranked")) == "裁判长沈砚舟撤销赛位 07 的状态登记，恢复正常。"
    assert told(Freeze(False)) == "裁判长沈砚舟解除封榜。"
    body = msgspec.Raw(encode(Mark("07", "A1.2", "*", "2")))
    claim = Claim("mark", body, "parent", "", {}, "r", "2.5", "luo")
    assert told(claim) == "赛位 07 安全检查：裁判长沈砚舟登“劳动防护” 2.00，与裁判长沈砚舟的 2.50 不同，等裁判长核对。"
    assert told(Dismissal(7)) == "裁判长沈砚舟核对第 7 行，保留原来的登分。"


async def test_the_bell_rings_with_every_line_and_falls_silent_for_who_is_no_longer_chief(address: str) -> None:
    venue = await a_venue()
    where = f"{address.replace('http', 'ws')}/desk/DG/socket"
    async with connect(where, additional_headers={"cookie": await cookie_of("DG-chief", "desk")}, proxy=None) as bell:
        assert json.loads(await bell.recv())["number"] == 0
        await keeper().decide(venue.round.id, venue.chief, [opening(venue)])
        assert await heard(bell, 1)
        await keeper().decide(venue.round.id, venue.referees[0], [mark("01", "A1.2", "*", "5")])
        assert await heard(bell, 2)
        account = await Account.objects().where(Account.name == "DG-chief").first()
        assert account is not None
        await Duty.delete().where(Duty.account == account.id)
        with pytest.raises(ConnectionClosed):
            await heard(bell, 3)
        assert bell.close_code == 4403


async def heard(bell: object, number: int) -> bool:
    async with asyncio.timeout(10):
        while json.loads(await bell.recv())["number"] != number:  # type: ignore[attr-defined]
            pass
    return True
