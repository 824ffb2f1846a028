"""`competition rank --reasons`: beside each standing why it stands there and how each mark came to be, in exact values."""

from pathlib import Path
from typing import Any

from tests.files.ranks import rank_rows

PANEL: dict[str, Any] = {
    "code": "P", "title": "整体印象", "kind": "panel", "judges": 5, "max": "30", "step": "0.5", "drop_high": 1, "drop_low": 1,
    "combine": "mean", "factor": "1.5",
}  # fmt: skip
ROWS = "".join(f"02,P,J{judge},{value}\n" for judge, value in enumerate(("20", "21", "21.5", "24", "18"), 1))
ROWS += "".join(f"01,P,J{judge},20\n" for judge in range(1, 6))
TIMED = {"order": ["total:desc", "time:asc"], "ties": "shared"}


def test_a_mark_says_what_was_dropped_and_where_it_was_rounded(tmp_path: Path) -> None:
    found = rank_rows(tmp_path, ROWS, PANEL, options=("--reasons",)).json["standings"][0]["marks"]["P"]

    assert {one["judge"]: one["fate"] for one in found["entries"]} == {
        "J1": "counted", "J2": "counted", "J3": "counted", "J4": "dropped-high", "J5": "dropped-low",
    }  # fmt: skip
    assert (found["combine"], found["combined"], found["factor"]) == ("mean", "125/6", "1.5")
    assert found["roundings"] == [
        {"stage": "panel", "places": 2, "from": "125/6", "to": "20.83"},
        {"stage": "aspect", "places": 2, "from": "31.245", "to": "31.25"},
    ]
    assert found["mark"] == "31.25"
    assert found["words"].endswith("得 31.25")


def test_a_place_says_the_key_and_both_values(tmp_path: Path) -> None:
    rows = "01,M,*,80\n02,M,*,80\n03,M,*,80\n01,@time,*,90\n02,@time,*,60.5\n04,@status,*,absent\n"
    standings = rank_rows(tmp_path, rows, options=("--reasons",), ranking=TIMED).json["standings"]
    first, second, third, absent = (one["because"] for one in standings)

    assert [first["above"], first["tied_with"]] == [None, []]
    assert {key: first["below"][key] for key in ("competitor", "key", "own", "other")} == {
        "competitor": "01", "key": "time", "own": "60.5", "other": "90",
    }  # fmt: skip
    assert second["below"]["other"] is None
    assert "按规则比用时" in third["above"]["words"]
    assert (absent, standings[3]["marks"]) == (None, {})


def test_nothing_else_of_the_json_changes(tmp_path: Path) -> None:
    plainly = rank_rows(tmp_path, ROWS, PANEL).json
    reasoned = rank_rows(tmp_path, ROWS, PANEL, options=("--reasons",)).json
    for standing in reasoned["standings"]:
        del standing["because"], standing["marks"]

    assert reasoned == plainly


def test_reasons_stand_only_in_the_json(tmp_path: Path) -> None:
    said = rank_rows(tmp_path, ROWS, PANEL, options=("--reasons", "--format", "csv"))

    assert (said.status, said.stdout) == (2, b"")
