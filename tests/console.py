"""The console blocks of the READMEs: what stands behind `$ ` is run, what follows is what it prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh.md")
# Languages differ, and so would the output with the reader's locale.
LOCALES = {"README.md": "en", "README.zh.md": "zh"}
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_PROGRAM = '#!/bin/sh\nexec "{python}" -m auditor "$@"\n'


def steps(block: str) -> Iterator[str]:
    """The commands of a block."""
    return (line[2:] for line in block.split("\n") if line.startswith("$ "))


def blocks(page: str) -> list[str]:
    """The console blocks of a page."""
    return _BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))


def printed(command: str, lang: str, folder: Path) -> str:
    """What a shell shows for a command in the checkout; files that it writes go to `folder`."""
    program = folder / "bin" / "auditor"
    program.parent.mkdir(exist_ok=True)
    program.write_text(_PROGRAM.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    if not (folder / "fixtures").exists():
        (folder / "fixtures").symlink_to(ROOT / "fixtures")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))},
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "LANG": "zh_CN.UTF-8" if lang == "zh" else "en_GB.UTF-8",
        "PYTHONUTF8": "1",
        "COLUMNS": "80",
    }
    finished = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return finished.stdout.rstrip("\n") + "\n" if finished.stdout.strip() else ""


def rerun(block: str, lang: str, folder: Path) -> str:
    """The block as it ought to be."""
    return "".join(f"$ {command}\n{printed(command, lang, folder)}" for command in steps(block))


def refilled(page: str, folder: Path) -> str:
    """The page with every console block run anew."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return _BLOCK.sub(lambda found: rerun(found[0], LOCALES[page], folder), text)
