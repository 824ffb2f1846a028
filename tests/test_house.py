"""The house keeps its own law: sizes, names, first lines, doors and their rights, texts and their English."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
PYTHON = sorted(
    f for top in ("competition", "scoring") for f in (ROOT / top).rglob("*.py") if "piccolo_migrations" not in f.parts
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "competition/static").glob("*.js"))
SAYS_NOTHING = re.compile(r"(manager|service|handler|util|helper|base|common|core|misc|process)s?$", re.IGNORECASE)
WRITES_A_LINE = re.compile(r"insert into line|Line\.(insert|update|delete)|\bLine\(", re.IGNORECASE)
KEYWORDS = {"_": None, "N_": None, "say": None, "gettext": None, "counted": (1, 2), "ngettext": (1, 2)}
WEB = ("litestar", "jinja2")
WEB_ROOMS = {
    "competition/app.py",
    "competition/serving/server.py",
    "competition/people/sessions.py",
    "competition/people/guards.py",
}
TOP = {"competition", "templates", "scoring", "tests", "pyproject.toml", "README.md", "Makefile", "LICENSE"}


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_a_room_fits_on_a_screen_or_two() -> None:
    large = [f"{_name(f)}: {_length(f)}" for f in [*PYTHON, *TESTS, *SCRIPTS] if _length(f) > 250]

    assert large == []


def test_a_template_fits_on_a_screen() -> None:
    large = [f"{_name(f)}: {_length(f)}" for f in TEMPLATES if _length(f) > 80]

    assert large == []


def test_names_say_what_is_inside() -> None:
    empty = [_name(f) for f in PYTHON if SAYS_NOTHING.search(f.stem)]

    assert empty == []


def test_a_room_says_first_what_it_is() -> None:
    silent = [_name(f) for f in PYTHON if not _docstring(f) and _name(f) != "competition/__init__.py"]

    assert silent == []


def _docstring(file: Path) -> str:
    return ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""


def _imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


def test_only_doors_touch_the_web() -> None:
    trespassing = [
        _name(f)
        for f in PYTHON
        if any(module.split(".")[0] in WEB for module in _imports(f))
        and not _docstring(f).startswith("Door:")
        and _name(f) not in WEB_ROOMS
        and not _name(f).startswith("competition/pages/")
    ]

    assert trespassing == []


def test_only_the_scorekeeper_writes_the_logbook() -> None:
    statements = r"(insert into|update|delete from) line\b|\bLine\.(insert|update|delete)\(|tables\.Line\("
    writing = re.compile(statements, re.IGNORECASE)
    trespassing = [
        _name(f)
        for f in PYTHON
        if writing.search(f.read_text(encoding="utf-8")) and not _name(f).startswith("competition/judging/scorekeeper")
    ]

    assert trespassing == []


def test_nothing_is_left_for_later() -> None:
    later = [
        _name(f)
        for f in [*PYTHON, *TEMPLATES, *SCRIPTS]
        if re.search(r"\b(TODO|FIXME|XXX|raise NotImplementedError)\b", f.read_text(encoding="utf-8"))
    ]

    assert later == []


def test_no_page_carries_inline_script_or_style() -> None:
    inline = [
        _name(f) for f in TEMPLATES if re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(src=|application/json))", _code(f))
    ]

    assert inline == []


def _code(template: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_every_form_carries_its_token() -> None:
    bare = [
        _name(f)
        for f in TEMPLATES
        for form in re.findall(r"<form\b.*?</form>", _code(f), flags=re.DOTALL)
        if re.search(r"method=.?post", form, re.IGNORECASE) and "csrf" not in form
    ]

    assert bare == []


def texts() -> set[str]:
    """Every text a person reads, as it stands in code and templates."""
    found: set[str] = set()
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    for top in ("competition", "scoring", "templates"):
        options = {"**.html": {"trimmed": "true"}}
        for _file, _line, text, _said, _context in extract_from_dir(ROOT / top, methods, options, keywords=KEYWORDS):
            found.update([text] if isinstance(text, str) else text)
    return {text for text in found if text}


def test_every_text_has_its_english() -> None:
    with (ROOT / "competition/locale/en/LC_MESSAGES/messages.po").open("rb") as po:
        english = {key for m in read_po(po) if m.id and m.string and all(m.string if isinstance(m.string, tuple) else [m.string])
                   for key in (m.id if isinstance(m.id, tuple) else [m.id])}  # fmt: skip
    missing = sorted(texts() - english)

    assert missing == []


@pytest.mark.parametrize("file", [f for f in PYTHON if "scoring" in f.parts], ids=_name)
def test_scoring_holds_no_float(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    floats = [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]
    floats += [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == "float"]

    assert floats == []


def test_the_top_of_the_house_stays_as_it_is() -> None:
    line = ["git", "ls-tree", "--name-only", "HEAD"]
    listed = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    unknown = [entry for entry in listed.split() if entry not in TOP and not entry.startswith(".")]

    assert unknown == []
