"""The command `competition`. Each command's room is loaded when it is called, so that `rank` needs no web and no database."""

import gc
import sys
from importlib import import_module

import click

# command: where it is
COMMANDS = {
    "init": "competition.serving.commands:init",
    "serve": "competition.serving.commands:serve",
    "demo": "competition.serving.demo_command:demo",
    "export": "competition.serving.export_command:export",
    "verify": "competition.serving.keeping_commands:verify_command",
    "backup": "competition.serving.keeping_commands:backup",
    "restore": "competition.serving.keeping_commands:restore",
    "rank": "competition.documents.rank_command:rank",
    "draw": "competition.floor.draw_command:draw_command",
    "scheme": "competition.files.scheme_command:scheme",
}


class Lazily(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        room, name = COMMANDS[cmd_name].split(":")
        # What importing makes stays: looking it through for rubbish would be a tenth of the time until the first page.
        gc.disable()
        try:
            command: click.Command = getattr(import_module(room), name)
        finally:
            gc.enable()
        return command


@click.group(cls=Lazily, help="技能竞赛系统：报名、抽签、登分、排名、公示、推荐。")
def main() -> None:
    """A skills competition."""
    for stream in (sys.stdout, sys.stderr):
        # A console without UTF-8 must not end a command that has done its work.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
