"""The commands that run the program: `init` and `serve`."""

import asyncio
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from competition.database import DatabaseUnavailable, close_pool, open_pool
from competition.pages.refusal import Refusal
from competition.people.accounts import make_account
from competition.serving.server import database
from competition.serving.server import serve as run
from competition.settings import DEFAULT_PORT, Settings, SettingsWrong

T = TypeVar("T")
DATA = click.option("--data", type=click.Path(path_type=Path), default=None, help="数据文件夹（或环境变量 COMPETITION_DATA）")


@contextmanager
def spoken() -> Iterator[None]:
    """What cannot be is one sentence on stderr, and exit status 1."""
    try:
        yield
    except (Refusal, DatabaseUnavailable, SettingsWrong) as said:
        click.echo(str(said), err=True)
        sys.exit(1)


async def on_pool(url: str, work: Coroutine[Any, Any, T]) -> T:
    """Does something with the tables from a command."""
    try:
        await open_pool(url)
    except BaseException:
        work.close()
        raise
    try:
        return await work
    finally:
        await close_pool()


@click.command(help="建立数据文件夹、数据库和第一个组织者账号。")
@DATA
@click.option("--name", prompt="用户名", help="组织者的用户名")
@click.option("--shown", default="", help="显示的姓名")
@click.option("--password-stdin", is_flag=True, help="从标准输入读口令")
def init(data: Path | None, name: str, shown: str, password_stdin: bool) -> None:
    """The data folder, the database and the first organiser."""
    read = sys.stdin.readline().rstrip("\n") if password_stdin else _asked()
    with spoken(), database(Settings.of(data)) as url:
        asyncio.run(on_pool(url, make_account(name, shown or name, read, organiser=True)))
    click.echo(f"已建立组织者账号“{name}”。运行 competition serve 开始服务。")


def _asked() -> str:
    return str(click.prompt("口令", hide_input=True, confirmation_prompt="再输一遍"))


@click.command(help="启动服务。")
@DATA
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=DEFAULT_PORT, show_default=True)
@click.option("--copy-to", type=click.Path(path_type=Path), default=None, help="一边服务一边复制到这个文件夹（U 盘）")
def serve(data: Path | None, host: str, port: int, copy_to: Path | None) -> None:
    """Serves until Ctrl-C."""
    with spoken():
        run(Settings.of(data, host, port), welcome=_welcome, copy_to=copy_to)


def _welcome(address: str, first_account: str | None) -> None:
    """Says where it is; on an empty database, where to make the first account."""
    click.echo(f"已启动：{address}")
    if first_account:
        click.echo(f"还没有组织者账号，请打开：{address}{first_account}")
