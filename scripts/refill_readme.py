"""Runs the commands in the console blocks of the READMEs, and writes what they print below them.

python scripts/refill_readme.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from console import PAGES, refilled  # noqa: E402


def main() -> None:
    """Refill both pages, each in a folder of its own."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            text = refilled(page, Path(folder))
        (ROOT / page).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
