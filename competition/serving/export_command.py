"""The command `export`: an event's papers as files, from a running or a resting season."""

import asyncio
import sys
from pathlib import Path

import click

from competition.audit.chain import record
from competition.documents.worker import Worker
from competition.events.programme import event_by_code, season_of
from competition.judging import scorekeeper
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.results.papers import FORMATS, ground, paper
from competition.results.publication import notice_of
from competition.serving.commands import DATA, on_pool, spoken
from competition.serving.server import database
from competition.settings import Settings

CANNOT_WRITE = N_("写不进“{path}”：{why}。请换一个文件夹，或检查权限。")
MAKER = "competition export"


@click.command(help="导出一个赛项的成绩：PDF、XLSX、CSV、JSON，已公示的还有公示 DOCX。")
@click.argument("event_code")
@DATA
@click.option("--format", "wanted", type=click.Choice(FORMATS), default=None, help="只要一种格式")
@click.option("--output", type=click.Path(path_type=Path), default=None, help="一种格式时是文件，否则是文件夹（默认当前文件夹）")
@click.option("--reasons", is_flag=True, help="JSON 里每名选手加 because（为什么是这个名次）和 marks（每个分怎么来的）")
def export(event_code: str, data: Path | None, wanted: str | None, output: Path | None, reasons: bool) -> None:
    """Every export of an event, or one of them."""
    if reasons and wanted not in (None, "json"):
        raise click.UsageError("--reasons 只用于 JSON")
    settings = Settings.of(data)
    with spoken(), database(settings) as url:
        made = asyncio.run(on_pool(url, papers(event_code, settings, wanted, reasons=reasons)))
        for path, content in _placed(made, wanted, output):
            _write(path, content)
            click.echo(str(path))
    sys.stdout.flush()


async def papers(code: str, settings: Settings, wanted: str | None = None, *, reasons: bool = False) -> dict[str, bytes]:
    """File name → content, for one format or for all that can be made now."""
    event = await event_by_code(code)
    worker = Worker()
    await scorekeeper.start()
    try:
        on = await ground(event, await season_of(event), settings, MAKER)
        there = await notice_of(event.id) is not None
        formats = [wanted] if wanted else [one for one in FORMATS if one != "docx" or there]
        made = {f"{event.code}.{one}": await paper(on, one, settings, worker, reasons=reasons) for one in formats}
    finally:
        await worker.close()
        await scorekeeper.stop()
    facts = {"formats": " ".join(formats), "revision": str(on.provenance.revision or "")}
    await record(MAKER, "export", event.code, facts)
    return made


def _placed(made: dict[str, bytes], wanted: str | None, output: Path | None) -> list[tuple[Path, bytes]]:
    if wanted and output is not None and not output.is_dir():
        return [(output, content) for content in made.values()]
    return [((output or Path()) / name, content) for name, content in made.items()]


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as wrong:
        raise Refusal(CANNOT_WRITE, path=path, why=wrong.strerror or str(wrong)) from wrong
