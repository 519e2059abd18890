"""Scratch git repositories with articles, and a program `auditor` that runs this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RIGHT = "岚山县共有合作社200家，其中示范社70家，占35%。\n"
WRONG = "石桥镇三个村共有茶园900亩，其中东村300亩、西村250亩、南村400亩。\n"
OLD = "岚山县共有合作社200家，其中示范社60家，占35%。\n"
_PROGRAM = '#!/bin/sh\nexec "{python}" -m auditor "$@"\n'


def environment(folder: Path) -> dict[str, str]:
    """That of a user without settings of their own, `auditor` of this checkout found first."""
    program = folder / "bin" / "auditor"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(_PROGRAM.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PIP_", "INPUT_", "LC_"))}
    return {
        **kept,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "LANG": "en_GB.UTF-8",
        "GIT_CEILING_DIRECTORIES": str(folder),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "测试",
        "GIT_AUTHOR_EMAIL": "test@example.org",
        "GIT_COMMITTER_NAME": "测试",
        "GIT_COMMITTER_EMAIL": "test@example.org",
    }


def run(folder: Path, env: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)


def git(folder: Path, env: dict[str, str], *arguments: str) -> str:
    finished = run(folder, env, "git", *arguments)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.strip()


def repository(folder: Path, env: dict[str, str], **articles: str) -> Path:
    """A repository whose first commit holds these articles (`name=text` becomes name.txt)."""
    folder.mkdir(parents=True)
    git(folder, env, "init", "-q", "-b", "main")
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    git(folder, env, "add", "-A")
    git(folder, env, "commit", "-qm", "articles", "--allow-empty")
    return folder
