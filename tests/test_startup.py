"""Start-up: no command imports what it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = "全区共有企业30家，其中工业企业10家、服务业企业12家、农业企业8家。\n"
# Slow to import, or there only for tests and for making tables.
NEVER = (
    "charset_normalizer",
    "great_expectations",
    "hypothesis",
    "jinja2",
    "jsonschema",
    "markupsafe",
    "numpy",
    "opencc",
    "pandas",
    "pathspec",
    "playwright",
    "pytest",
    "requests",
    "tqdm",
)
# The command line as it is, engine and all; then the top-level modules that it took.
PROGRAM = """
import sys
from auditor.cli import main
try:
    main()
except SystemExit as exit:
    code = exit.code
names = sorted({name.partition(".")[0] for name in sys.modules})
print("IMPORTED", code, *names, file=sys.stderr)
"""


def imported(folder: Path, *arguments: str, code: int = 0) -> set[str]:
    """Top-level modules that a run of `auditor` in a fresh process imports."""
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COVERAGE_PROCESS_START": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    marker, said, *names = finished.stderr.strip().splitlines()[-1].split()
    assert (marker, said) == ("IMPORTED", str(code)), finished.stderr
    return set(names)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "github"])
def test_check_imports_nothing_slow(folder: Path, form: str) -> None:
    names = imported(folder, "check", "article.txt", "--format", form)
    assert {"auditor", "regex"} <= names
    assert not names & {*NEVER, "tabulate"}


def test_figures_imports_nothing_slow(folder: Path) -> None:
    names = imported(folder, "figures", "article.txt")
    assert "tabulate" in names
    assert not names & set(NEVER)


def test_legacy_encodings_are_told_apart_without_a_library(folder: Path) -> None:
    (folder / "article.txt").write_bytes((ARTICLE * 4).encode("gb18030"))
    # a sentence four times running is a finding
    assert not imported(folder, "check", "article.txt", code=1) & set(NEVER)


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("check", "--help")])
def test_help_does_not_load_the_engine(folder: Path, arguments: tuple[str, ...]) -> None:
    assert not imported(folder, *arguments) & {*NEVER, "regex", "yaml", "tabulate", "wcwidth"}
