"""`competition rank SCHEME.json MARKS.csv`: ranks without server or database.

Exit status: 0 done; 1 a file cannot be read or written; 2 wrong usage; 3 the input is bad, every problem a line.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from competition.documents.ranking import ranking_csv, ranking_json
from competition.files.lines import Line
from competition.files.marks_csv import read_marks, told
from competition.files.scheme_json import read_scheme_json
from scoring.problems import printable
from scoring.ranking import Ranking
from scoring.ranking import rank as ranked

FORMATS = ("json", "csv", "xlsx", "pdf")


@click.command(help="按评分标准 SCHEME.json 给 MARKS.csv 中的选手排名。不需要服务器和数据库。")
@click.argument("scheme", metavar="SCHEME.json")
@click.argument("marks", metavar="MARKS.csv")
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True, help="输出格式")
@click.option("--output", metavar="FILE", help="写入文件（xlsx、pdf 必须给出）")
@click.option("--partial", is_flag=True, help="允许缺分，未完成的评分点按 0 计")
@click.option(
    "--reasons",
    is_flag=True,
    help="只用于 json：每名选手加 because（与前后一名比到哪一项、双方的值）和 marks（每个分怎么来的）",
)
def rank(scheme: str, marks: str, form: str, output: str | None, partial: bool, reasons: bool) -> None:
    if form in ("xlsx", "pdf") and output is None:
        raise click.UsageError(f"--format {form} 须同时给出 --output FILE")
    if reasons and form != "json":
        raise click.UsageError("--reasons 只用于 --format json")
    scheme_bytes, marks_bytes = _read(scheme), _read(marks)
    found = read_scheme_json(scheme_bytes)
    if isinstance(found, list):
        _refuse(Line(scheme, 1, problem) for problem in found)
    standing = read_marks(found, marks_bytes)
    ranking = ranked(found, standing.sheets, partial=partial)
    lines = [Line(marks, number, problem) for number, problem in told(standing, ranking)]
    if standing.faults or ranking.refused:
        _refuse(lines)
    if reasons:
        sheets = {sheet.competitor: sheet for sheet in standing.sheets}
        _write(ranking_json(ranking, [str(line) for line in lines], sheets), output)
    else:
        _write(_made(ranking, form, lines), output)


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        _cannot(f"{printable(file)}：无法读取（{error.strerror}）")


def _cannot(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)


def _refuse(lines: Iterable[Line]) -> NoReturn:
    click.echo("\n".join(str(line) for line in lines), err=True)
    sys.exit(3)


def _made(ranking: Ranking, form: str, lines: Iterable[Line]) -> bytes:
    if form == "json":
        return ranking_json(ranking, [str(line) for line in lines])
    if form == "csv":
        return ranking_csv(ranking)
    # What makes papers takes half a second to load.
    if form == "xlsx":
        from competition.documents.ranking_xlsx import ranking_xlsx

        return ranking_xlsx(ranking)
    from competition.documents.ranking_pdf import ranking_pdf

    return ranking_pdf(ranking)


def _write(made: bytes, output: str | None) -> None:
    if output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(Path(os.path.realpath(output)), made)
    except OSError as error:
        _cannot(f"{printable(output)}：无法写入（{error.strerror}）")


def _replace(file: Path, made: bytes) -> None:
    """Nobody ever finds half a file; what is no ordinary file (a pipe) is simply written."""
    if file.exists() and not file.is_file():
        file.write_bytes(made)
        return
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        part.write_bytes(made)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
