"""The command `competition scheme FILE.xlsx`: a marking scheme workbook as SCHEME.json, or what is wrong with it."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import click

from competition.files.lines import Line
from competition.files.scheme_workbook import read_scheme_workbook
from scoring.problems import Problem, printable

NOT_THERE, BAD = 1, 3


@click.command(help="读入评分方案工作簿（世赛 CIS 格式或本系统模板），输出 SCHEME.json。")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
def scheme(file: Path) -> None:
    """Prints SCHEME.json; warnings go to stderr and do not count."""
    try:
        data = file.read_bytes()
    except OSError as error:
        click.echo(f"{printable(str(file))}：无法读取（{error.strerror}）", err=True)
        sys.exit(NOT_THERE)
    reading = read_scheme_workbook(data)
    for problem in reading.problems:
        click.echo(told(file, problem), err=True)
    if reading.scheme is None:
        sys.exit(BAD)
    for warning in reading.warnings:
        click.echo(f"{told(file, warning)}（提醒）", err=True)
    click.echo(json.dumps(reading.scheme, ensure_ascii=False, indent=1))


def told(file: Path, problem: Problem) -> str:
    """`FILE:LINE: WHERE: what is wrong`; the line is the row of the cell."""
    row = re.search(r"!\$?[A-Z]{1,3}(\d+)$", problem.where)
    return str(Line(str(file), int(row[1]) if row else 1, replace(problem, where=problem.where or "$")))
