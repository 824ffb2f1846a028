"""Importing a 汇总表 through the pages: nothing before it is confirmed, put right in place, once."""

import io

import pytest
from python_calamine import CalamineWorkbook

from competition.people.tables import Employer, Person
from competition.registration.entering import enter
from competition.registration.roll import roll
from competition.registration.tables import Registration, Upload
from competition.settings import Settings, secret
from tests.registration.builders import IDENTITIES, IDENTITY, a_book, an_entry, an_event
from tests.web import Browser, SignIn

IMPORT = "/organise/DG/registrations/import"


def a_person(name: str, identity: object, phone: object = "13800000000", event: str = "电工") -> list[object]:
    return [1, "青梧机电公司", event, "", name, "", identity, "电工", "高级工", phone, "", "", ""]


async def sent(browser: Browser, rows: list[list[object]]) -> str:
    answer = await browser.fill(IMPORT, files={"sheet": ("汇总表.xlsx", a_book(rows))})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


@pytest.fixture
async def organiser(signed_in: SignIn) -> None:
    await signed_in()


@pytest.mark.usefixtures("organiser")
async def test_nothing_is_written_before_it_is_confirmed_and_then_once(browser: Browser) -> None:
    event = await an_event(identity=True)
    at = await sent(browser, [a_person("周望舒", IDENTITY), a_person("林喆", "51010719950505003X")])
    assert await Registration.count() == await Person.count() == 0

    answers = [await browser.fill(at, do="all") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert [(line.name, line.state) for line in await roll(event.id)] == [("周望舒", "submitted"), ("林喆", "submitted")]
    assert "已导入 2 行" in (await browser.get(at)).text


@pytest.mark.usefixtures("organiser")
async def test_an_employers_credit_code_is_checked_and_kept_once(browser: Browser) -> None:
    event = await an_event()
    pasted = "姓名\t单位\t统一社会信用代码\n{}\t青梧机电公司\t{}"
    wrong = await browser.fill(IMPORT, rows=pasted.format("周望舒", "91350100M000100Y42"))
    assert "统一社会信用代码" in (await browser.get(wrong.headers["location"])).text
    for name, code in (("周望舒", "91350100m000100y43"), ("林喆", "91510107MA00000030")):
        at = (await browser.fill(IMPORT, rows=pasted.format(name, code))).headers["location"]
        assert (await browser.fill(at, do="all")).status_code == 303
    line = (await roll(event.id))[0]
    assert "91350100M000100Y43" in (await browser.get(f"/organise/DG/registrations/{line.id}")).text
    assert await Employer.select(Employer.credit_code) == [{"credit_code": "91350100M000100Y43"}]


@pytest.mark.usefixtures("organiser")
async def test_between_upload_and_confirmation_rows_are_sealed(browser: Browser) -> None:
    await an_event(identity=True)
    await sent(browser, [a_person("周望舒", IDENTITY)])
    upload = await Upload.objects().first()

    assert upload is not None
    assert IDENTITY not in upload.rows
    assert "周望舒" not in upload.rows


@pytest.mark.usefixtures("organiser")
async def test_put_right_in_place_the_table_is_whole(browser: Browser) -> None:
    event = await an_event(identity=True)
    await an_event("PR", "中式烹调")
    rows = [a_person("周望舒", 510107199001010018.0), a_person("林喆", "51010719950505003X", event="维修电工")]
    at = await sent(browser, rows)
    shown = (await browser.get(at)).text

    assert "2 行，0 行可用，2 处要改" in shown
    assert "5.10107E+17" in shown
    assert "数字已损坏" in shown
    assert "没有叫“维修电工”的赛项" in shown
    refused = await browser.fill(at, do="all", **{"c-2-identity": "510107199001010018"})
    assert refused.status_code == 422
    assert await Registration.count() == 0
    await browser.fill(at, do="check", **{"c-3-event": "DG"})
    assert "全部可用" in (await browser.get(at)).text
    await browser.fill(at, do="all")
    assert len(await roll(event.id)) == 2


@pytest.mark.usefixtures("organiser")
async def test_only_the_usable_rows_and_the_rest_waits(browser: Browser) -> None:
    event = await an_event(identity=True)
    at = await sent(browser, [a_person("周望舒", IDENTITY), a_person("林喆", "510107199001010019")])
    await browser.fill(at, do="usable", **{"c-3-identity": "510107199001010018"})
    again = await browser.fill(at, do="check")

    assert [line.name for line in await roll(event.id)] == ["周望舒"]
    assert again.status_code == 303
    assert "1 行，全部可用" in (await browser.get(at)).text
    await browser.fill(at, do="all")
    assert [line.name for line in await roll(event.id)] == ["周望舒", "林喆"]


@pytest.mark.usefixtures("organiser")
async def test_one_row_that_cannot_be_written_keeps_all_out(browser: Browser, settings: Settings) -> None:
    event = await an_event(identity=True)
    at = await sent(browser, [a_person("周望舒", IDENTITIES[0]), a_person("林喆", IDENTITIES[1])])
    await enter(event, an_entry("别人", identity=IDENTITIES[1]), secret(settings, "identity"))
    answer = await browser.fill(at, do="all")

    assert answer.status_code == 422
    assert "别人" in answer.text
    assert [line.name for line in await roll(event.id)] == ["别人"]


@pytest.mark.usefixtures("organiser")
async def test_pasted_rows_are_taken_and_kept_when_they_cannot_be_read(browser: Browser) -> None:
    await an_event()
    refused = await browser.fill(IMPORT, rows="123\n456")
    taken = await browser.fill(IMPORT, rows="周望舒\t青梧机电公司\n林喆\t白鹭电气厂")

    assert refused.status_code == 422
    assert "没有找到表头" in refused.text
    assert "123\n456" in refused.text
    assert "2 行，全部可用" in (await browser.get(taken.headers["location"])).text


@pytest.mark.usefixtures("organiser")
async def test_a_number_is_not_even_kept_where_no_event_asks_for_it(browser: Browser, settings: Settings) -> None:
    event = await an_event()
    at = await sent(browser, [a_person("周望舒", IDENTITY)])
    assert IDENTITY not in (await browser.get(at)).text
    await browser.fill(at, do="all")

    person = await Person.objects().first()
    assert person is not None
    assert person.identity is person.identity_key is None
    assert len(await roll(event.id)) == 1


async def test_an_upload_is_its_uploaders_own(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await an_event(identity=True)
    at = await sent(browser, [a_person("周望舒", IDENTITY)])
    await signed_in("gu", "顾堃")

    assert (await browser.get(at)).status_code == 404
    assert (await browser.get(f"{at}/marked.xlsx")).status_code == 404
    assert (await browser.fill(at, do="all")).status_code == 404
    assert await Registration.count() == 0


@pytest.mark.usefixtures("organiser")
async def test_the_template_comes_back_in_and_its_cells_are_text(browser: Browser) -> None:
    await an_event(identity=True)
    made = (await browser.get("/organise/DG/registrations/template.xlsx")).content
    refused = await browser.fill(IMPORT, files={"sheet": ("汇总表.xlsx", made)})

    assert "表里没有选手" in refused.text
    heads = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_name("汇总表").to_python()[1]
    assert heads[:7] == ["序号", "代表队/单位", "赛项", "组别", "姓名", "性别", "身份证号"]


@pytest.mark.usefixtures("organiser")
async def test_the_marked_table_says_at_each_row_what_is_wrong_and_comes_back_in(browser: Browser) -> None:
    await an_event(identity=True)
    at = await sent(browser, [a_person("周望舒", "510107199001010019"), a_person("林喆", "51010719950505003x")])
    marked = await browser.get(f"{at}/marked.xlsx")
    again = await browser.fill(IMPORT, files={"sheet": ("标出问题.xlsx", marked.content)})
    shown = (await browser.get(again.headers["location"])).text

    assert marked.headers["cache-control"] == "no-store"
    assert "末位应为 8" in shown
    assert "1 行可用" in shown
    assert "51010719950505003X" not in shown


@pytest.mark.usefixtures("organiser")
async def test_a_draw_meanwhile_keeps_the_table_out(browser: Browser) -> None:
    event = await an_event(identity=True)
    at = await sent(browser, [a_person("周望舒", IDENTITY)])
    event.stage = "drawn"
    await event.save()

    assert (await browser.fill(at, do="all")).status_code == 409
    assert await Registration.count() == 0
