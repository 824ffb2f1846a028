"""A text file as an office's programs leave it: UTF-8, with a mark or without, or GB 18030. Knows nothing of what it says."""

from scoring.problems import N_

NOT_TEXT = N_("这个文件读不出来：既不是 XLSX，也不是 UTF-8 或 GB18030 的 CSV。请用表格软件另存为 XLSX。")


def decoded(data: bytes) -> str | None:
    """Its text; None: it is none, and `NOT_TEXT` is to be said."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None
