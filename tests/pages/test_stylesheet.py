"""The stylesheet and those of single screens: colours can be read, and no page uses a class that they do not know."""

import re

import pytest

from tests.pages.drawn import STATIC, STYLE, templates

BARE = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
WORDS = ("ink", "soft", "act", "brand", "ok", "warn", "bad")
GROUNDS = ("paper", "sunk", "pick")
EVERY = "\n".join(file.read_text(encoding="utf-8") for file in sorted(STATIC.glob("*.css")))
SCREENS = STYLE.index("/* ---------- tablet")


def _tokens(selector: str) -> dict[str, str]:
    """The colours that a scheme sets."""
    block = re.search(re.escape(selector) + r"\s*\{(.*?)\}", BARE, flags=re.DOTALL)
    assert block
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", block[1]))


LIGHT = _tokens(":root, .light")
DARK = _tokens("\n.dark")
HALL = LIGHT | _tokens("\n.hall")


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("scheme", "words"), [(LIGHT, WORDS), (DARK, WORDS), (HALL, [w for w in WORDS if w != "brand"])])
def test_every_word_can_be_read_on_every_ground(scheme: dict[str, str], words: list[str]) -> None:
    faint = [(w, g) for w in words for g in GROUNDS if _contrast(scheme[w], scheme[g]) < 4.5]

    assert faint == []
    assert _contrast(scheme["on-act"], scheme["act"]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK, HALL])
def test_the_edge_of_what_can_be_pressed_is_seen(scheme: dict[str, str]) -> None:
    assert [ground for ground in GROUNDS if _contrast(scheme["edge"], scheme[ground]) < 3] == []


def test_the_brand_red_of_the_hall_is_for_lines_only() -> None:
    assert _contrast(HALL["brand"], HALL["paper"]) >= 3
    assert not re.search(r"\.hall[^{}]*\{[^}]*(?<![-\w])color: var\(--brand\)", BARE)


def test_dark_by_wish_and_dark_by_name_are_the_same_dark() -> None:
    assert _tokens(":root:not(.light):not(.hall)") == DARK


def test_every_colour_is_a_token() -> None:
    outside = re.sub(r"/\*.*?\*/|--[\w-]+:\s*#[0-9a-f]{3,6};", "", EVERY, flags=re.DOTALL)

    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*;)", outside) == []


def _known(css: str) -> set[str]:
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))))


def _used(source: str) -> set[str]:
    """The classes of a template: plain words, and the words in quotes inside `{{ … }}`."""
    source = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    used = set()
    for value in re.findall(r'class="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"', source):
        for inside in re.findall(r"\{\{(.*?)\}\}", value):
            chosen = re.findall(r"(?<!== )'([a-z -]+)'", re.sub(r"\bif\b.*?(?=\belse\b|$)", "", inside))
            used.update(word for text in chosen for word in text.split())
        used.update(re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", value).split())
    return used


def test_a_page_uses_no_class_that_the_stylesheet_does_not_know() -> None:
    unknown = {name: sorted(_used(source) - _known(EVERY)) for name, source in templates()}

    assert {name: words for name, words in unknown.items() if words} == {}


def test_every_part_is_shown_somewhere() -> None:
    everything = " ".join([source for _, source in templates()] + [f.read_text(encoding="utf-8") for f in STATIC.glob("*.js")])
    forgotten = [part for part in _known(STYLE[:SCREENS]) if not re.search(rf"(?<![\w-]){part}(?![\w-])", everything)]

    assert sorted(forgotten) == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "@import" not in EVERY
    assert "url(" not in EVERY
    away = {name: re.findall(r'(?:src|href)="(?:https?:)?//[^"]*', source) for name, source in templates()}
    assert {name: found for name, found in away.items() if found} == {}


def test_every_chinese_word_of_a_page_goes_through_the_catalogue() -> None:
    bare = {}
    for name, source in templates():
        text = re.sub(r"\{#.*?#\}|\{%-? *trans.*?endtrans *-?%\}|\{\{.*?\}\}|\{%.*?%\}", "", source, flags=re.DOTALL)
        bare[name] = re.findall(r"[一-鿿]+", text.replace(">中文<", ""))

    assert {name: words for name, words in bare.items() if words} == {}
