"""The four events of the invented season: trade, how many compete, who marks what. Pure; knows no database."""

from collections.abc import Sequence
from dataclasses import dataclass

from competition.demo.invented import DELEGATIONS, HARD, Invented, names, people

SEASON = "2026年演示区职业技能大赛"
HOSTS = "演示区人力资源和社会保障局\n演示区总工会"
OFFICE, PHONE, ADDRESS = "演示区总工会经济技术部", "028-0000 0000", "演示区示例路 1 号"


@dataclass(frozen=True)
class Planned:
    """An event of the demo. `teams`: sub-criterion → the seats that mark it, the first leads; none: every seat marks all."""

    code: str
    trade: str
    title: str
    competitors: int
    seats: int
    teams: tuple[tuple[str, tuple[int, ...]], ...] = ()
    team_size: int = 1
    delegations: str = ""
    quota: int = 3
    display: str = "names"
    industry: str = ""

    def codes(self, seat: int) -> tuple[str, ...]:
        """What a seat marks; none: all."""
        return tuple(code for code, seats in self.teams if seat in seats)


# Seat 1 of the electricians is the visitor's: it leads the wiring.
WIRING = (("A1", (2,)), ("B1", (2,)), ("B2", (2, 3, 4)), ("B3", (1, 4, 5)), ("B4", (3, 4, 5)), ("B5", (4, 5)))
VISITORS_FORM = "B3"
ELECTRICIANS = Planned("DG", "DG", "电工", 10, 5, WIRING, industry="机械冶金建材")
COOKS = Planned("PR", "PR", "中式烹调", 18, 5, delegations="sum", quota=4, industry="财贸轻纺烟草")
WEB = Planned("WEB", "WEB", "网站技术", 8, 4, quota=2, industry="电子信息")
TEAMS = Planned("WY", "WY", "物业管理（团队）", 8, 5, team_size=3, quota=2, industry="城建", display="stations")
HARD_NAMES = {"DG": HARD[:6], "PR": HARD[6:9], "WEB": HARD[9:]}
EVENTS = (ELECTRICIANS, COOKS, WEB, TEAMS)


def group(number: int) -> Planned:
    """The electricians' next group, when one is done: other people, the same trade."""
    if number == 1:
        return ELECTRICIANS
    first = ELECTRICIANS
    return Planned(
        f"DG{number}", "DG", f"电工（第 {number} 组）", first.competitors, first.seats, WIRING, industry=first.industry
    )


def entrants(seed: int, event: Planned) -> str:
    """Who takes part, one a line, as it would be pasted from a spreadsheet."""
    found = people(seed, event.competitors * event.team_size, event.code, HARD_NAMES.get(event.code, ()))
    if event.team_size > 1:
        return "\n".join(_in_team(one, number // event.team_size, found, event.team_size) for number, one in enumerate(found))
    if event.delegations:
        return "\n".join(f"{one.name}\t{one.employer}\t{DELEGATIONS[at % len(DELEGATIONS)]}" for at, one in enumerate(found))
    return "\n".join(f"{one.name}\t{one.employer}" for one in found)


def _in_team(one: Invented, team: int, found: Sequence[Invented], size: int) -> str:
    employer = found[team * size].employer
    return f"{one.name}\t{employer}\t{employer.removesuffix('公司')}队"


def officials(seed: int, event: Planned) -> list[str]:
    """The chief and the referees, by name."""
    return names(seed, event.seats + 1, f"{event.code} officials")
