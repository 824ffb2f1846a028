"""The parts that pages are made of say what they mean also to who cannot see them."""

from dataclasses import dataclass

import pytest

from tests.pages.drawn import Reader, drawn, one, said, tags


@dataclass(frozen=True)
class Shown:
    status: int = 404
    says: str = "没有这一页。"
    problem: str = "口令不对。"
    referee: str = "裁判甲"
    event: str = "电工"
    name: str = ""
    to: str = "/organise"


PAGES = ["pages/parts.html", "pages/error.html", "people/sign_in.html", "people/pin.html"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("account", [None, Reader()])
def test_labels_and_descriptions_lead_somewhere(page: str, account: Reader | None) -> None:
    found = tags(drawn(page, Shown(), account=account))
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    wanted = [word for _, a in found for name in ("for", "aria-describedby", "list") for word in a.get(name, "").split()]
    wanted += [a["href"][1:] for _, a in found if a.get("href", "").startswith("#")]

    assert sorted(set(ids)) == sorted(ids)
    assert sorted(set(wanted) - set(ids)) == []


def test_a_wrong_field_says_so_and_keeps_what_was_typed() -> None:
    html = said('{{ m.field("number", "身份证号", "5101<", problem="校验位不对", hint="18 位") }}')
    field = one(html, "input")

    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "number-problem number-hint"
    assert field["value"] == "5101<"
    assert one(html, "label")["for"] == field["id"] == "number"


def test_a_right_field_is_not_called_wrong() -> None:
    field = one(said('{{ m.field("name", "名称") }}'), "input")

    assert "aria-invalid" not in field
    assert "aria-describedby" not in field


def test_what_is_wrong_with_a_form_is_listed_with_the_way_to_each_field() -> None:
    html = said('{{ m.problems([("day", "日期已过")]) }}')

    assert one(html, "a")["href"] == "#day"
    assert one(html, "div")["role"] == "alert"
    assert said("{{ m.problems([]) }}").strip() == ""


def test_the_chosen_is_chosen_whatever_its_type() -> None:
    html = said('{{ m.choice("n", "场次", [(1, "一"), ("2", "二")], 2, empty="请选择") }}')

    assert [a["value"] for tag, a in tags(html) if tag == "option" and "selected" in a] == ["2"]


def test_what_is_typed_into_a_long_field_comes_back_line_by_line() -> None:
    html = said('{{ m.area("people", "选手", "\\n顾堃\\n</textarea>") }}')

    assert "<textarea" in html
    assert ">\n\n顾堃\n&lt;/textarea&gt;</textarea>" in html


def test_a_state_is_a_word_with_a_shape() -> None:
    assert said('{{ m.state("已上传", "done") }}') == '<span class="state done">已上传</span>'
    assert said('{{ m.state("未录") }}') == '<span class="state">未录</span>'


def test_a_button_that_cannot_be_pressed_has_its_reason_beside_it() -> None:
    html = said('{{ m.button("签名提交", "main", why="还有 1 处未录") }}')

    assert "disabled" in one(html, "button")
    assert "<small>还有 1 处未录</small>" in html


def test_a_form_that_is_one_button_carries_its_token_and_facts() -> None:
    html = said('{{ m.post("/pause", "全场暂停", csrf_input, "grave", fields={"ref": "a\\"b"}) }}')
    hidden = {a["name"]: a["value"] for tag, a in tags(html) if a.get("type") == "hidden"}

    assert hidden == {"_csrf_token": "x", "ref": 'a"b'}
    assert one(html, "button")["class"] == "btn grave"


def test_nothing_to_count_is_an_empty_bar() -> None:
    assert one(said('{{ m.progress(0, 0, "评分表") }}'), "progress")["max"] == "1"


def test_demonstration_data_say_so_on_every_page() -> None:
    for page in PAGES:
        assert one(drawn(page, Shown()), "html")["data-mark"] == "演示数据"
        assert "data-mark" not in one(drawn(page, Shown(), demo=False), "html")


def test_large_letters_and_language_lead_back_to_this_page() -> None:
    html = drawn("pages/error.html", Shown(), path="/a?b=1&c")

    assert 'href="/large/on?back=/a%3Fb%3D1%26c"' in html
    assert 'href="/language/en?back=/a%3Fb%3D1%26c"' in html
    assert 'class=" demo big"' in drawn("pages/error.html", Shown(), large=True)
    assert one(drawn("pages/error.html", Shown(), language="en"), "html")["lang"] == "en"


def test_who_is_here_can_leave_and_who_is_not_can_enter() -> None:
    assert 'action="/sign-out"' in drawn("pages/error.html", Shown(), account=Reader())
    assert 'href="/sign-in"' in drawn("pages/error.html", Shown())


def test_who_may_not_see_a_page_is_shown_the_way_in() -> None:
    html = drawn("pages/error.html", Shown(403, "这一页不对您开放。"))

    assert "这一页不对您开放。" in html
    assert 'href="/sign-in?to=' in html
