"""Static files under an address that names their content, so that a browser may keep them for ever."""

import hashlib
from functools import cache
from pathlib import Path

from litestar.datastructures import CacheControlHeader
from litestar.router import Router
from litestar.static_files import create_static_files_router

from competition.pages import errors
from competition.pages.environment import TEMPLATES

STATIC = Path(__file__).parent.parent / "static"


@cache
def build() -> str:
    """The hash of all static files and templates: a new build has a new address."""
    seen = hashlib.sha256()
    for tree in (STATIC, TEMPLATES):
        for file in sorted(tree.rglob("*")):
            if file.is_file():
                seen.update(file.relative_to(tree).as_posix().encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()[:12]


def address() -> str:
    """Where the static files of this build are: `/s/<hash>`."""
    return f"/s/{build()}"


def static_files(**opt: object) -> Router:
    """Serves them, immutable for a year."""
    return create_static_files_router(
        path=address(),
        directories=[STATIC],
        cache_control=CacheControlHeader(public=True, max_age=31_536_000, immutable=True),
        opt=opt,
        # a name that no file system takes is a file that is not there
        exception_handlers={ValueError: errors.nowhere, OSError: errors.nowhere},
        include_in_schema=False,
    )
