"""Sees to a Chromium, Chinese fonts and poppler for the tests: by apt where it may (root, or sudo without a password).

What cannot be had is said on the last line of the tests' report; with COMPETITION_BROWSER=required it is an error.
"""

import os
import shutil
import subprocess
import sys

PACKAGES = ["chromium", "fonts-noto-cjk", "poppler-utils"]


def chromium() -> str | None:
    """The browser, if there is one."""
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


def _complete() -> bool:
    return chromium() is not None and shutil.which("pdftotext") is not None and _chinese_fonts()


def _chinese_fonts() -> bool:
    listed = shutil.which("fc-list")
    return listed is not None and bool(subprocess.run([listed, ":lang=zh"], capture_output=True, check=False).stdout.strip())


def _install() -> None:
    if shutil.which("apt-get") is None:
        return
    su = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for line in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]):
        try:
            subprocess.run([*su, *line], check=True, env=environment, **quiet)
        except (OSError, subprocess.CalledProcessError):
            return


if __name__ == "__main__":
    if not _complete():
        print("测试需要浏览器和中文字体，正在安装：" + " ".join(PACKAGES), flush=True)
        _install()
    if not _complete() and os.environ.get("COMPETITION_BROWSER") == "required":
        sys.exit("缺少浏览器测试所需的软件：apt-get install " + " ".join(PACKAGES))
