"""What was posted, as text a database can keep: without NUL and other characters that nobody types."""

import re

from litestar.datastructures import UploadFile

from competition.pages.site import AnyRequest

_UNTYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def cleaned(text: str) -> str:
    """Without control characters (line ends and tabs stay) and without halves of characters."""
    return _UNTYPED.sub("", text)


def whole(text: str, otherwise: int = 0) -> int:
    """A number out of a form; `otherwise` where it is none, or longer than any of ours."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


async def posted(request: AnyRequest) -> dict[str, str]:
    """The text fields of a form; of one that came twice the last."""
    return {name: cleaned(value) for name, value in (await request.form()).items() if isinstance(value, str)}


async def posted_all(request: AnyRequest, name: str) -> list[str]:
    """All values of a field that may come several times, as ticks do."""
    return [cleaned(value) for value in (await request.form()).getall(name, []) if isinstance(value, str)]


async def uploaded(request: AnyRequest, name: str) -> tuple[str, bytes] | None:
    """A file's name and content, if one was chosen."""
    sheet = (await request.form()).get(name)
    return (cleaned(sheet.filename), await sheet.read()) if isinstance(sheet, UploadFile) and sheet.filename else None


def way_back(home: str, back: str) -> str:
    """Where to after an act, as its form asked: only to `home` or inside it."""
    inside = back == home or back.startswith((f"{home}/", f"{home}?"))
    return back if inside and not any(one in back for one in "\\\r\n") else home
