"""The fonts of a paper: which there are, and which of them draws each character, so that no name prints as a box.

Looked for in the organiser's folder, then the system's 仿宋, 小标宋, 黑体, 楷体, then the packaged ones. Must not know
what is written in them. Only TrueType outlines can be embedded: other fonts are passed over.
"""

import importlib.util
import os
import struct
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from reportlab.pdfbase import pdfmetrics, ttfonts

Kind = Literal["body", "title", "heading", "kai"]
KINDS: tuple[Kind, ...] = ("body", "title", "heading", "kai")

# Parts of a file's or family's name that tell the face, lower case
NAMES: dict[str, tuple[str, ...]] = {
    "仿宋": ("simfang", "fangsong", "stfangso", "fzfsk", "fzfs_", "仿宋"),
    "小标宋": ("fzxbs", "xiaobiaosong", "小标宋"),
    "黑体": ("simhei", "stheiti", "fzhtk", "heiti", "黑体"),
    "楷体": ("simkai", "stkaiti", "fzktk", "kaiti", "楷体"),
    "宋体": ("simsun.", "songti", "stsong", "宋体"),
}
# What draws a kind of text, best first; the packaged face ends every row
FACES: dict[Kind, tuple[str, ...]] = {
    "body": ("仿宋", "宋体"),
    "title": ("小标宋", "黑体"),
    "heading": ("黑体",),
    "kai": ("楷体", "仿宋"),
}
# Without these an official paper is set in another face (GB/T 9704)
OFFICE = ("仿宋", "小标宋")
PACKAGED: dict[Kind, str] = {"body": "Rg", "title": "Bd", "heading": "Bd", "kai": "Rg"}
# Kept by systems for the rarest characters (CJK extensions) and signs
RARE = ("simsunb", "simsun-extb", "simsunextg", "hanamina", "hanaminb", "babelstonehan", "dejavusans.ttf")
SUFFIXES = (".ttf", ".ttc")
BLANK = "〓"  # 字空: the printer's own sign for a character that is not in the case

SYSTEM = (
    Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
    Path.home() / "Library/Fonts",
)


class MissingGlyph(Exception):
    """A paper that would be final holds characters that no font has. `says` and `facts` are for the page to speak."""

    says = "没有字体能印出这些字：{characters}。请把含有它们的字体文件（.ttf）放进数据文件夹的 fonts/ 里，再印一次。"

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(characters)
        self.characters = characters

    @property
    def facts(self) -> dict[str, str]:
        return {"characters": "、".join(f"{each}（U+{ord(each):04X}）" for each in self.characters)}

    def __str__(self) -> str:
        return self.says.format(**self.facts)


@dataclass(frozen=True)
class Fonts:
    """For each kind of text the font files that may draw it, best first."""

    chains: tuple[tuple[Kind, tuple[Path, ...]], ...]

    def chain(self, kind: Kind) -> tuple[Path, ...]:
        return dict(self.chains)[kind]


@dataclass(frozen=True)
class Run:
    """A stretch of text that one font draws; `missing` where 〓 stands for a character that none has."""

    font: str
    text: str
    missing: str = ""


def find(folder: Path | None = None, system: tuple[Path, ...] = SYSTEM) -> Fonts:
    """The fonts at hand now: a font put into the folder is found by the next paper, without a restart."""
    return _chains(_own(folder), system)


def wanting(folder: Path | None = None, system: tuple[Path, ...] = SYSTEM) -> tuple[str, ...]:
    """The faces of an official paper that are not at hand. Opens no more fonts than may be one of them."""
    named = [each for each in _installed(system) if any(part in each.name.lower() for face in OFFICE for part in NAMES[face])]
    there = [each for each in (*_own(folder), *named) if load(each)]
    return tuple(face for face in OFFICE if not any(_is_face(each, face) for each in there))


def _own(folder: Path | None) -> tuple[Path, ...]:
    if folder is None or not folder.is_dir():
        return ()
    return tuple(sorted(each for each in folder.rglob("*") if each.suffix.lower() in SUFFIXES))


