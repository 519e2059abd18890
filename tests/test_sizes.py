"""Whatever the text: time grows with its length, memory is bounded, and what is too much is refused with its name."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import rubbish
from auditing import figures
from gold import audit

from auditor.batch import audit_all
from auditor.engine import Auditor
from auditor.model import Document

# What is looked for is looked for within windows (a paragraph, so many figures), which a short text does not fill: until
# they are full, time grows faster than the text.  So the text is made longer, twice at most, and by then must grow with it.
LENGTHS = [2000, 8000, 32_000]
NAMES = list(rubbish.texts(100))
# Linear time grows fourfold with four times the text, quadratic sixteenfold.
MOST = 8
SECONDS = 0.2
MANY = "全县有学校12所、医院3家。" * 60


def seconds(task: Callable[[], object]) -> float:
    """In processor time."""
    start = time.process_time()
    task()
    return time.process_time() - start


def slower(short: str, long: str) -> bool:
    """Does the long text take more than its length explains?  A busy machine may upset one measurement, not three."""
    return not any(
        seconds(lambda: audit(long)) <= MOST * seconds(lambda: audit(short)) + SECONDS for _ in range(3)
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_time_grows_with_the_text(name: str) -> None:
    audit(rubbish.texts(LENGTHS[1])[name])  # patterns are compiled when they are first wanted
    assert not all(
        slower(rubbish.texts(short)[name], rubbish.texts(long)[name]) for short, long in itertools.pairwise(LENGTHS)
    )


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "一篇中的数字超过 100 个，不予核对；请拆分"), ("en", "more than 100 figures in one document")],
)
def test_more_figures_than_one_audit_takes_are_refused_and_nothing_else_is(
    lang: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.figures.extract.MOST_FIGURES", 100)
    documents = [Document("many.txt", MANY, "utf-8"), Document("few.txt", MANY[:30], "utf-8")]
    report = audit_all(Auditor(lang), documents, lang, lambda _: None)
    assert [one.document.path for one in report.documents] == ["few.txt"]
    (error,) = report.errors
    assert (error.path, error.rule) == ("many.txt", None)
    assert error.message.startswith(words)


PROGRAM = "import auditor.figures.extract as e; e.MOST_FIGURES = 100; from auditor.cli import main; main()"


@pytest.mark.parametrize("command", [["check", "many.txt", "few.txt"], ["explain", "many.txt:1:4"]])
def test_the_command_line_names_the_file_and_ends_with_2(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "many.txt").write_text(MANY, "utf-8")
    (tmp_path / "few.txt").write_text("会议于2024年5月1日（星期四）召开。", "utf-8")
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command, "--lang", "en"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 2
    assert "many.txt: more than 100 figures in one document, refused; split it" in finished.stderr
    assert ("DAT201" in finished.stdout) == (command[0] == "check")


@pytest.mark.parametrize("digits", ["9" * 41, "9" * 100_000, "1" + ",234" * 20_000, "0." + "3" * 50_000, "十" * 40_000])
def test_endless_digits_are_no_figure(digits: str) -> None:
    assert [figure.text for figure in figures(f"投资{digits}元，其中工业12万元。")] == ["12万元"]


def test_long_numerals_are_figures() -> None:
    assert [figure.text for figure in figures("投资123,456,789,012,345.678元。")] == ["123,456,789,012,345.678元"]


def test_a_sentence_longer_than_prose_is_listed_and_not_read() -> None:
    filler = "，".join(["各地干部群众积极参加"] * 500)
    report = audit(f"全县项目10个，其中工业8个、农业9个，{filler}。")
    assert [one.code for one in report.coverage.unchecked] == ["crowded"] * 3
    assert not report.claims
    assert audit("全县项目10个，其中工业8个、农业9个。").findings


def test_nested_brackets_are_read_however_deep() -> None:
    report = audit("（" * 20_000 + "共有项目12个" + "）" * 20_000 + "。全县项目10个（工业4个、农业7个）。")
    assert [claim.verdict.value for claim in report.claims] == ["fails"]
