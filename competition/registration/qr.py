"""An address to scan, as SVG for a page: black on white in every scheme, or a camera would not read it."""

import segno


def drawn(address: str) -> str:
    """The picture."""
    return str(segno.make(address, error="m").svg_inline(scale=5, border=3, dark="#000", light="#fff", omitsize=False))
