"""Cards that are cut out: each says all that it must alone, the demo's mark included."""

from pathlib import Path

import pytest

from competition.documents.cards import DrawSlip, PinCard, StationCard, draw_slips, pin_cards, station_cards
from competition.documents.fonts import MissingGlyph
from tests.documents.rankings import fonts_of, read_paper

CARDS = [
    PinCard("电工", f"J{number}", "评分裁判", f"http://192.168.1.20:8000/t/{number}", f"48291{number}") for number in range(1, 8)
]


def test_a_card_holds_where_to_go_who_one_is_and_the_pin(tmp_path: Path) -> None:
    text = read_paper(pin_cards([PinCard("电工", "李𬭚", "评分裁判", "http://192.168.1.20:8000/t/k7Q", "482913")]), tmp_path)

    for words in ("电工", "李𬭚", "评分裁判", "http://192.168.1.20:8000/t/k7Q", "482913"):
        assert words in text
    assert "演示数据" not in text


def test_every_card_of_a_demo_says_so_after_it_was_cut(tmp_path: Path) -> None:
    assert read_paper(pin_cards(CARDS, demo=True), tmp_path).count("演示数据") == len(CARDS)
    assert read_paper(station_cards([StationCard("07", "电工")], demo=True), tmp_path).count("演示数据") == 1
    assert read_paper(draw_slips([DrawSlip("07", "电工")], demo=True), tmp_path).count("演示数据") == 1


def test_stations_and_slips_lose_no_label_over_the_page(tmp_path: Path) -> None:
    labels = [f"1-{number:02}" for number in range(1, 31)]

    stations = read_paper(station_cards([StationCard(label, "电工", "第一场") for label in labels]), tmp_path).split()
    slips = read_paper(draw_slips([DrawSlip(label, "电工") for label in labels]), tmp_path).split()

    assert [word for word in stations if word in labels] == labels
    assert sorted(word for word in slips if word in labels) == labels


def test_a_card_that_cannot_say_its_name_is_not_made() -> None:
    with pytest.raises(MissingGlyph):
        pin_cards([PinCard("电工", "\U0002c48d", "评分裁判", "http://a/t/1", "1")])


def test_cards_embed_their_fonts(tmp_path: Path) -> None:
    assert {font["emb"] for font in fonts_of(pin_cards(CARDS), tmp_path)} == {"yes"}
