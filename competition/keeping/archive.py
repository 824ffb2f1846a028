"""A backup as one file: a ZIP with a manifest and its parts, and over all of it one SHA-256 at the very end.

A byte that changed anywhere is found before anything is unpacked. Must not know what the parts hold.
"""

import hashlib
import os
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from competition.pages.language import N_
from competition.pages.refusal import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.dump"
DATA = "data/"
SEAL = 64
# PostgreSQL's own, locks and logs: they belong to the machine and not to the season, and no backup brings any.
OF_THE_MACHINE = ("postgres", "owner.lock", "server.log", "exports", "backup-", "addresses.json", ".")
CHUNK = 1 << 20
# The time of a part says nothing, and would make two equal backups differ.
EPOCH = (1980, 1, 1, 0, 0, 0)

NO_FILE = N_("没有备份文件“{path}”。")
NOT_ONE = N_("“{path}”不是本系统的备份文件。")
DAMAGED = N_("备份文件“{path}”已损坏（校验和不符），什么也没有恢复。请换另一份备份。")
NEWER = N_("备份文件“{path}”由更新的版本（{version}）制作，请先升级本程序。")
CANNOT_WRITE = N_("写不进“{path}”：{why}。请换一个文件夹，或检查权限和空间。")


class Part(msgspec.Struct, frozen=True):
    """A part of a backup."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """`heads`: round → the last line's number and hash; `addresses`: where the machine served that it was made on."""

    version: str
    postgres: int
    made_at: datetime
    site: str
    heads: dict[str, tuple[int, str]]
    addresses: tuple[str, ...] = ()
    parts: dict[str, Part] = {}
    product: str = "competition"
    format: int = FORMAT


def write(target: Path, told: Manifest, parts: Mapping[str, Path]) -> Manifest:
    """The backup, complete or not at all; only its owner may read it."""
    made = msgspec.structs.replace(told, parts={name: _part(path) for name, path in sorted(parts.items())})
    part = target.with_name(target.name + ".part")
    try:
        with open(part, "w+b", opener=private) as file:
            _fill(file, made, parts)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        sync_folder(target.parent)
    except OSError as wrong:
        part.unlink(missing_ok=True)
        raise Refusal(CANNOT_WRITE, path=target, why=wrong.strerror or str(wrong)) from wrong
    return made


def _fill(file: BinaryIO, made: Manifest, parts: Mapping[str, Path]) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.comment = b"0" * SEAL
        archive.writestr(zipfile.ZipInfo(MANIFEST, EPOCH), msgspec.json.format(msgspec.json.encode(made), indent=1))
        for name in made.parts:
            with archive.open(zipfile.ZipInfo(name, EPOCH), "w", force_zip64=True) as inside, parts[name].open("rb") as outside:
                while chunk := outside.read(CHUNK):
                    inside.write(chunk)
    whole = file.seek(0, os.SEEK_END) - SEAL
    seal = _digest(file, whole)
    file.seek(whole)
    file.write(seal.encode())


def checked(path: Path) -> Manifest:
    """What a backup holds, when every byte of it is as it was written; else Refusal."""
    if not path.is_file():
        raise Refusal(NO_FILE, path=path)
    try:
        with path.open("rb") as file:
            if file.read(2) != b"PK":
                raise Refusal(NOT_ONE, path=path)
            whole = file.seek(0, os.SEEK_END) - SEAL
            if whole <= 0 or _digest(file, whole).encode() != file.read(SEAL):
                raise Refusal(DAMAGED, path=path)
            return _manifest(path, file)
    except (OSError, zipfile.BadZipFile, KeyError, msgspec.MsgspecError) as wrong:
        raise Refusal(DAMAGED, path=path) from wrong


def _manifest(path: Path, file: BinaryIO) -> Manifest:
    with zipfile.ZipFile(file) as archive:
        # ours are never packed nor locked: what is could be a thousand times as large as it looks
        if any(one.compress_type != zipfile.ZIP_STORED or one.flag_bits & 1 for one in archive.infolist()):
            raise Refusal(NOT_ONE, path=path)
        told = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
        if told.product != "competition" or DATABASE not in told.parts:
            raise Refusal(NOT_ONE, path=path)
        if told.format > FORMAT:
            raise Refusal(NEWER, path=path, version=told.version)
        for name, part in told.parts.items():
            with archive.open(name) as inside:
                if hashlib.file_digest(inside, "sha256").hexdigest() != part.sha256:  # type: ignore[arg-type]
                    raise Refusal(DAMAGED, path=path)
    return told


def unpack(path: Path, told: Manifest, target: Path) -> Path:
    """The data folder's files into `target`, and the database's dump beside them; its path."""
    with zipfile.ZipFile(path) as archive:
        for name in told.parts:
            inner = PurePosixPath(name.removeprefix(DATA))
            machine = name != DATABASE and (
                not inner.parts or inner.parts[0].startswith(OF_THE_MACHINE) or str(inner) == DATABASE
            )
            if machine or inner.is_absolute() or ".." in inner.parts:
                raise Refusal(NOT_ONE, path=path)
            place = target / inner
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with archive.open(name) as inside, open(place, "wb", opener=private) as outside:
                while chunk := inside.read(CHUNK):
                    outside.write(chunk)
                outside.flush()
                os.fsync(outside.fileno())
    return target / DATABASE


def _digest(file: BinaryIO, length: int) -> str:
    """Of the first so many bytes; the file stands behind them then."""
    found = hashlib.sha256()
    file.seek(0)
    while length > 0 and (chunk := file.read(min(CHUNK, length))):
        found.update(chunk)
        length -= len(chunk)
    return found.hexdigest()


def _part(path: Path) -> Part:
    with path.open("rb") as file:
        return Part(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def private(path: str, flags: int) -> int:
    """Opens for its owner alone."""
    return os.open(path, flags, 0o600)


def sync_folder(folder: Path) -> None:
    """A name is on the disk when its folder is."""
    there = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(there)
    except OSError:
        # some sticks' file systems cannot; the file itself is written
        pass
    finally:
        os.close(there)
