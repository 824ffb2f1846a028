"""The commands that look after what is kept: `verify`, `backup`, `restore`."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from competition.database.bundled import database_of
from competition.database.footing import cluster_of
from competition.keeping.archive import checked
from competition.keeping.restoring import Restored, restore_from
from competition.keeping.stick import Copy
from competition.keeping.verifying import Tried, verify
from competition.keeping.whole import make, secrets_elsewhere
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.serving.commands import DATA, on_pool, spoken
from competition.serving.server import database
from competition.settings import Settings

NOTHING = N_("数据文件夹“{data}”里还没有数据。请用 --data 指出要用的文件夹。")


@click.command("verify", help="核对日志的校验链，用另一种算法重算每一个名次，核对签字和操作记录；服务运行时也可以用。")
@DATA
def verify_command(data: Path | None) -> None:
    """What was tried, or the first thing that is wrong."""
    settings = Settings.of(data)
    with spoken():
        _something(settings)
        with database(settings) as url:
            found = asyncio.run(on_pool(url, verify()))
        click.echo(said(found))


def said(found: Tried) -> str:
    """What was tried."""
    return (
        f"日志：{found.rounds} 个轮次，{found.lines} 行，逐行核对校验链，无误\n"
        f"名次：{found.rankings} 个轮次，另行重算，与系统一致\n"
        f"签字：{found.snapshots} 次，与日志重算一致\n"
        f"操作记录：{found.acts} 条，逐条核对，无误"
    )


@click.command("backup", help="把全部数据和密钥备份成一个文件；服务运行时也可以用。")
@click.argument("file", type=click.Path(path_type=Path))
@DATA
def backup(file: Path, data: Path | None) -> None:
    """One file, complete and tried."""
    settings = Settings.of(data)
    with spoken():
        _something(settings)
        with database_of(settings) as url:
            made = asyncio.run(on_pool(url, make(url, settings, file)))
        checked(file)
        lines = sum(number for number, _hash in made.heads.values())
        click.echo(f"已备份到 {file}：{len(made.heads)} 个轮次，日志 {lines} 行，已核对校验和。")
        if secrets_elsewhere():
            click.echo(f"密钥由环境变量给出，不在备份里，请另行保管：{'、'.join(secrets_elsewhere())}")
        else:
            click.echo("文件里有全部资料和解开证件号的密钥，只有您能读（权限 0600）；请像档案一样保管。")


@click.command("restore", help="从备份文件，或从 serve --copy-to 的副本文件夹，恢复到空的数据文件夹。")
@click.argument("source", type=click.Path(path_type=Path))
@DATA
@click.option("--skip-damaged", is_flag=True, help="副本中间有损坏的行时，恢复其余的")
def restore(source: Path, data: Path | None, skip_damaged: bool) -> None:
    """Checks before it replaces; afterwards everything is verified."""
    with spoken():
        settings = Settings.of(data)
        done = restore_from(source, settings, skip_damaged=skip_damaged)
        if done.wrong is not None:
            click.echo(f"已恢复到 {settings.data}，但核对没有通过：{done.wrong}", err=True)
            sys.exit(1)
        for line in _restored(done, settings):
            click.echo(line)


def _restored(done: Restored, settings: Settings) -> Iterator[str]:
    """What was put where, what it lacks, and what to do next."""
    made = f"{done.told.made_at.astimezone():%Y-%m-%d %H:%M:%S}"
    yield f"已恢复到 {settings.data}：{made} 的整份备份，其后的日志 {done.added} 行。"
    if done.copy is not None:
        yield f"取自 {done.copy.full}。"
        yield from _lacking(done.copy)
    if done.tried is not None:
        yield said(done.tried)
    if done.told.addresses:
        yield f"原来的地址：{' '.join(done.told.addresses)}。把这台机器的网络地址改成同一个，平板会自己连上并补传。"
    yield "原来的机器不要再接进网络。"


def _lacking(copy: Copy) -> Iterator[str]:
    if copy.torn:
        yield "副本最后一行没有写完，已略去；平板会补传。"
    for one, number in sorted(copy.gaps.items()):
        yield f"第 {one} 轮次从第 {number} 行起缺失或损坏，没有恢复；平板会补传它们留着的。"
    if copy.strangers:
        yield f"有 {copy.strangers} 行属于整份备份之后才建立的轮次，没有恢复。"
    for path in copy.spoilt:
        yield f"较新的整份备份已损坏，没有使用：{path}"


def _something(settings: Settings) -> None:
    if not settings.database_url and not (cluster_of(settings.data) / "PG_VERSION").exists():
        raise Refusal(NOTHING, data=settings.data)