@lru_cache(maxsize=8)
def _chains(own: tuple[Path, ...], system: tuple[Path, ...]) -> Fonts:
    usable = tuple(each for each in own if load(each))
    known = usable + tuple(each for each in _installed(system) if load(each))
    rare = tuple(each for each in known if any(part in each.name.lower() for part in RARE))
    chains = []
    for kind in KINDS:
        named = [each for face in FACES[kind] for each in known if _is_face(each, face)]
        chains.append((kind, tuple(dict.fromkeys([*named, *packaged(PACKAGED[kind]), *usable, *rare]))))
    return Fonts(tuple(chains))


@lru_cache(maxsize=4)
def _installed(system: tuple[Path, ...]) -> tuple[Path, ...]:
    """The system's files by name alone: hundreds lie there, and opening each would take seconds."""
    wanted = [part for parts in NAMES.values() for part in parts] + list(RARE)
    found = []
    for root in system:
        for place, _, files in os.walk(root):
            found += [
                Path(place, each)
                for each in files
                if each.lower().endswith(SUFFIXES) and any(part in each.lower() for part in wanted)
            ]
    return tuple(sorted(found))


def packaged(weight: str) -> tuple[Path, ...]:
    """KurintoSans of the package weblate-fonts (OFL); found without importing it, it belongs to Django."""
    spec = importlib.util.find_spec("weblate_fonts")
    if not spec or not spec.submodule_search_locations:
        return ()
    folder = Path(next(iter(spec.submodule_search_locations)), "static/weblate_fonts/kurinto/ttf")
    return tuple(each for name in ("SansSC", "SansJP", "Sans") if (each := folder / f"Kurinto{name}-{weight}.ttf").is_file())


def _is_face(path: Path, face: str) -> bool:
    font = load(path)
    family = _readable(font.face.familyName) + _readable(font.face.name) if font else ""
    names = f"{path.name} {family}".lower()
    return any(part in names for part in NAMES[face])


def _readable(name: object) -> str:
    return name.decode("latin-1") if isinstance(name, bytes) else str(name or "")


@lru_cache(maxsize=64)
def load(path: Path) -> ttfonts.TTFont | None:
    """Registers a font under a name of its own; None where it cannot be embedded (CFF outlines) or read."""
    name = f"{path.stem}-{zlib.crc32(str(path).encode()):08x}"
    try:
        font = ttfonts.TTFont(name, str(path), shapable=False)
    except (ttfonts.TTFError, OSError, struct.error, KeyError, IndexError, ValueError):
        return None
    pdfmetrics.registerFont(font)
    return font


@lru_cache(maxsize=8192)
def runs(fonts: Fonts, text: str, kind: Kind) -> tuple[Run, ...]:
    """The text cut into stretches, each with the first font that has its characters."""
    cut: list[Run] = []
    for character in legible(text):
        font = _drawing(fonts, character, kind)
        each = Run(font, character) if font else Run(_drawing(fonts, BLANK, kind) or "Helvetica", BLANK, character)
        if cut and cut[-1].font == each.font and not cut[-1].missing and not each.missing:
            each = Run(each.font, cut.pop().text + each.text)
        cut.append(each)
    return tuple(cut)


def missing(fonts: Fonts, text: str, kind: Kind = "body") -> tuple[str, ...]:
    """The characters of a text that no font has, in order, once each."""
    return tuple(dict.fromkeys(run.missing for run in runs(fonts, text, kind) if run.missing))


def legible(text: str) -> str:
    """Without what has no picture: controls and joiners; every kind of blank is one."""
    text = " ".join(text.split("\t"))
    return "".join(each for each in text if unicodedata.category(each) not in ("Cc", "Cf", "Cs"))


@lru_cache(maxsize=16384)
def _drawing(fonts: Fonts, character: str, kind: Kind) -> str:
    for path in fonts.chain(kind):
        font = load(path)
        if font and ord(character) in font.face.charToGlyph:
            return str(font.fontName)
    return ""


def unicode_map(fontname: str, subset: list[int]) -> str:
    """A subset's ToUnicode. ReportLab's own writes five hex digits above U+FFFF: copying 李𬭚 gave another character.

    UTF-16BE, and blocks of 100 at most (PDF 32000-1, 9.10.3 and Adobe's technical note 5014).
    """
    lines = [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
            f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
            f"/CMapName /{fontname} def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
        ]
    )


ttfonts.makeToUnicodeCMap = unicode_map
