"""Which font draws which character: no name prints as a box, and what cannot be printed is named."""

import pickle
import shutil
from pathlib import Path

from competition.documents.fonts import BLANK, MissingGlyph, find, missing, packaged, runs, unicode_map, wanting

NOWHERE: tuple[Path, ...] = ()
RAREST = "\U0002c48d"  # 𬒍, the one of 276 rare characters of the national table that the packaged face lacks


def test_the_rarest_names_of_the_field_have_glyphs_without_any_font_of_the_system() -> None:
    fonts = find(None, NOWHERE)

    for name in ("李𬭚", "喆堃昇㐂䶮", "阿卜杜拉·买买提依明江", "〔2026〕—①☐𠮷"):
        assert missing(fonts, name) == ()


def test_a_character_that_no_font_has_is_shown_as_a_blank_and_named() -> None:
    fonts = find(None, NOWHERE)

    cut = runs(fonts, f"赵{RAREST}明", "body")

    assert "".join(run.text for run in cut) == f"赵{BLANK}明"
    assert missing(fonts, f"赵{RAREST}明{RAREST}") == (RAREST,)


def test_each_character_is_drawn_by_the_first_font_that_has_it() -> None:
    cut = runs(find(None, NOWHERE), "甲①乙", "body")

    assert [run.text for run in cut] == ["甲", "①", "乙"]
    assert cut[0].font == cut[2].font != cut[1].font


def test_the_organisers_own_font_goes_before_all_others(tmp_path: Path) -> None:
    own = tmp_path / "方正小标宋简体.ttf"
    shutil.copy(packaged("Rg")[0], own)

    fonts = find(tmp_path, NOWHERE)

    assert fonts.chain("title")[0] == own
    assert fonts.chain("body")[0] != own
    assert own in fonts.chain("body")
    assert wanting(tmp_path, NOWHERE) == ("仿宋",)


def test_the_systems_faces_are_known_by_their_file_names(tmp_path: Path) -> None:
    (tmp_path / "truetype").mkdir()
    shutil.copy(packaged("Rg")[0], tmp_path / "truetype" / "simfang.ttf")

    fonts = find(None, (tmp_path,))

    assert fonts.chain("body")[0].name == "simfang.ttf"
    assert wanting(None, (tmp_path,)) == ("小标宋",)


def test_a_font_that_cannot_be_embedded_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "仿宋.ttf").write_bytes(b"OTTO" + bytes(64))
    (tmp_path / "simfang.ttc").write_bytes(b"not a font at all")

    fonts = find(tmp_path, NOWHERE)

    assert fonts.chain("body") == find(None, NOWHERE).chain("body")
    assert wanting(tmp_path, NOWHERE) == ("仿宋", "小标宋")


def test_a_font_laid_into_the_folder_is_found_by_the_next_paper(tmp_path: Path) -> None:
    before = find(tmp_path, NOWHERE)
    shutil.copy(packaged("Bd")[0], tmp_path / "organisers.ttf")

    assert before != find(tmp_path, NOWHERE)


def test_controls_and_joiners_take_no_room() -> None:
    cut = runs(find(None, NOWHERE), "王\u200d小\x07明", "body")

    assert "".join(run.text for run in cut) == "王小明"


def test_what_is_missing_is_told_in_one_sentence_that_survives_the_way_from_the_worker() -> None:
    told = pickle.loads(pickle.dumps(MissingGlyph((RAREST,))))

    assert told.characters == (RAREST,)
    assert f"{RAREST}（U+2C48D）" in str(told)


def test_text_above_the_first_plane_is_mapped_as_two_units() -> None:
    mapped = unicode_map("F", [0, ord("A"), ord("李"), ord("𬭚")])

    assert "<03> <D872DF5A>" in mapped
    assert "<02> <674E>" in mapped


def test_a_map_is_written_in_blocks_of_a_hundred() -> None:
    mapped = unicode_map("F", list(range(256)))

    assert [line for line in mapped.splitlines() if "beginbfchar" in line] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "56 beginbfchar",
    ]
