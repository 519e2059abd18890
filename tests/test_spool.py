"""auditor.spool: reports are whole when they are written, and take little room until then."""

from __future__ import annotations

import gc
import itertools
import pickle
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from gold import audit

from auditor.batch import brief
from auditor.model import DocumentReport, Report
from auditor.report.json_report import json_pieces, to_json
from auditor.report.jsonl import to_jsonl
from auditor.spool import Spool

TEXTS = ["全县项目10个，其中工业4个、农业7个。", "会议于2024年5月1日（星期四）召开。", "全年完成投资12.5亿元，增长3%。"]
NAMES = "赤橙黄绿青蓝紫金银铜铁锡春夏秋冬东南西北"
DENSE = "\n".join(
    f"{one}{other}县有项目{number}个，其中工业{number // 3}个、农业{number - number // 3}个。"
    for number, (one, other) in enumerate(itertools.product(NAMES, NAMES[:3]), 100)
)
MANY = 8


@pytest.fixture
def spool() -> Iterator[Spool]:
    made = Spool(in_memory=1)
    yield made
    made.close()


@pytest.fixture
def reports() -> tuple[DocumentReport, ...]:
    return tuple(map(audit, TEXTS))


def test_what_comes_back_is_what_was_put(spool: Spool, reports: tuple[DocumentReport, ...]) -> None:
    briefs = tuple(map(spool.put, reports))
    assert briefs == tuple(map(brief, reports))
    assert briefs != reports
    whole = spool.whole(Report(briefs)).documents
    assert tuple(whole) == reports
    assert (whole[-1], whole[:2], len(whole)) == (reports[-1], reports[:2], 3)
    assert tuple(whole) == reports  # once more, and in any order


def test_findings_are_those_of_the_brief_report(spool: Spool, reports: tuple[DocumentReport, ...]) -> None:
    briefs = tuple(replace(spool.put(one), findings=()) for one in reports)
    assert tuple(spool.whole(Report(briefs)).documents) == tuple(replace(one, findings=()) for one in reports)


@pytest.mark.parametrize("form", [to_json, to_jsonl])
def test_written_reports_are_the_same(
    spool: Spool, reports: tuple[DocumentReport, ...], form: Callable[[Report], str]
) -> None:
    briefs = tuple(map(spool.put, reports))
    assert form(spool.whole(Report(briefs))) == form(Report(reports)) != form(Report(briefs))


class Full(BytesIO):
    """A disk with room for so much and no more."""

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(data) > 3000:
            raise OSError(28, "No space left on device")
        return super().write(data)


def test_a_full_disk_costs_memory_and_nothing_else(
    spool: Spool, reports: tuple[DocumentReport, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "_file", Full())
    briefs = tuple(map(spool.put, reports * 4))
    assert tuple(spool.whole(Report(briefs)).documents) == reports * 4


def room(keep: Callable[[DocumentReport], DocumentReport]) -> tuple[list[DocumentReport], int]:
    """Many reports, kept, and the bytes that they take."""
    data = pickle.dumps(audit(DENSE))
    keep(pickle.loads(data))  # what is made once is none of theirs
    tracemalloc.start()
    try:
        kept = [keep(pickle.loads(data)) for _ in range(MANY)]
        gc.collect()
        return kept, tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def writing(report: Report) -> int:
    """The bytes that it takes to write a report to a place that keeps none of it."""
    tracemalloc.start()
    try:
        for _ in json_pieces(report):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_run_takes_a_fraction_of_its_reports(spool: Spool) -> None:
    kept, least = room(spool.put)
    _, most = room(lambda report: report)
    assert least * 20 < most
    few, many = (writing(spool.whole(Report(tuple(some)))) for some in (kept[:2], kept))
    assert many < 1.5 * few  # only one document is there at a time
