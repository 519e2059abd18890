"""`auditor explain` and the coverage: how a figure was read, what was tried, why it was not checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from gold import audit, load_article

from auditor.cli import cli
from auditor.unchecked import REASONS

ARTICLES = Path(__file__).parent.parent / "fixtures" / "articles"
TEXT = """全区共有企业30家，其中工业企业10家、服务业企业12家、农业企业8家。
全年生产总值51.3亿元，比上年增长6.2%；进出口同比增长3.1%。
2023年5月18日，热线电话12345开通，培训超过300人，服务10亿元以上项目7个。
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "crlf.txt").write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments])


def explained(*arguments: str) -> dict[str, object]:
    result = explain(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def figures(*arguments: str) -> dict[str, dict[str, object]]:
    found = explained(*arguments)["figures"]
    assert isinstance(found, list)
    return {one["text"]: one for one in found}


def test_a_line_has_all_its_figures_and_their_claims(folder: Path) -> None:
    found = figures("a.txt:1")
    assert list(found) == ["30家", "10家", "12家", "8家"]
    for one in found.values():
        assert one["unchecked"] is None
        claim = one["claims"][0]  # type: ignore[index]
        assert claim["verdict"] == "holds"
        assert any(tried["chosen"] for rule in one["rules"] for tried in rule["shown"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["a.txt", "crlf.txt"])
def test_a_column_has_one_figure(folder: Path, name: str) -> None:
    column = TEXT.index("10家") + 1
    assert list(figures(f"{name}:1:{column}")) == ["10家"]
    assert list(figures(f"{name}:1:{column + 2}")) == ["10家"]
    assert list(figures(f"{name}:1:1")) == []


def test_reasons_are_those_of_the_engine(folder: Path) -> None:
    codes = {text: one["unchecked"]["code"] for text, one in figures("a.txt:2").items()}  # type: ignore[index]
    assert codes == {"51.3亿元": "unrelated", "6.2%": "constant-prices", "3.1%": "no-earlier-value"}
    third = {text: one["unchecked"]["code"] for text, one in figures("a.txt:3").items()}  # type: ignore[index]
    assert third["超过300人"] == "hedged"
    assert third["10亿元以上"] == "threshold"


def test_dates_and_numbers_that_are_no_figures_are_named(folder: Path) -> None:
    asides = {(one["text"], one["kind"]) for one in explained("a.txt:3")["asides"]}  # type: ignore[attr-defined]
    assert ("2023年5月18日", "date") in asides


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_form_speaks_both_languages(folder: Path, lang: str) -> None:
    result = explain("a.txt:2", "--lang", lang)
    assert result.exit_code == 0
    assert REASONS["constant-prices"][lang == "en"] in result.stdout
    assert "[no-earlier-value]" in result.stdout


@pytest.mark.parametrize("place", ["a.txt", "a.txt:0", "a.txt:9", "a.txt:1:0", "a.txt:1:999", "none.txt:1"])
def test_places_that_are_none(folder: Path, place: str) -> None:
    result = explain(place)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_check_lists_the_unchecked_figures(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["check", "a.txt", "--coverage", "--lang", "zh"])
    assert result.exit_code == 0
    assert "[constant-prices]" in result.stdout
    assert "  6.2%" in result.stdout


def test_coverage_accounts_for_every_figure() -> None:
    for path in sorted(ARTICLES.glob("*.yaml")):
        report = audit(load_article(path).text)
        left = {one.figure for one in report.coverage.unchecked}
        assert left <= {figure.id for figure in report.figures}
        assert len(left) == len(report.coverage.unchecked)
        assert report.coverage.checked + len(left) == report.coverage.figures == len(report.figures)
        assert {one.code for one in report.coverage.unchecked} <= set(REASONS)
