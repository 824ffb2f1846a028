"""Lines of text: how wide they are and where they break. Must not know where on a page they stand."""

import re

from reportlab.pdfbase import pdfmetrics

from competition.documents.fonts import Fonts, Kind, runs

# A word, a figure, a short bracket stay whole; a mark that closes never begins a line, one that opens never ends it (GB/T 15834)
WORD = re.compile(
    r"（[^（）]{1,6}）[，。、；：]*|[（〔《“‘(\[]*(?:[A-Za-z0-9À-ɏ.,%+/:@#_'\-]+|.)[，。、；：！？）〕》”’)\],.;:!?%]*", re.DOTALL
)
# Where a part of a title ends
ENDS = ("暨", "大赛", "竞赛", "比赛", "赛项", "关于", "年", "届", "组", "的", "、", "）")


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


def balanced(fonts: Fonts, text: str, kind: Kind, size: float, room: float) -> list[str]:
    """A title's lines, about as long each, broken where a part of it ends: 词意完整，长短适宜 (GB/T 9704, 7.3.1).

    Whoever knows better writes the line's end into it.
    """
    lines = [line for part in text.split("\n") for line in wrap(fonts, part, kind, size, room)]
    if "\n" in text or len(lines) != 2:
        return lines
    words = WORD.findall(text.strip())
    pairs = [("".join(words[:at]).strip(), "".join(words[at:]).strip()) for at in range(1, len(words))]
    measured = [(one, two, width(fonts, one, kind, size), width(fonts, two, kind, size)) for one, two in pairs]
    fitting = [(not one.endswith(ENDS), abs(w1 - w2), one, two) for one, two, w1, w2 in measured if max(w1, w2) <= room]
    return list(min(fitting)[2:]) if fitting else lines


def _parts(fonts: Fonts, word: str, kind: Kind, size: float, room: float) -> list[str]:
    """A word that no line holds is cut by characters: better than ink outside its cell."""
    return [word] if width(fonts, word, kind, size) <= room else list(word)
