"""The pictures of the README, from real runs over the sample articles: docs/pictures/terminal.svg and report.png.

    python scripts/make_pictures.py

The terminal is what `auditor check` prints in colour, drawn cell by cell; the page is photographed by the browser
that tests the HTML report (tests/browsing.py says which).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from wcwidth import wcswidth

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browsing import REQUIRED, launched  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
ARTICLE = "fixtures/articles/power-battery-exam.txt"
PAGE = (ARTICLE, "fixtures/articles/melon-village-story.txt")

_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_STYLES = {
    "1": "font-weight:bold",
    "2": "opacity:.6",
    "4": "text-decoration:underline",
    "31": "fill:#ff7b72",
    "32": "fill:#7ee787",
    "33": "fill:#f2cc60",
    "34": "fill:#79c0ff",
    "35": "fill:#d2a8ff",
    "36": "fill:#76e3ea",
}
_FONTS = "'Noto Sans Mono CJK SC','Sarasa Mono SC',Menlo,Consolas,'PingFang SC','Microsoft YaHei',monospace"
_CELL, _LINE, _MARGIN, _SIZE = 8, 22, 16, 16


def main() -> None:
    """Draw both."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    printed = f"$ auditor check {ARTICLE}\n" + audit(ARTICLE, "--color", "always")
    (PICTURES / "terminal.svg").write_text(draw(printed), encoding="utf-8")
    photograph(PICTURES / "report.png")


def audit(*options: str) -> str:
    """What `auditor check` prints; findings are no failure."""
    command = [sys.executable, "-m", "auditor", "check", *options, "--lang", "zh", "--no-config", "--fail-on", "never"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    finished = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True)
    return finished.stdout


def draw(printed: str) -> str:
    """An SVG of a terminal; every run of like characters has its place and width, whatever the font."""
    lines = printed.rstrip("\n").split("\n")
    width = max(wcswidth(_SGR.sub("", line)) for line in lines) * _CELL + 2 * _MARGIN
    height = len(lines) * _LINE + 2 * _MARGIN
    texts = [text for row, line in enumerate(lines) for text in draw_line(line, _MARGIN + row * _LINE + _SIZE)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    style = f"text{{font:{_SIZE}px {_FONTS};fill:#e6edf3;white-space:pre}}"
    back = f'<rect width="{width}" height="{height}" rx="8" fill="#161b22"/>'
    return "\n".join([head, f"<style>{style}</style>", back, *texts, "</svg>", ""])


def draw_line(line: str, y: int) -> Iterator[str]:
    """The pieces of one line."""
    x, codes = _MARGIN, frozenset[str]()
    for place, piece in enumerate(_SGR.split(line)):
        if place % 2:
            codes = frozenset() if piece in ("", "0") else codes | set(piece.split(";"))
            continue
        for _, run in groupby(piece, key=lambda one: (wcswidth(one), one == " ")):
            text = "".join(run)
            cells = wcswidth(text)
            if not text.isspace():
                style = ";".join(_STYLES[code] for code in sorted(codes) if code in _STYLES)
                length = cells * _CELL
                attributes = f'x="{x}" y="{y}" textLength="{length}"' + (f' style="{style}"' if style else "")
                yield f"<text {attributes}>{escape(text, quote=False)}</text>"
            x += cells * _CELL


def photograph(target: Path) -> None:
    """The HTML report of two sample articles, the first finding chosen and its card open."""
    os.environ[REQUIRED] = "1"
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        report = Path(folder) / "report.html"
        audit(*PAGE, "--format", "html", "-o", str(report))
        page = browser.new_page(viewport={"width": 1200, "height": 690}, locale="zh-CN")
        page.goto(report.as_uri())
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        page.screenshot(path=target)


if __name__ == "__main__":
    main()
