"""Before the first mark and before the last: pages say what comes first, and what still stands in the way."""

from competition.judging.opening import open_round, said
from scoring.decisions import Status
from tests.judging.venue import a_venue
from tests.web import Browser, SignIn


async def test_what_stands_in_the_way_of_the_next_act_is_said_where_its_button_is(browser: Browser, signed_in: SignIn) -> None:
    await a_venue("HG", referees=2)
    await signed_in()
    assert "“布线工艺”要 3 名裁判" in (await browser.get("/organise/HG")).text
    made = await a_venue()
    await open_round(made.event, made.chief)
    assert "还缺 32 处分，不能结束登分" in (await browser.get("/organise/DG")).text
    for label in ("01", "02", "03", "04"):
        await said(int(made.round.id), made.chief, Status(label, "absent"))
    assert "不能结束登分" not in (await browser.get("/organise/DG")).text


async def test_places_and_log_before_the_start_say_what_comes_first(browser: Browser, signed_in: SignIn) -> None:
    await a_venue()
    await signed_in()
    for path in ("/desk/DG/places", "/desk/DG/log", "/organise/DG/results"):
        page = await browser.get(path)
        assert (page.status_code, "去裁判长台" in page.text) == (200, True), path
    told = await browser.get("/desk/DG/places", headers={"accept": "application/json"})
    assert (told.status_code, told.json()["detail"]) == (409, "本轮还没有开始。")
