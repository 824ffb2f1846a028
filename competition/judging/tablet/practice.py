"""Door: the practice station (练习评分): every kind of aspect on a made-up form. Nothing that is entered there leaves the page.

Must not know the logbook nor any event.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from litestar import get
from litestar.response import Template

from competition.events.duties import REFEREE_ROLE, Seat
from competition.judging.authority import Author
from competition.judging.scorekeeper import Book
from competition.judging.tablet.page import TabletPage, in_script
from competition.judging.tablet.sight import round_seen
from competition.pages import assets
from competition.pages.language import _
from competition.pages.site import AnyRequest, page
from competition.people.guards import SIGNED_IN
from competition.people.sessions import Signed, reader
from scoring.scheme import Scheme, read_scheme
from scoring.tally import begin

STATIONS = ("01", "02", "03", "04")
TEAM = 3


@get("/tablet/practice", right=SIGNED_IN)
async def practise(request: AnyRequest) -> Template:
    """The tablet's own page, over a form that is nobody's."""
    start = boot(reader(request))
    return page(request, "judging/tablet.html", TabletPage(start["event"]["title"], in_script(start), practice=True))


def boot(who: Signed) -> dict[str, Any]:
    """Where the practice begins: he leads a team of three, whose other two are made up."""
    team = tuple(Seat(-seat, f"practice-{seat}", _("练习裁判"), REFEREE_ROLE, seat, ()) for seat in range(1, TEAM + 1))
    author = Author(who.name, who.shown, chief=False, seat=replace(team[0], account=who.id, name=who.name), everybody=team)
    return {
        "event": {"code": "practice", "title": _("练习评分")},
        "practice": True,
        "author": who.name,
        "shown": who.shown,
        "judge": author.judge,
        "epoch": "practice",
        "number": 0,
        "build": assets.build(),
        "link": None,
        "now": datetime.now(UTC).isoformat(timespec="seconds"),
        **round_seen(Book(0, tally=begin(_scheme(), STATIONS)), author),
    }


def _scheme() -> Scheme:
    forms = [("P1", _("测量"), _measured()), ("P2", _("评价"), _judged())]
    found = read_scheme(
        {
            "format": 1,
            "title": _("练习评分"),
            "criteria": [
                {"code": code[0] + str(n), "title": title, "subcriteria": [{"code": code, "title": title, "aspects": aspects}]}
                for n, (code, title, aspects) in enumerate(forms)
            ],
        }
    )
    assert isinstance(found, Scheme), found
    return found


def _measured() -> list[dict[str, Any]]:
    choices = {_("两处都找到"): "4", _("找到一处"): "2", _("没有找到"): "0"}
    kinds: list[tuple[str, str, dict[str, Any]]] = [
        ("all-or-nothing", _("断电验电"), {"max": "4"}),
        ("value", _("外观"), {"max": "10", "step": "0.5"}),
        ("deduct", _("端子压接"), {"max": "5", "per": "1", "extra": [_("漏接线 −2"), _("线头外露")]}),
        ("count", _("故障点"), {"max": "6", "possible": 3}),
        ("bands", _("用时（分钟）"), {"max": "5", "bands": [["30", "5"], ["40", "3"], ["50", "1"]]}),
        ("ranges", _("绝缘电阻（兆欧）"), {"max": "5", "ranges": [["0.5", "1", "3"], ["1.001", "999", "5"]]}),
        ("choice", _("查找故障"), {"max": "4", "choices": choices}),
        ("distance", _("电压（伏）"), {"max": "5", "target": "220", "every": "1", "per": "1"}),
    ]
    return [
        {"code": f"P1.{n}", "title": title, "kind": "measurement", "award": award, **rest}
        for n, (award, title, rest) in enumerate(kinds, 1)
    ]


def _judged() -> list[dict[str, Any]]:
    grades = {"0": _("达不到行业要求"), "1": _("达到行业要求"), "2": _("个别方面超过要求"), "3": _("优秀，可作样板")}
    return [
        {"code": "P2.1", "title": _("布线工艺"), "kind": "judgement", "judges": TEAM, "max": "10", "descriptors": grades},
        {"code": "P2.2", "title": _("整体印象"), "kind": "panel", "judges": TEAM, "max": "20", "step": "0.5"},
        {"code": "P2.3", "title": _("动作质量"), "kind": "panel", "judges": TEAM, "max": "10", "difficulty": True},
    ]


DOORS = [practise]
