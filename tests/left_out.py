"""What this machine cannot test: browser tests without a Chromium, tests on real data where that is not beside the project.

Run by itself (the last line of `make test`) it says what was left out and what to install; where nothing was, nothing.
"""

import shutil
from pathlib import Path

from tests.chromium import PACKAGES, chromium

REAL = Path(__file__).parents[2] / "shared/data"
NO_BROWSER = f"没有运行浏览器里的测试（标记 browser）：缺少 Chromium。请安装：apt-get install {' '.join(PACKAGES)}"
NO_REAL_DATA = "没有运行用真实数据的测试（标记 real）：项目旁边没有 ../shared/data。"
NO_POPPLER = "缺少 pdftotext，读 PDF 的测试会失败。请安装：apt-get install poppler-utils"


def left_out() -> dict[str, str]:
    """Marker → why its tests cannot be run here, and what to install."""
    found = {}
    if chromium() is None:
        found["browser"] = NO_BROWSER
    if not REAL.is_dir():
        found["real"] = NO_REAL_DATA
    return found


if __name__ == "__main__":
    lines = [*left_out().values(), *([] if shutil.which("pdftotext") else [NO_POPPLER])]
    if lines:
        print("　".join(lines), flush=True)
