"""Texts in the reader's language. Chinese is the msgid; English stands in `locale/en`, read from its .po at first use.

The language belongs to the task that serves a request, so two readers at once never mix.
"""

from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LANGUAGES = {"zh": "中文", "en": "English"}
LOCALE = Path(__file__).parent.parent / "locale"

language: ContextVar[str] = ContextVar("language", default="zh")


@cache
def catalogue(name: str) -> NullTranslations:
    """The catalogue of a language; Chinese needs none."""
    source = LOCALE / name / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as po:
        write_mo(compiled, read_po(po, locale=name))
    compiled.seek(0)
    return Translations(compiled)


def _(text: str, /, **facts: object) -> str:
    """The text in the reader's language, its `{holes}` filled."""
    said = translated(text)
    return said.format(**facts) if facts else said


def translated(text: str, /) -> str:
    """The text with its holes as they are. Nothing said stays nothing: a catalogue keeps its own head under the empty text."""
    return catalogue(language.get()).gettext(text) if text else ""


def titled(name: str, english: str) -> str:
    """A name that has its English beside it, as this reader reads it."""
    return english if english and language.get() == "en" else name


def counted(one: str, many: str, n: int, /) -> str:
    """The text for `n` things."""
    return catalogue(language.get()).ngettext(one, many, n)


def N_(text: str) -> str:
    """Marks a text for the catalogue that is translated later, where it is shown."""
    return text
