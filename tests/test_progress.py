"""auditor.cli.progress: a line on the terminal for those who wait."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from auditor.cli.progress import Progress
from auditor.report.display import display_width

CLEAR = "\r\x1b[K"


class Terminal:
    """Standard error that says it is a terminal, or that it is none."""

    def __init__(self, is_terminal: bool = True) -> None:
        self.written = ""
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def write(self, text: str) -> int:
        self.written += text
        return len(text)

    def flush(self) -> None:
        pass


def lines(
    monkeypatch: pytest.MonkeyPatch,
    *seconds: float,
    total: int = 100,
    lang: str = "en",
    columns: int = 120,
    is_terminal: bool = True,
) -> list[str]:
    """What was drawn when an input was done at each of these times."""
    terminal, clock = Terminal(is_terminal), iter([0.0, *seconds])
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    monkeypatch.setenv("COLUMNS", str(columns))
    progress = Progress(lang, total)
    for _ in seconds:
        progress.advance()
    progress.clear()
    drawn = terminal.written.split(CLEAR)
    assert drawn[0] == "" and drawn[-1] == ""  # nothing before the first, and nothing left
    return drawn[1:-1]


def test_it_waits_for_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = lines(monkeypatch, 0.5, 0.9, 1.5)
    assert line.startswith("3 of 100 files audited")
    assert lines(monkeypatch, 0.5, 0.9) == []


def test_it_says_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = lines(monkeypatch, 1, 2)
    assert line == "2 of 100 files audited  1 a second  about 1:38 left  [--------------------]"
    assert "2 a minute  about 49:00 left" in lines(monkeypatch, 30, 60)[-1]
    assert "about 13:53:20 left" in lines(monkeypatch, 2, total=25_001)[-1]
    line = lines(monkeypatch, 1, 2, lang="zh")[0]
    assert line == "已核对 2/100 个文件  每秒 1 个  约剩 1:38  [--------------------]"


def test_the_bar_fills(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = lines(monkeypatch, *range(1, 101))
    assert [line.count("#") for line in drawn[:1]] == [0]
    assert drawn[-1].endswith("about 0:00 left  [####################]")


def test_it_is_drawn_ten_times_a_second_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    times = [number / 1000 for number in range(3000)]
    assert 15 <= len(lines(monkeypatch, *times, total=3000)) <= 20


def test_the_rate_is_that_of_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the cache knew at once says nothing about the rest."""
    quick = [1 + number / 1000 for number in range(1000)]
    slow = [float(number) for number in range(3, 603)]
    assert "  1 a second" in lines(monkeypatch, *quick, *slow, total=2000)[-1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [8, 20, 21, 24, 30, 36, 50, 80])
def test_it_keeps_to_one_line_of_the_terminal(monkeypatch: pytest.MonkeyPatch, lang: str, columns: int) -> None:
    drawn = lines(monkeypatch, 1, 2, 3, lang=lang, columns=columns)
    assert len(drawn) == 2
    assert all(display_width(line) < columns for line in drawn)
    assert columns < 30 or all("3" in line or "2" in line for line in drawn)


def test_nothing_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(is_terminal=False)
    clock = iter([0.0, 5.0, 10.0])
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    progress = Progress("zh", 2)
    progress.advance()
    progress.advance()
    progress.clear()
    assert terminal.written == ""


def test_on_a_real_terminal_it_is_gone_at_the_end() -> None:
    """A pseudo-terminal as standard error: the last thing written takes the line away."""
    pty = pytest.importorskip("pty")
    program = (
        "import sys, time\n"
        "from auditor.cli import progress\n"
        "progress._QUIET_SECONDS = progress._SECONDS_BETWEEN = 0.0\n"
        "one = progress.Progress('zh', 3)\n"
        "for _ in range(3): time.sleep(0.01); one.advance()\n"
        "one.clear()\n"
    )
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", program], stderr=theirs, check=True, timeout=60)
    os.close(theirs)
    said = os.read(ours, 65536).decode("utf-8")
    os.close(ours)
    assert "已核对 3/3 个文件" in said
    assert said.endswith(CLEAR)
