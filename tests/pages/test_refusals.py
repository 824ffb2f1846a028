"""Whatever a door refuses, a program hears as problem+json what a person reads on the page: at every form, in one way."""

import pytest

from tests.judging.venue import a_venue
from tests.registration.builders import an_event
from tests.web import Browser, SignIn

FORMS: dict[str, dict[str, str]] = {
    "/sign-in": {"name": "nobody", "password": "wrong"},
    "/organise/season": {"year": "20", "name": ""},
    "/quick-start": {"do": "create", "referees": ""},
    "/organise/DG/act": {"act": "dance"},
    "/organise/DG/details": {"title": ""},
    "/organise/DG/referees/add": {"name": " "},
    "/organise/DG/referees/1/dance": {},
    "/organise/DG/draw/program": {"called": "九" * 41},
    "/organise/DG/draw/slips": {},
    "/organise/DG/registrations/rules": {"unit": "many"},
    "/organise/DG/registrations/1": {"do": "dance"},
    "/organise/DG/registrations/1/numbers": {"reason": ""},
    "/organise/DG/nominations": {"quota": "some"},
    "/organise/DG/results/dance": {},
    "/organise/QC/registrations/add": {"name-1": ""},
    "/organise/QC/registrations/import": {"rows": ""},
    "/register/QC": {"name-1": ""},
    "/register/DG": {"name-1": "周望舒"},
    "/desk/DG/decide": {"kind": "dance"},
    "/desk/DG/settle": {"number": "9"},
    "/desk/DG/stage": {"act": "finish"},
}


@pytest.mark.parametrize("path", FORMS)
async def test_a_program_hears_what_a_person_reads(path: str, browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    await a_venue("DG")
    await an_event("QC", "汽车维修")
    read = await browser.fill(path, **FORMS[path])
    browser.headers["accept"] = "application/json"
    heard = await browser.fill(path, **FORMS[path])

    assert read.status_code in (401, 404, 409, 422), read.text[:300]
    assert (heard.status_code, heard.headers["content-type"]) == (read.status_code, "application/problem+json")
    assert heard.json()["status"] == heard.status_code
    assert heard.json()["detail"] in read.text


async def test_a_program_hears_each_field(browser: Browser, signed_in: SignIn) -> None:
    await signed_in()
    browser.headers["accept"] = "application/json"
    heard = await browser.fill("/organise/season", year="20", name="")

    assert [one["field"] for one in heard.json()["errors"]] == ["name", "year"]
