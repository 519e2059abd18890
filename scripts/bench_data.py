"""How long tables and Great Expectations take: python scripts/bench_data.py [articles [claims [documents]]]."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import pandas as pd

import auditor
from auditor.engine import builtin_rules
from auditor.gx.running import open_context, run_suite
from auditor.gx.suite import make_suite
from auditor.model import Report

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


def timed(name: str, work: Callable[[], _Result]) -> _Result:
    start = time.perf_counter()
    done = work()
    print(f"{name:<55}{time.perf_counter() - start:8.1f} s", flush=True)
    return done


def main(articles: int = 10_000, claims: int = 100_000, documents: int = 500) -> None:
    frame = pd.DataFrame({"body": [article(number) for number in range(1, articles + 1)]})
    timed(
        f"{articles} articles, a plain loop", lambda: auditor.audit_frame(frame, jobs=1, compare=False, progress=False)
    )
    report = timed(
        f"{articles} articles, audit_frame", lambda: auditor.audit_frame(frame, compare=False, progress=False)
    )
    timed("its tables", lambda: [report.figures(), report.claims(), report.operands(), report.findings()])
    suite = make_suite(builtin_rules())
    many = Report(tuple(_repeated(report.report.documents, claims // _CLAIMS_EACH)), (), report.report.rules)
    timed(f"{claims} claims through the suite", lambda: run_suite(open_context(None), suite, many))
    few = Report(tuple(_repeated(report.report.documents, documents)), (), report.report.rules)
    with tempfile.TemporaryDirectory() as folder:
        timed(f"{documents} documents, with Data Docs", lambda: run_suite(open_context(None), suite, few, Path(folder)))


def _repeated(
    documents: tuple[auditor.model.DocumentReport, ...], wanted: int
) -> Iterable[auditor.model.DocumentReport]:
    return (documents[number % len(documents)] for number in range(wanted))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
