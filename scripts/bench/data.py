"""How long tables and Great Expectations take: seconds by the clock, and of all processors together."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

import auditor
from auditor.engine import Auditor, builtin_rules
from auditor.frames.columns import TABLES
from auditor.gx.running import Wanted, open_context, run_suite
from auditor.gx.suite import make_suite
from auditor.model import Document, DocumentReport, Report
from scripts.bench.results import Measured, Row

_Result = TypeVar("_Result")
_WRONG_EVERY = 20
_CLAIMS_EACH = 2


def article(number: int) -> str:
    """Two claims and one mistake in twenty."""
    wrong = number % _WRONG_EVERY == 0
    return (
        f"第{number}镇共有企业{number + 22 + wrong}家（工业企业10家、服务业企业12家、农业企业{number}家）。"
        f"全年出口{number + 40}亿元，进口{number}亿元，实现贸易顺差40亿元。"
    )


def measure(_shared: Path, articles: int = 10_000, claims: int = 100_000, documents: int = 500) -> Iterator[Row]:
    """Seconds for tables of many articles, and for many claims through Great Expectations."""
    texts = [article(number) for number in range(1, articles + 1)]
    frame = pd.DataFrame({"body": texts})
    one_by_one = f"{articles:,} short articles, one by one in a loop"
    loop = yield from _timed(one_by_one, partial(_loop, texts))
    at_once = f"{articles:,} short articles, audit_frame"
    report = yield from _timed(at_once, partial(auditor.audit_frame, frame, compare=False, progress=False))
    if [len(one.findings) for one in loop] != [len(one.findings) for one in report.report.documents]:
        raise AssertionError("the loop and audit_frame found different things")
    yield from _timed("their tables", lambda: [getattr(report, name)() for name in TABLES])
    suite = make_suite(builtin_rules())
    many = Report(tuple(_repeated(tuple(report.report.documents), claims // _CLAIMS_EACH)), (), report.report.rules)
    whole = f"{claims:,} claims, all {len(suite.expectations)} expectations"
    yield from _timed(whole, lambda: run_suite(open_context(None), suite, many), 60)
    few = Report(tuple(_repeated(tuple(report.report.documents), documents)), (), report.report.rules)
    with tempfile.TemporaryDirectory() as folder:
        docs = partial(run_suite, open_context(None), suite, few, Wanted(Path(folder)))
        yield from _timed(f"{documents} documents, Data Docs and HTML report", docs)


def _loop(texts: Iterable[str]) -> list[DocumentReport]:
    engine = Auditor()
    return [engine.audit(Document(str(number), text, "utf-8")) for number, text in enumerate(texts)]


def _timed(what: str, work: Callable[[], _Result], limit: float | None = None) -> Generator[Row, None, _Result]:
    """What some work gives; the rows say how long it took."""
    start, used = time.perf_counter(), _processor_seconds()
    done = work()
    seconds, used = time.perf_counter() - start, _processor_seconds() - used
    yield Measured(what, seconds, "s") if limit is None else Measured.at_most(what, seconds, limit, "s")
    yield Measured("  of processor time", used, "s")
    return done


def _processor_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _repeated(documents: tuple[DocumentReport, ...], wanted: int) -> Iterable[DocumentReport]:
    return (documents[number % len(documents)] for number in range(wanted))
