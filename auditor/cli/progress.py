"""How far a long run has come: one line on the terminal, gone when the run ends."""

from __future__ import annotations

import shutil
import sys
import time
from collections import deque

import click

_QUIET_SECONDS = 1.0
_SECONDS_BETWEEN = 0.1
# The rate is that of the last draws, some half a minute: what a cache knew came quicker than what is left.
_REMEMBERED = 300
_BAR = 20
_WORDS = {
    "zh": {
        "count": "已核对 {done:,}/{total:,} 个文件",
        "rate": "每秒 {rate} 个",
        "slow": "每分钟 {rate} 个",
        "left": "约剩 {left}",
    },
    "en": {
        "count": "{done:,} of {total:,} files audited",
        "rate": "{rate} a second",
        "slow": "{rate} a minute",
        "left": "about {left} left",
    },
}


class Progress:
    """Nothing in a short run, and nothing where nobody looks."""

    def __init__(self, lang: str, total: int) -> None:
        self._words = _WORDS["zh" if lang == "zh" else "en"]
        self._total = total
        self._count = 0
        self._start = self._drawn = time.monotonic()
        self._shown = False
        self._active = sys.stderr.isatty()
        self._times = deque([(self._start, 0)], _REMEMBERED)

    def advance(self) -> None:
        """One more input is done."""
        self._count += 1
        now = time.monotonic()
        if self._active and now - self._start > _QUIET_SECONDS and now - self._drawn > _SECONDS_BETWEEN:
            self._drawn = now
            self._times.append((now, self._count))
            click.echo("\r\x1b[K" + self._line(shutil.get_terminal_size().columns), err=True, nl=False)
            self._shown = True

    def clear(self) -> None:
        """Make room for other lines."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._shown = False

    def _line(self, columns: int) -> str:
        """As much as fits on one line of the terminal, the last column left free."""
        from auditor.report.display import display_width  # noqa: PLC0415

        pieces = [self._words["count"].format(done=self._count, total=self._total), *self._pace(), self._bar()]
        line = ""
        for piece in pieces:
            longer = f"{line}  {piece}" if line else piece
            if display_width(longer) >= columns:
                break
            line = longer
        return line

    def _pace(self) -> list[str]:
        """Rate and time left."""
        (before, count), (now, done) = self._times[0], self._times[-1]
        if now <= before or done <= count:
            return []
        rate = (done - count) / (now - before)
        shown = self._words["rate"].format(rate=round(rate)) if rate >= 1 else ""
        seconds = round((self._total - done) / rate)
        hours, minutes = divmod(seconds // 60, 60)
        left = f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
        shown = shown or self._words["slow"].format(rate=round(60 * rate))
        return [shown, self._words["left"].format(left=left)]

    def _bar(self) -> str:
        filled = _BAR * self._count // max(1, self._total)
        return f"[{'#' * filled}{'-' * (_BAR - filled)}]"
