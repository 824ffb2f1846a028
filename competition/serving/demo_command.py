"""The command `demo`: a season that runs before your eyes, or with --once at full speed to its exports.

The same command starts the server's process; it is told so by --server, and lives no longer than who started it.
"""

import asyncio
import os
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import click
import segno

from competition.demo.beginning import begin
from competition.demo.doors import DOORS
from competition.demo.house import folder, leave, only_a_demos
from competition.demo.once import Season, season_at_once
from competition.demo.running import Wanted, show_on
from competition.demo.seeding import Ground
from competition.demo.show import Show
from competition.demo.show import begin as begin_show
from competition.serving.commands import spoken
from competition.serving.server import database, serve
from competition.settings import DEFAULT_PORT, Settings, secret

EVERYWHERE, HERE = "0.0.0.0", "127.0.0.1"  # noqa: S104


@click.command(help="演示：四个赛项、二十家单位、机器裁判，全部虚构；--once 走完一届，导出全部材料。")
@click.option("--port", default=DEFAULT_PORT, show_default=True, help="网页的端口")
@click.option("--lan", is_flag=True, help="局域网里的手机也能打开，终端显示二维码")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="演示数据放在哪里（默认：临时文件夹，结束即删）")
@click.option("--once", is_flag=True, help="全速走完一届，导出到 数据文件夹/exports 后退出")
@click.option("--seed", default=2026, show_default=True, help="同一个数，同样的人和名次")
@click.option("--speed", type=click.FloatRange(0.1, 100), default=1.0, show_default=True, help="机器裁判的快慢")
@click.option("--server", is_flag=True, hidden=True)
def demo(port: int, lan: bool, data: Path | None, once: bool, seed: int, speed: float, server: bool) -> None:
    """The demo, or its server."""
    host = EVERYWHERE if lan else HERE
    with spoken():
        if server:
            _server(Settings(data or Path(), None, host, port, demo=True), seed, whole=once)
            return
        there, ours = folder(data or (Path("demo-data") if once else None))
        try:
            wanted = Wanted(there, host, _port(port) if once else port, seed, speed, once)
            _once(wanted) if once else _show(wanted)
        finally:
            if ours:
                leave(there)


def _server(settings: Settings, seed: int, *, whole: bool) -> None:
    only_a_demos(settings.data)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    ground = Ground(seed, secret(settings, "pins"))
    begin_show(Show(ground, secret(settings, "demo").hex(), whole))
    with database(settings) as url:
        asyncio.run(begin(url, ground, whole=whole))
        serve(settings, more=DOORS)


def _end_with_parent() -> None:
    # the pipe ends when whoever holds its other end does
    with suppress(OSError):
        sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _show(wanted: Wanted) -> None:
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(show_on(wanted, lambda: _welcome(wanted)))
    click.echo("演示已结束。")


def _once(wanted: Wanted) -> None:
    began = time.monotonic()
    season = asyncio.run(season_at_once(wanted))
    _summary(season, time.monotonic() - began)


def _summary(season: Season, seconds: float) -> None:
    for one in season.events:
        click.echo(f"{one.title}：{one.competitors} 个参赛，{one.lines} 行登分、签名、接收，逐条有回执")
    click.echo(f"断线 {season.lost} 次，重发 {season.resent} 条，没有一条丢失或重复")
    click.echo(f"名次指纹 {season.standings[:16]}，同一个种子总是这一个")
    click.echo(f"用时 {seconds:.1f} 秒，材料在 {season.exports}")


def _port(port: int) -> int:
    """Nobody looks at a whole season at once: any free port will do."""
    if port != DEFAULT_PORT:
        return port
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def _welcome(wanted: Wanted) -> None:
    """The addresses, and the way in: in a demo nobody needs a password."""
    at = f"http://{HERE}:{wanted.port}"
    for line in (
        f"演示台　　　　{at}",
        f"裁判的平板　　{at}/demo/as/referee",
        f"裁判长台　　　{at}/demo/as/chief",
        f"组织者　　　　{at}/demo/as/organiser",
        f"现场大屏　　　{at}/demo/as/hall",
        f"选手的手机　　{at}/demo/as/competitor",
    ):
        click.echo(line)
    click.echo("不用口令，点开即是。单位、人员、成绩均为虚构。按 Ctrl-C 结束。")
    if wanted.host == EVERYWHERE:
        join = f"http://{_own_address()}:{wanted.port}/demo/join"
        click.echo(f"用手机扫一扫，当一回裁判：{join}")
        segno.make(join).terminal(compact=True)


def _own_address() -> str:
    """This machine's address in the network; nothing is sent to find it."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return HERE
