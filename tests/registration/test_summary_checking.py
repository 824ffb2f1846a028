"""A 汇总表 judged cell by cell: what is right, put right, must be, or has to be asked."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from competition.registration.summary.checking import CLASH, DONE, WAIT, Known, Note, Preview, preview
from competition.registration.summary.naming import EventAsked
from competition.registration.summary.reading import Row, Table
from tests.registration.builders import IDENTITY

TODAY = date(2026, 11, 22)
DG = EventAsked("DG", "电工", "Electrician", "职工组", identity=True)
PENG = EventAsked("PR", "中式烹调", "", "职工组")
STUDENTS = EventAsked("DGX", "电工", "", "学生组", identity=True)
TEAM = EventAsked("TD", "消防团队", size=2)
LETTERS = {"unit": "B", "event": "C", "category": "D", "name": "E", "sex": "F", "identity": "G", "level": "I", "phone": "J"}


def a_row(number: int = 3, **cells: str) -> Row:
    usual = {"name": "周望舒", "unit": "青梧机电公司", "identity": IDENTITY}
    return Row(number, {key: text for key, text in (usual | cells).items() if text})


def judged(*rows: Row, events: tuple[EventAsked, ...] = (DG, PENG), known: Known | None = None) -> Preview:
    return preview(Table(LETTERS, rows), events, events[0].code, known or Known(), TODAY)


def only(found: Preview) -> Note:
    (note,) = found.notes
    return note


def test_a_right_row_is_ready() -> None:
    found = judged(a_row())

    assert (found.usable, found.notes) == (1, ())
    assert found.ready[0].entry.of("sex", 1) == "男"


def test_a_wrong_check_character_is_told_at_its_cell_with_the_right_one() -> None:
    note = only(judged(a_row(identity="510107199001010019")))

    assert (note.where, note.kind, note.fault and note.fault.facts) == ("G3", CLASH, {"expected": "8"})


def test_a_destroyed_number_is_named_as_such() -> None:
    note = only(judged(a_row(identity="5.10107E+17")))

    assert note.fault is not None
    assert note.fault.title == "数字已损坏"


def test_a_mended_cell_is_shown_and_ready() -> None:
    found = judged(a_row(phone="１３８ ００００ ００００"))

    assert found.usable == 1
    assert (only(found).kind, only(found).value) == (DONE, "13800000000")


def test_an_unknown_event_asks_and_offers_the_nearest() -> None:
    note = only(judged(a_row(event="维修电工")))

    assert (note.kind, note.value, note.choices) == (WAIT, "DG", (("DG", "电工"), ("PR", "中式烹调")))


def test_the_answer_to_an_unknown_event_counts() -> None:
    row = a_row(event="维修电工")
    found = judged(Row(row.number, row.written, {"event": "PR"}))

    assert [one.event for one in found.ready] == ["PR"]


def test_of_two_events_with_one_title_the_category_tells() -> None:
    found = judged(a_row(event="电工", category="学生组"), events=(DG, STUDENTS))

    assert [one.event for one in found.ready] == ["DGX"]


def test_a_category_that_the_event_has_not_asks() -> None:
    note = only(judged(a_row(category="学生组")))

    assert (note.kind, note.key, note.choices) == (WAIT, "category", (("职工组", "职工组"),))


def test_a_level_nobody_knows_asks() -> None:
    assert only(judged(a_row(level="大师"))).kind == WAIT


def test_a_number_is_not_kept_where_the_event_needs_none() -> None:
    found = judged(a_row(event="中式烹调", identity="123"))

    assert found.without_identity
    assert found.ready[0].entry.of("identity", 1) == ""


def test_the_same_person_twice_in_the_table_is_told_with_the_first_row() -> None:
    found = judged(a_row(3), a_row(4))

    assert found.usable == 1
    assert (only(found).row, only(found).fault and only(found).fault.facts) == (4, {"row": 3})


def test_who_is_in_the_event_already_is_told() -> None:
    assert only(judged(a_row(), known=Known(numbers=frozenset({("DG", IDENTITY)})))).key == "name"


def test_a_number_of_somebody_else_is_told_with_his_name() -> None:
    note = only(judged(a_row(), known=Known(owners={IDENTITY: "林喆"})))

    assert (note.key, note.fault and note.fault.facts) == ("identity", {"name": "林喆"})


def test_a_namesake_with_a_number_of_his_own_may_register() -> None:
    assert judged(a_row(), known=Known(names={("DG", "周望舒", "青梧机电公司"): True})).usable == 1


def test_rows_of_one_team_become_one_registration() -> None:
    rows = [a_row(3, event="消防团队", identity=""), a_row(4, name="林喆", event="消防团队", identity="")]
    found = judged(*rows, events=(DG, TEAM))

    assert [one.rows for one in found.ready] == [(3, 4)]
    assert found.ready[0].entry.of("team") == "青梧机电公司"


def test_a_team_that_is_not_whole_is_told_at_each_of_its_rows() -> None:
    found = judged(a_row(3, event="消防团队", identity=""), events=(DG, TEAM))

    assert only(found).fault is not None
    assert only(found).fault.facts == {"team": "青梧机电公司", "count": 1, "size": 2}


cells = st.dictionaries(
    st.sampled_from(sorted(LETTERS)), st.one_of(st.text(max_size=20), st.sampled_from([IDENTITY, "电工", "男"]))
)


@given(st.lists(cells, max_size=6))
def test_every_row_is_either_usable_or_has_a_note(rows: list[dict[str, str]]) -> None:
    table = tuple(Row(number, written) for number, written in enumerate(rows, 2))
    found = judged(*table, events=(DG, PENG, TEAM))
    usable = {number for one in found.ready for number in one.rows}
    noted = {note.row for note in found.notes if note.kind != DONE}

    assert usable | noted == {row.number for row in table}
