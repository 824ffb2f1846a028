"""Lines of text: how wide they are and where they break. Must not know where on a page they stand."""

import re

from reportlab.pdfbase import pdfmetrics

from competition.documents.fonts import Fonts, Kind, runs

# A word or a figure stays whole; a mark that closes never begins a line, one that opens never ends it (GB/T 15834)
WORD = re.compile(r"[（〔《“‘(\[]*(?:[A-Za-z0-9À-ɏ.,%+/:@#_'\-]+|.)[，。、；：！？）〕》”’)\],.;:!?%]*", re.DOTALL)


def width(fonts: Fonts, text: str, kind: Kind, size: float) -> float:
    return sum(float(pdfmetrics.stringWidth(run.text, run.font, size)) for run in runs(fonts, text, kind))


def wrap(fonts: Fonts, text: str, kind: Kind, size: float, room: float) -> list[str]:
    """The lines that a text takes in so much room; at least one, and none is wider unless one character is."""
    lines = [""]
    for word in (each for each in WORD.findall(text.strip()) or [""]):
        for part in _parts(fonts, word, kind, size, room):
            if lines[-1] and width(fonts, lines[-1] + part, kind, size) > room + 0.01:
                lines.append("")
            lines[-1] = part.lstrip() if not lines[-1] else lines[-1] + part
    return [line.rstrip() for line in lines]


def _parts(fonts: Fonts, word: str, kind: Kind, size: float, room: float) -> list[str]:
    """A word that no line holds is cut by characters: better than ink outside its cell."""
    return [word] if width(fonts, word, kind, size) <= room else list(word)
