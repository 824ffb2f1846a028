"""Builders of rankings, and a reader of papers, for the tests of papers."""

import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from competition.documents.ranking_table import Person
from scoring.aspects import Aspect
from scoring.ranking import Ranking, Standing
from scoring.scheme import Criterion, Scheme, Subcriterion

RARE = ("李𬭚", "喆堃昇㐂䶮", "阿卜杜拉·买买提依明江", "王示例")
UNITS = ("示例机电有限公司", "武侯区示范性轨道交通车辆装备制造股份有限责任公司第二分公司（簇桥厂区）")


def a_criterion(code: str, title: str, weight: str) -> Criterion:
    aspect = Aspect(code=f"{code}1.1", title="卷面成绩", kind="measurement", award="value", max=Fraction(100))
    return Criterion(code, title, (Subcriterion(f"{code}1", title, (aspect,)),), Fraction(weight))


def a_scheme() -> Scheme:
    return Scheme("电工", (a_criterion("A", "理论知识", "0.3"), a_criterion("B", "实际操作", "0.7")))


def a_standing(number: int, **other: object) -> Standing:
    theory, practice = Fraction(30) - Fraction(number, 9), Fraction(70) - Fraction(number, 7)
    standing = Standing(
        competitor=f"{number:02}",
        place=number,
        tied=False,
        total=theory + practice,
        criteria={"A": theory, "B": practice},
        aspects={"A1.1": theory, "B1.1": practice},
        time=Fraction("5400.25"),
        decided_by="criterion:B",
        award="一等奖" if number < 4 else None,
        scale=700 - number,
        status="ranked",
    )
    return replace(standing, **other)  # type: ignore[arg-type]


def an_absent(label: str) -> Standing:
    return Standing(label, None, False, None, {}, {}, None, None, None, None, "absent")


def a_ranking(competitors: int = 4, *others: Standing) -> Ranking:
    return Ranking(a_scheme(), (*(a_standing(each) for each in range(1, competitors + 1)), *others), True, ())


def some_people(ranking: Ranking) -> dict[str, Person]:
    return {
        each.competitor: Person(RARE[at % 4], UNITS[at % 3 == 1], f"DG{at + 1:03}") for at, each in enumerate(ranking.standings)
    }


def read_paper(paper: bytes, folder: Path, *options: str) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(paper)
    return subprocess.run(["pdftotext", *options, str(file), "-"], check=True, capture_output=True).stdout.decode()


def fonts_of(paper: bytes, folder: Path) -> list[dict[str, str]]:
    """A line of pdffonts for each font: name, and whether it is embedded (emb) and can be copied from (uni)."""
    file = folder / "paper.pdf"
    file.write_bytes(paper)
    lines = subprocess.run(["pdffonts", str(file)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    return [
        dict(zip(("name", "emb", "uni"), (line.split()[0], line.split()[-5], line.split()[-3]), strict=True)) for line in lines
    ]
