"""How long tables and Great Expectations take."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

import auditor
from auditor.engine import builtin_rules
from auditor.gx.running import open_context, run_suite
from auditor.gx.suite import make_suite
from auditor.model import Report
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
    frame = pd.DataFrame({"body": [article(number) for number in range(1, articles + 1)]})
    audit = partial(auditor.audit_frame, frame, compare=False, progress=False)
    _, seconds = timed(partial(audit, jobs=1))
    yield Measured(f"{articles} articles, a plain loop", seconds, "s")
    report, seconds = timed(audit)
    yield Measured(f"{articles} articles, audit_frame", seconds, "s")
    _, seconds = timed(lambda: [report.figures(), report.claims(), report.operands(), report.findings()])
    yield Measured("its tables", seconds, "s")
    suite = make_suite(builtin_rules())
    many = Report(tuple(_repeated(report.report.documents, claims // _CLAIMS_EACH)), (), report.report.rules)
    _, seconds = timed(lambda: run_suite(open_context(None), suite, many))
    yield Measured.at_most(f"{claims} claims through the suite", seconds, 60, "s")
    few = Report(tuple(_repeated(report.report.documents, documents)), (), report.report.rules)
    with tempfile.TemporaryDirectory() as folder:
        _, seconds = timed(lambda: run_suite(open_context(None), suite, few, Path(folder)))
    yield Measured(f"{documents} documents, with Data Docs", seconds, "s")


def timed(work: Callable[[], _Result]) -> tuple[_Result, float]:
    """What some work gives, and the seconds it took."""
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


def _repeated(
    documents: tuple[auditor.model.DocumentReport, ...], wanted: int
) -> Iterable[auditor.model.DocumentReport]:
    return (documents[number % len(documents)] for number in range(wanted))
