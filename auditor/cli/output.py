"""Where a report goes: standard output or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from auditor.bilingual import Bilingual, refused
from auditor.cli.exits import Failure, refusal
from auditor.held import short
from auditor.model import Report

_FOR_PEOPLE = ("text", "table")


def write(text: str | Iterable[str], form: str) -> None:
    """Print to standard output; what programs read is UTF-8.  A reader that has gone (`| head`) is no failure."""
    stream = sys.stdout.buffer
    encoding = sys.stdout.encoding if form in _FOR_PEOPLE else "utf-8"
    try:
        for piece in [text] if isinstance(text, str) else text:
            rest = memoryview(piece.encode(encoding, "replace"))
            while rest:  # unbuffered (python -u), a write may take less than it is given
                rest = rest[stream.write(rest) :]
        stream.flush()
    except OSError as error:
        failure = unprinted(error)
        if not isinstance(error, BrokenPipeError):
            raise failure from error


def unprinted(error: OSError) -> Failure:
    """Standard output could not be written; what it still holds is let go."""
    let_go(sys.stdout)
    return Failure(Bilingual("标准输出：", "standard output: ") + refused(error))


def let_go(stream: TextIO) -> None:
    """What a stream still holds goes nowhere: it would be flushed at exit, and fail again with a traceback."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_input(path: Path) -> Failure:
    """A report that would replace an input."""
    return Failure(Bilingual(f"{path}：是输入文件，不会覆盖", f"{path}: is one of the inputs, not overwritten"))


def save_report(path: Path, text: str | Iterable[str], report: Report) -> None:
    """Write a file, all of it or nothing; never one of the inputs."""
    if any(path.resolve() == Path(document.document.path).resolve() for document in short(report.documents)):
        raise is_input(path)
    save_text(path, text)


def save_text(path: Path, text: str | Iterable[str]) -> None:
    """Write a file, all of it or nothing."""
    from auditor.report.saving import save  # noqa: PLC0415

    try:
        save(path, (piece.encode("utf-8") for piece in ([text] if isinstance(text, str) else text)))
    except OSError as error:
        raise refusal(path, error) from error


def save_pages(folder: Path, report: Report, lang: str) -> None:
    """Write the HTML report as a folder of pages."""
    from auditor.report.html import write_pages  # noqa: PLC0415

    try:
        write_pages(report, folder, lang=lang)
    except OSError as error:
        raise refusal(error.filename or folder, error) from error
