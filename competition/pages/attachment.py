"""A file to take away: its type by its ending, its name as it stands (RFC 6266), and kept in no cache on the way.

Must not know what is in it.
"""

from urllib.parse import quote

from litestar.response import Response

# ending: media type
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def attachment(content: bytes, name: str, *, look: bool = False) -> Response[bytes]:
    """The file under this name; `look`: to be looked at and printed where it is opened, not put away first."""
    ending = name.rpartition(".")[2]
    # Old readers know only the plain one, and none of them a name beyond ASCII.
    plain = name if name.isascii() and name.isprintable() and not set(name) & set('"\\%') else f"file.{ending}"
    said = f"{'inline' if look else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=TYPES[ending], headers={"content-disposition": said, "cache-control": "no-store"})
