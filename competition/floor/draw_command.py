"""The command `competition draw DRAW.json`: a published draw, drawn again. Anybody can, with this program alone.

Exit status: 0 the same; 1 the file cannot be read; 3 it is not a draw, or comes out otherwise.
"""

import json
import sys
from pathlib import Path
from typing import Any

import click

from competition.floor.draw import Entry, Slips, TooFewPlaces, draw, hash_of


@click.command(name="draw", help="核对系统抽签：用公布的 DRAW.json 再抽一遍，看种子、哈希和结果是否一致。")
@click.argument("file", metavar="DRAW.json", type=click.Path(path_type=Path))
def draw_command(file: Path) -> None:
    """Draws again and compares."""
    try:
        told = json.loads(file.read_bytes())
    except OSError as error:
        click.echo(f"{file}：无法读取（{error.strerror}）", err=True)
        sys.exit(1)
    except ValueError:
        click.echo(f"{file}：不是抽签文件", err=True)
        sys.exit(3)
    try:
        wrong = differences(told)
    except (KeyError, TypeError, ValueError, AttributeError, TooFewPlaces):
        wrong = ["不是抽签文件，或内容不全"]
    for line in wrong:
        click.echo(f"{file}：{line}", err=True)
    if wrong:
        sys.exit(3)
    click.echo(f"一致：种子的 SHA-256 就是抽签前公布的哈希，{len(told['labels'])} 个号全部相同。")


def differences(told: dict[str, Any]) -> list[str]:
    """What comes out otherwise than it was published."""
    wrong = [] if hash_of(str(told["seed"])) == told["hash"] else ["种子的 SHA-256 与抽签前公布的哈希不同"]
    slips = Slips(int(told["sessions"]), int(told["stations"]), int(told["round"]), str(told.get("code", "")))
    entries = [Entry(int(one), str(group)) for one, group in told["groups"].items()]
    places = draw(f"{told['seed']}{told['called']}", entries, slips.sessions, slips.stations)
    drawn = {str(one.registration): slips.text(one.session, one.station) for one in places}
    for one in sorted({*drawn, *told["labels"]}, key=int):
        if drawn.get(one) != told["labels"].get(one):
            wrong.append(f"报名 {one}：公布的是 {told['labels'].get(one, '—')}，再抽是 {drawn.get(one, '—')}")
    return wrong
