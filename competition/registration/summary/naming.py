"""Which event, which category a row means; where it is not clear, what to choose from. Pure."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from competition.pages.language import N_
from competition.people.identity import Fault
from competition.registration.fields import Checked

ASK = N_("请确认")
NO_EVENT = N_("没有叫“{found}”的赛项，或现在不能报")
OTHER_CATEGORY = N_("“{event}”是{category}，表里写的是“{found}”")


@dataclass(frozen=True)
class EventAsked:
    """An event that rows may be for, and what it asks for."""

    code: str
    title: str
    title_en: str = ""
    category: str = ""
    identity: bool = False
    size: int = 1


@dataclass(frozen=True)
class Named:
    """What the cell comes to, and what could be chosen instead."""

    checked: Checked
    choices: tuple[tuple[str, str], ...] = ()


def event_of(text: str, category: str, events: tuple[EventAsked, ...], home: str) -> tuple[EventAsked | None, Named]:
    """By title or code, loosely; of two with one title the category tells. An empty cell means the event of this page."""
    mine = next((event for event in events if event.code == home), None)
    if not text.strip() and mine is not None:
        return mine, Named(Checked(mine.code))
    fitting = [event for event in events if _bare(text) in map(_bare, (event.code, event.title, event.title_en)) and _bare(text)]
    if len(fitting) > 1:
        fitting = [event for event in fitting if _bare(event.category) == _bare(category)] or [
            event for event in fitting if event.code == home
        ]
    choices = tuple((event.code, _word(event, events)) for event in events)
    if len(fitting) == 1:
        return fitting[0], Named(Checked(fitting[0].code), choices)
    near = _nearest(text, events) or home
    return None, Named(Checked(near, (), Fault(ASK, NO_EVENT, {"found": text[:30]})), choices)


def category_of(text: str, event: EventAsked) -> Named:
    """It must be the event's; a word more or less is no difference."""
    short = _bare(event.category).removesuffix("组")
    if not text.strip() or not short or _bare(text).removesuffix("组") == short:
        return Named(Checked(event.category))
    fault = Fault(ASK, OTHER_CATEGORY, {"event": event.title, "category": event.category, "found": text[:30]})
    return Named(Checked(event.category, (), fault), ((event.category, event.category),))


def _word(event: EventAsked, events: Iterable[EventAsked]) -> str:
    alike = sum(other.title == event.title for other in events) > 1
    return f"{event.title}　{event.category}" if alike and event.category else event.title


def _nearest(text: str, events: tuple[EventAsked, ...]) -> str:
    titles = {event.title: event.code for event in events}
    inside = [title for title in titles if title in text or text in title]
    near = inside or difflib.get_close_matches(text, titles, 1, 0.4)
    return titles[near[0]] if near else ""


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
