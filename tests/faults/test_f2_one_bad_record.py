"""F2: one bad line hides nothing else: its event is closed and the line is named, the other serves; nothing comes up smaller."""

import httpx
import pytest

from competition.judging import scorekeeper
from competition.judging.tables import Line
from competition.keeping.verifying import verify
from competition.pages.refusal import Refusal
from tests.judging.tablets import cookie_of, tablet
from tests.judging.venue import Venue, a_venue, as_json, mark, opening
from tests.tablet.hall import Hall

ALTERED = "update line set body = replace(body, '\"5.5\"', '\"6\"') where round = {} and number = 3"
GONE = "delete from line where round = {} and number = 3"


@pytest.fixture
async def both(hall: Hall) -> tuple[str, str, Venue]:
    """Two events with marks on one server; the cookies of their leaders, and the second."""
    other = await a_venue("HG")
    keeper = await scorekeeper.start()
    await keeper.decide(other.round.id, other.chief, [opening(other)])
    await scorekeeper.stop()
    cookies = await cookie_of("DG-J1"), await cookie_of("HG-J1")
    for code, cookie in zip(("DG", "HG"), cookies, strict=True):
        async with tablet(hall.address, code, cookie) as one:
            said = await one.decides(*(as_json(mark(label, "A1.2", "*", "5.5")) for label in ("01", "02", "03")))
        assert {answer["outcome"] for answer in said} == {"entered"}
    return *cookies, other


@pytest.mark.parametrize("harm", [ALTERED, GONE], ids=["altered", "gone"])
async def test_the_others_serve_and_the_line_is_named(hall: Hall, both: tuple[str, str, Venue], harm: str) -> None:
    damaged, sound, other = both
    hall.kill()
    one = await Line.raw("select r.id from round r join event e on e.id = r.event where e.code = 'DG'")
    await Line.raw(harm, one[0]["id"])
    with pytest.raises(Refusal) as named:
        await verify()
    assert (named.value.facts["code"], named.value.facts["number"]) == ("DG", 3)

    await hall.start()
    async with httpx.AsyncClient(base_url=hall.address, headers={"accept": "text/html"}, trust_env=False) as visitor:
        closed = await visitor.get("/hall/DG")
        tablets = await visitor.get("/tablet/DG", headers={"cookie": damaged})
        pages = [(await visitor.get(at)).status_code for at in ("/", "/hall/HG", "/sign-in")]
    assert (closed.status_code, tablets.status_code) == (503, 503)
    assert "第 3 行" in closed.text
    assert "5.50" not in closed.text
    assert pages == [200, 200, 200]
    async with tablet(hall.address, "HG", sound) as leader:
        (answer,) = await leader.decides(as_json(mark("04", "A1.2", "*", "5.5")))
    assert (answer["outcome"], answer["number"]) == ("entered", 5)
    assert len(await Line.raw("select 1 from line where round = {}", other.round.id)) == 5
