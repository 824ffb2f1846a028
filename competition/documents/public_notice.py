"""公示: the public notice as the office edits it on, and the list that is annexed to it. Must not know how a paper is set."""

from dataclasses import dataclass, field
from datetime import date

from competition.documents.docx import annex, body, bytes_of, day_of, heading, office_paper, signed, small, table
from competition.documents.page import Provenance


@dataclass(frozen=True)
class Awarded:
    """A line of a public list: no more than these is ever public (名单只列姓名、单位、赛项、名次)."""

    place: str
    name: str
    unit: str
    award: str = ""
    note: str = ""
    score: str = ""
    scale: str = ""
    members: str = ""

    @property
    def called(self) -> str:
        """A team with its members, in one text."""
        return f"{self.name}（{self.members}）" if self.members else self.name


@dataclass(frozen=True)
class PublicNotice:
    """A 公示: who gives notice, of whom, from when to when, and where one objects."""

    title: str
    hosts: tuple[str, ...]
    event: str
    awarded: tuple[Awarded, ...]
    begins: date
    ends: date
    working_days: int
    accepts: str
    phone: str
    address: str
    dated: date
    provenance: Provenance = field(default_factory=Provenance)
    corrected: date | None = None


def public_notice_docx(notice: PublicNotice) -> bytes:
    paper = office_paper(notice.title, notice.provenance)
    heading(paper, notice.title)
    body(paper, f"经组织竞赛、裁判评判和成绩复核，{notice.event}{_list(notice)}已经审定，现予以公示。")
    body(
        paper,
        f"公示期自{day_of(notice.begins)}起至{day_of(notice.ends)}止，共{notice.working_days}个工作日。"
        "公示期间，任何单位和个人对公示内容有异议的，可以书面形式实名向受理部门反映，并附有关证明材料。",
    )
    if notice.corrected is not None:
        body(paper, f"本名单已于{day_of(notice.corrected)}更正，以本件为准，此前印发的各版作废。")
    body(paper, f"受理部门：{notice.accepts}")
    body(paper, f"联系电话：{notice.phone}")
    # The last lines go along with the signature: none stands on a page of its own
    body(paper, f"联系地址：{notice.address}", with_next=True)
    body(paper, f"附件：{notice.event}{_list(notice)}", apart=True, with_next=True)
    signed(paper, notice.hosts, notice.dated)
    annex(paper, f"{notice.event}{_list(notice)}")
    table(paper, *_lines(notice))
    if notice.provenance.line:
        small(paper, notice.provenance.line)
    return bytes_of(paper)


def _list(notice: PublicNotice) -> str:
    return "获奖名单" if all(each.award for each in notice.awarded) else "成绩"


def _lines(notice: PublicNotice) -> tuple[list[str], list[tuple[str, ...]], list[int]]:
    """Heads, rows and widths; without a column in which nothing stands."""
    columns = [
        ("名次", 16, [each.place for each in notice.awarded]),
        ("姓名", 28, [each.called for each in notice.awarded]),
        ("单位", 0, [each.unit for each in notice.awarded]),
        ("成绩", 22, [each.score for each in notice.awarded]),
        ("参考值", 18, [each.scale for each in notice.awarded]),
        ("奖项", 24, [each.award for each in notice.awarded]),
        ("备注", 24, [each.note for each in notice.awarded]),
    ]
    shown = [each for number, each in enumerate(columns) if number < 3 or any(each[2])]
    rest = 156 - sum(wide for _, wide, _ in shown)
    rows = list(zip(*(cells for _, _, cells in shown), strict=True))
    return [head for head, _, _ in shown], rows, [wide or rest for _, wide, _ in shown]
