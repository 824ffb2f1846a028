"""Puts a backup, or the copy on a stick, into an empty data folder: all of it is tried before anything is written.

It is made beside the folder and moved there when it is whole, so that nothing half restored is ever taken for a season.
"""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from competition.audit.chain import record
from competition.database import close_pool, lock, open_pool
from competition.database.bundled import bundled
from competition.database.dumping import put_back, refuse_full
from competition.database.migrations import migrate
from competition.judging.logbook import Line
from competition.judging.scorekeeper.pen import Pen
from competition.keeping.archive import Manifest, checked, unpack
from competition.keeping.stick import Copy, newest
from competition.keeping.verifying import Tried, verify
from competition.live.whereabouts import note
from competition.pages.language import N_
from competition.pages.refusal import Refusal
from competition.settings import Settings

AT_ONCE = 400
MAKER = "competition restore"
IN_USE = N_("数据文件夹“{data}”正在使用。恢复只写进空的文件夹，请用 --data 另指一个。")
NOT_EMPTY = N_("数据文件夹“{data}”不是空的。恢复只写进空的文件夹，请用 --data 另指一个，或先把它改名留存。")
CANNOT = N_("数据文件夹“{data}”建立不了：{why}。请检查权限和磁盘，或用 --data 换一个文件夹。")
GAP = N_(
    "副本“{path}”缺第 {round} 轮次日志的第 {number} 行，或这一行已损坏，而它后面还有行。什么也没有恢复。"
    "请换另一份副本；没有别的副本时，加 --skip-damaged 恢复到这一行之前，平板会补传它们留着的。"
)


@dataclass(frozen=True)
class Restored:
    """What was put where: `added` lines came after the whole backup; `wrong`: what the recount afterwards found."""

    told: Manifest
    added: int
    copy: Copy | None
    tried: Tried | None
    wrong: Refusal | None


def restore_from(source: Path, settings: Settings, *, skip_damaged: bool = False) -> Restored:
    """Refusal while nothing is changed yet, or nothing at all."""
    _refuse_full(settings.data)
    copy = newest(source) if source.is_dir() else None
    if copy is not None and copy.gaps and not skip_damaged:
        one, number = sorted(copy.gaps.items())[0]
        raise Refusal(GAP, path=copy.place, round=one, number=number)
    full = copy.full if copy else source
    told = copy.told if copy else checked(full)
    lines = [those for _one, those in sorted(copy.lines.items()) if those] if copy else []
    with _made_beside(settings.data) as place:
        dump = unpack(full, told, place)
        tried = _filled(settings, place, dump, told, lines)
        dump.unlink()
        note(place, told.addresses)
    wrong = tried if isinstance(tried, Refusal) else None
    return Restored(told, sum(map(len, lines)), copy, None if isinstance(tried, Refusal) else tried, wrong)


def _refuse_full(data: Path) -> None:
    if not data.exists():
        return
    if (data / "owner.lock").exists():
        held = lock.take(data / "owner.lock")
        if held is None:
            raise Refusal(IN_USE, data=data)
        lock.let_go(held)
    if not data.is_dir() or any(data.iterdir()):
        raise Refusal(NOT_EMPTY, data=data)


@contextmanager
def _made_beside(data: Path) -> Iterator[Path]:
    part = data.with_name(f".{data.name}.restoring")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
        yield part
        if data.exists():
            data.rmdir()
        part.rename(data)
    except OSError as wrong:
        raise Refusal(CANNOT, data=data, why=wrong.strerror or str(wrong)) from wrong
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _filled(settings: Settings, place: Path, dump: Path, told: Manifest, lines: list[list[Line]]) -> Tried | Refusal:
    if settings.database_url:
        asyncio.run(_empty(settings.database_url))
        return _put(settings.database_url, dump, told, lines)
    with bundled(place) as url:
        return _put(url, dump, told, lines)


def _put(url: str, dump: Path, told: Manifest, lines: list[list[Line]]) -> Tried | Refusal:
    put_back(url, dump, told.postgres)
    asyncio.run(migrate(url))
    return asyncio.run(_finished(url, told, lines))


async def _empty(url: str) -> None:
    # what is wrong with the address itself, the pool says
    await open_pool(url, connections=1)
    try:
        await refuse_full(url)
    finally:
        await close_pool()


async def _finished(url: str, told: Manifest, lines: list[list[Line]]) -> Tried | Refusal:
    """The lines after the backup, an act that says so, and the recount."""
    await open_pool(url)
    pen = Pen(url)
    try:
        for those in lines:
            for at in range(0, len(those), AT_ONCE):
                await pen.write(those[at : at + AT_ONCE])
        facts = {"made_at": told.made_at.isoformat(), "lines": str(sum(map(len, lines)))}
        await record(MAKER, "restore", told.site, facts)
        return await verify()
    except Refusal as wrong:
        return wrong
    finally:
        await pen.close()
        await close_pool()
