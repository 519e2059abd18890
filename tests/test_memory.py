"""Peak memory of `auditor check`: a larger folder takes hardly more of it, in any form of report."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scratch import ROOT

from scripts.bench.texts import generated

pytest.importorskip("resource")

DIFFERENT, FEW, MANY = 25, 500, 2000
# Megabytes for a megabyte of text: the paths of its files, and where its report lies.
MOST = 1.5
# What is garbage is looked for seldom, and so takes some megabytes in a long run; here it would hide what grows.
PROGRAM = "from auditor.cli import program; program.NEW_OBJECTS = 700; program.main()"
CODE = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def peak(folder: Path, form: str) -> int:
    """Bytes; the articles are known from the run before, as what an audit remembers of words grows by itself at first."""
    command = [sys.executable, "-c", PROGRAM, "check", str(folder), "--no-config", "--fail-on", "never",
               "--cache-dir", str(folder.parent / "cache"), "--ignore", "DUP2", "--format", form, "-j", "1"]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("AUDITOR_NO_CACHE", None)
    run = subprocess.run(
        [sys.executable, "-c", CODE, *command], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return int(run.stdout) * (1 if sys.platform == "darwin" else 1024)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders with the same articles again and again, all of them known."""
    place = tmp_path_factory.mktemp("memory")
    texts = [document.text for document in generated(DIFFERENT)]
    for name, count in (("few", FEW), ("many", MANY)):
        (place / name).mkdir()
        for number in range(count):
            (place / name / f"{number}.txt").write_text(texts[number % DIFFERENT], encoding="utf-8")
        peak(place / name, "text")
    return place / "few", place / "many"


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


@pytest.mark.parametrize("form", ["text", "jsonl", "json", "html", "sarif", "junit"])
def test_memory_hardly_grows_with_the_folder(folders: tuple[Path, Path], form: str) -> None:
    few, many = folders
    more = peak(many, form) - peak(few, form)
    assert more < MOST * (size(many) - size(few))
