"""The form of a registration as pages show it: what was typed, what is wrong, what the event asks for. Knows nobody's record."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from competition.events.tables import Event
from competition.pages.language import N_, _
from competition.people.identity import Fault
from competition.registration.entry import Asked, Entry
from competition.registration.fields import LEVELS, SEXES, WORDS

KEPT = N_("现在是 {masked}；不改就留空")


@dataclass(frozen=True)
class FormPage:
    """A form to fill in, by anybody (`public`) or by the organiser; `kept` shows, masked, the numbers that are known."""

    code: str
    title: str
    action: str
    asked: Asked
    entry: Entry
    public: bool = True
    season: str = ""
    category: str = ""
    until: str = ""
    link: str = ""
    reason: str = ""
    office: str = ""
    phone: str = ""
    wrong: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def numbers(self) -> range:
        """The places of its people."""
        return range(1, self.asked.size + 1)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """All that is wrong, in the order of the form, each with its field; in a team with whose it is."""
        return [(name, self._placed(name, says)) for name, says in self.wrong.items()]

    def _placed(self, name: str, says: str) -> str:
        key, _dash, number = name.partition("-")
        word = _(WORDS[key])
        if number and self.asked.size > 1:
            return _("第 {number} 人　{field}：{says}", number=number, field=word, says=says)
        return _("{field}：{says}", field=word, says=says)

    @property
    def levels(self) -> list[tuple[str, str]]:
        """To choose from."""
        return [(level, _(level)) for level in LEVELS]

    @property
    def sexes(self) -> list[tuple[str, str]]:
        """To choose from."""
        return [(sex, _(sex)) for sex in SEXES]

    def kept_hint(self, name: str) -> str:
        """What is known already."""
        return _(KEPT, masked=self.kept[name]) if name in self.kept else ""


def said(fault: Fault) -> str:
    """A fault in the reader's language, in one sentence."""
    return _(fault.says, **fault.facts)


def wrong(faults: dict[str, Fault]) -> dict[str, str]:
    """The sentences at their fields."""
    return {name: said(fault) for name, fault in faults.items()}


def asked_of(event: Event, *, phone: bool = True, kept: Iterable[str] = ()) -> Asked:
    """What this event asks for."""
    return Asked(event.team_size, event.identity, phone, frozenset(kept))
