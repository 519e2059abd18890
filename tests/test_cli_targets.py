"""Several forms of report in one run, each in its place."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from report_samples import FakeAuditor

from auditor.cli import cli


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "error.txt").write_text("坏\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("auditor.cli.running.load_auditor", FakeAuditor)
    return tmp_path


def check(*options: str) -> Result:
    return CliRunner().invoke(cli, ["check", "error.txt", "--lang", "zh", *options])


def kind(text: str) -> str:
    """Which form a report has."""
    if text.startswith("\ufeff"):
        return "csv"
    if text.startswith("{"):
        log = json.loads(text)
        return "sarif" if "runs" in log else "json"
    return {"::": "github", "er": "text", "[\n": "gitlab", "<?": "junit", "<!": "html"}[text[:2]]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {"stdout": "text"}),
        (("--format", "github"), {"stdout": "github"}),
        (("-o", "a"), {"a": "text"}),
        (("--format", "json", "-o", "a"), {"a": "json"}),
        (("-o", "a", "--format", "json"), {"a": "json"}),
        (("--format", "json", "-o", "a", "--format", "sarif", "-o", "b"), {"a": "json", "b": "sarif"}),
        (("-o", "a", "--format", "json", "-o", "b", "--format", "sarif"), {"a": "json", "b": "sarif"}),
        (("--format", "text", "--format", "csv", "-o", "a"), {"stdout": "text", "a": "csv"}),
        (("--format", "csv", "-o", "a", "--format", "github"), {"a": "csv", "stdout": "github"}),
        (("--format", "gitlab", "-o", "-", "--format", "junit", "-o", "b"), {"stdout": "gitlab", "b": "junit"}),
        (("--format=csv", "-oa", "--format=csv", "--output=b"), {"a": "csv", "b": "csv"}),
        (("--format", "html", "-o", "a"), {"a": "html"}),
    ],
)
def test_each_form_in_its_place(folder: Path, options: tuple[str, ...], expected: dict[str, str]) -> None:
    result = check(*options)
    assert result.exit_code == 1, result.output
    found = {path.name: kind(path.read_bytes().decode("utf-8")) for path in folder.iterdir() if path.suffix != ".txt"}
    if result.stdout:
        found["stdout"] = kind(result.stdout)
    assert found == expected


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("-o", "a", "-o", "b"), "no --format belongs to it"),
        (("--format", "csv", "-o", "a", "-o", "b"), "no --format belongs to it"),
        (("--format", "csv", "--format", "json"), "two reports for standard output"),
        (("--format", "csv", "-o", "a", "--format", "json", "-o", "./a"), "two reports for a"),
        (("--format", "csv", "-o", "."), "only html makes a folder"),
        (("--format", "csv", "-o", "missing/a"), "no such folder"),
        (("--format", "html", "-o", "missing/deep/"), "no such folder"),
    ],
)
def test_what_cannot_be_written_is_refused_at_once(
    folder: Path, options: tuple[str, ...], complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_lang: str) -> FakeAuditor:
        raise AssertionError("the audit began")

    monkeypatch.setattr("auditor.cli.running.load_auditor", refuse)
    result = check(*options, "--lang", "en")
    assert result.exit_code == click.UsageError.exit_code
    assert complaint in result.stderr
    assert [path.name for path in folder.iterdir()] == ["error.txt"]


def test_a_folder_takes_pages(folder: Path) -> None:
    (folder / "there").mkdir()
    assert check("--format", "html", "-o", "there").exit_code == 1
    assert check("--format", "html", "-o", "new/").exit_code == 1
    for name in ("there", "new"):
        assert (folder / name / "index.html").is_file()
