"""How fast the audit is: against a bare scan for numbers, with growing texts, with several processes, at the start."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import regex

from auditor.cli.program import NEW_OBJECTS
from auditor.crew import cores
from auditor.engine import Auditor
from auditor.model import Document
from scripts.bench.results import Measured, Row, Skipped
from scripts.bench.texts import characters, generated, sets

# What anyone would write to find the numbers of a Chinese text, and their scale.
_NUMBERS = regex.compile(
    r"[-+−]?[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?(?:[%％‰]|[十百千万亿]+)?"
    r"|百分之[零一二三四五六七八九十百点]+|[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?"
)
_MOST_SCANS, _GOAL_SCANS = 40, 20
_SIZES = (1, 2, 4, 8, 16)
_ARTICLES = 40
_EVEN = 1.25
_FOLDERS = (500, 2000, 6000)
_STREAMED = ("text", "jsonl", "json", "html", "sarif")
_MOST_FURTHER = 1.5
# What is compared takes turns, for a machine may be faster one minute than the next; the least of the rounds counts.
_ROUNDS = 3
_START = "import click, regex, yaml"


def measure(shared: Path) -> Iterator[Row]:
    """All that the module's first line names, and the memory that it takes."""
    gc.set_threshold(NEW_OBJECTS)  # as the command line has it
    for name, documents in sets(shared):
        yield from _against_scan(name, documents)
    yield from _scaling()
    yield from _memory()
    yield from _in_processes()
    yield from _start_up()


def _against_scan(name: str, documents: list[Document]) -> Iterator[Row]:
    auditor = Auditor()
    figures = sum(len(auditor.audit(document).figures) for document in documents)
    audit = _least(lambda: [auditor.audit(document) for document in documents])
    scan = _least(lambda: [len(_NUMBERS.findall(document.text)) for document in documents], 9)
    size = characters(documents)
    yield Measured(f"{name}: audited", round(size / audit), "characters/s")
    yield Measured(f"{name}: audited", round(audit / figures * 1e6), "µs/figure")
    yield Measured.at_most(f"{name}: audit / scan for numbers (goal {_GOAL_SCANS})", audit / scan, _MOST_SCANS)


def _least(work: Callable[[], object], rounds: int = 3) -> float:
    """Least processor seconds of some rounds: what disturbs a round only adds to it."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def _scaling() -> Iterator[Row]:
    auditor, articles = Auditor(), generated(_ARTICLES * _SIZES[-1])
    many = [articles[: _ARTICLES * size] for size in _SIZES]
    long = [_joined(articles, _ARTICLES * size) for size in _SIZES]
    for name, texts in (("one document", long), ("many documents", many)):
        for document in texts[0]:
            auditor.audit(document)
        rounds = [[_least(partial(_audit_all, auditor, some), 1) for some in texts] for _ in range(_ROUNDS)]
        per = [min(times) / characters(some) for times, some in zip(zip(*rounds, strict=True), texts, strict=True)]
        for size, cost in zip(_SIZES, per, strict=True):
            yield Measured(f"{name}, {size}×", round(cost * 1e6, 1), "µs/character")
        yield Measured.at_most(f"{name}: dearest / cheapest", max(per) / min(per), _EVEN)


def _joined(articles: Sequence[Document], count: int) -> list[Document]:
    """All articles in documents of so many, so that of two lengths nothing but the length differs."""
    return [
        Document("long", "\n".join(one.text for one in articles[first : first + count]), "utf-8")
        for first in range(0, len(articles), count)
    ]


def _audit_all(auditor: Auditor, documents: Sequence[Document]) -> None:
    for document in documents:
        auditor.audit(document)


def _memory() -> Iterator[Row]:
    """Peak memory of `auditor check` on folders of three sizes: what a megabyte more of text costs, and whether that is
    less in a larger folder, when all that is remembered of words and numbers has filled the room it is given."""
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place, str(count)) for count in _FOLDERS]
        sizes = [_write(folder, count) for folder, count in zip(folders, _FOLDERS, strict=True)]
        for form in _STREAMED:
            peaks = [_peak([*_check(folder), "--no-cache", "--format", form]) for folder in folders]
            for count, peak in zip(_FOLDERS, peaks, strict=True):
                yield Measured(f"{form}: peak memory, {count} articles", peak / 1e6, "MB")
            further = [(after - before) / (more - less) for before, after, less, more in
                       zip(peaks, peaks[1:], sizes, sizes[1:], strict=False)]  # fmt: skip
            yield Measured(f"{form}: a megabyte more of text, up to {_FOLDERS[1]} articles", further[0], "MB")
            yield Measured.at_most(f"{form}: a megabyte more of text, from there on", further[1], _MOST_FURTHER)


def _write(folder: Path, count: int) -> int:
    """Files of generated articles; how many bytes."""
    folder.mkdir(exist_ok=True)
    size = 0
    for document in generated(count):
        data = document.text.encode()
        size += (folder / document.path).write_bytes(data)
    return size


def _check(path: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "auditor", "check", str(path), "--no-config", "--fail-on", "never", *options]


def _peak(command: Sequence[str]) -> int:
    """Bytes that a process and those it starts use at most, one of them at a time."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = subprocess.run([sys.executable, "-c", code, *command, "-j", "1"], capture_output=True, text=True, check=True)
    return int(run.stdout) * (1 if sys.platform == "darwin" else 1024)


def _in_processes() -> Iterator[Row]:
    """Wall-clock: two processes against one, and a second run against the first."""
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place, "articles"), Path(place, "cache")
        folder.mkdir()
        _write(folder, 1000)
        if cores() > 1:
            rounds = [[_wall([*_check(folder, "--no-cache", "-j", jobs)]) for jobs in "12"] for _ in range(_ROUNDS)]
            alone, both = map(min, zip(*rounds, strict=True))
            yield Measured.at_least("two processes: times as fast as one", alone / both, 1.6)
        else:
            yield Skipped("two processes", "one core")
        cold = _wall([*_check(folder, "--cache-dir", str(cache))])
        warm = _wall([*_check(folder, "--cache-dir", str(cache))])
        yield Measured("1000 articles, nothing cached", cold, "s")
        yield Measured.at_least("all cached: times as fast", cold / warm, 10)


def _wall(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, env=_environment())
    return time.perf_counter() - start


def _environment() -> dict[str, str]:
    """As users have it: compiled modules are kept."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _start_up() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as place:
        article, cache = Path(place, "short.txt"), Path(place, "cache")
        article.write_text(generated(1)[0].text, encoding="utf-8")
        commands = [
            [sys.executable, "-c", _START],
            _check(article, "--no-cache"),
            _check(article, "--cache-dir", str(cache)),
        ]
        rounds = [list(map(_wall, commands)) for _ in range(10)]
        base, cold, warm = map(min, zip(*rounds, strict=True))
        yield Measured(f"python -c '{_START}'", base, "s")
        yield Measured.at_most("check of a short article, nothing cached / that", cold / base, 2.5)
        yield Measured.at_most("check of a short article that did not change / that", warm / base, 2.5)
