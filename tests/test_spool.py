"""auditor.spool: reports are whole when they are written, and take little room until then."""

from __future__ import annotations

import gc
import itertools
import pickle
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from io import BytesIO

import pytest
from gold import audit

from auditor.batch import brief
from auditor.held import revised, short, telling
from auditor.model import DocumentReport, Report
from auditor.report.rendering import FORMS, render_check, render_pieces
from auditor.spool import Spool
from auditor.stash import Pieces, Stash

TEXTS = ["全县项目10个，其中工业4个、农业7个。", "会议于2024年5月1日（星期四）召开。", "全年完成投资12.5亿元，增长3%。"]
NAMES = "赤橙黄绿青蓝紫金银铜铁锡春夏秋冬东南西北"
DENSE = "\n".join(
    f"{one}{other}县有项目{number}个，其中工业{number // 3}个、农业{number - number // 3}个。"
    for number, (one, other) in enumerate(itertools.product(NAMES, NAMES[:3]), 100)
)
MANY = 8


@pytest.fixture
def spool() -> Iterator[Spool]:
    made = Spool(Stash(in_memory=1))
    yield made
    made.close()


@pytest.fixture
def reports() -> tuple[DocumentReport, ...]:
    return tuple(map(audit, TEXTS))


def put(spool: Spool, reports: Sequence[DocumentReport]) -> Report:
    """All of them, as a run gathers them."""
    for one in reports:
        spool.append(one)
    return Report(spool.documents)


def test_what_comes_back_is_what_was_put(spool: Spool, reports: tuple[DocumentReport, ...]) -> None:
    report = put(spool, reports)
    assert tuple(report.documents) == tuple(map(brief, reports)) != reports
    whole = spool.whole(report).documents
    assert tuple(whole) == reports
    assert (whole[-1], whole[:2], len(whole)) == (reports[-1], reports[:2], 3)
    assert tuple(whole) == reports  # once more, and in any order
    assert tuple(short(whole)) == tuple(map(brief, reports))


def test_brief_reports_alone(reports: tuple[DocumentReport, ...]) -> None:
    with closing(Spool(wants_bulk=False)) as spool:
        report = put(spool, [brief(one) for one in reports])
        assert spool.whole(report) is report
        assert tuple(report.documents) == tuple(map(brief, reports))


def test_findings_are_those_of_the_last_step(spool: Spool, reports: tuple[DocumentReport, ...]) -> None:
    report = put(spool, reports)
    found = dict(telling(report.documents))
    assert list(found) == [number for number, one in enumerate(reports) if one.findings] != [0, 1, 2]
    silent = [(number, replace(one, findings=())) for number, one in found.items()]
    after = replace(report, documents=revised(report.documents, silent))
    assert tuple(spool.whole(after).documents) == tuple(replace(one, findings=()) for one in reports)
    assert tuple(spool.whole(report).documents) == reports  # the step before is as it was
    added = replace(reports[0].findings[0], id="added")
    more = revised(after.documents, [(2, replace(after.documents[2], findings=(added,)))])
    assert [number for number, _ in telling(more)] == [2]
    assert spool.whole(Report(more)).documents[2] == replace(reports[2], findings=(added,))


@pytest.mark.parametrize("form", [form for form in FORMS if form != "text"])
def test_written_reports_are_the_same(spool: Spool, reports: tuple[DocumentReport, ...], form: str) -> None:
    written = partial(render_check, form=form, lang="zh", color=False, verbose=False, width=100)
    assert written(spool.whole(put(spool, reports))) == written(Report(reports))


def test_pieces_come_back_from_memory_and_from_the_file() -> None:
    pieces = [b"one", b"", b"three" * 9, b"4"]
    with closing(Stash(in_memory=10)) as stash:
        kept = Pieces(stash)
        for piece in pieces:
            kept.append(piece)
        kept[1] = b"two"
        assert [kept[number] for number in range(len(kept))] == [b"one", b"two", b"three" * 9, b"4"]


class Full(BytesIO):
    """A disk with room for so much and no more; of what is too much it takes a part, or nothing."""

    def write(self, data: bytes) -> int:  # type: ignore[override]
        room = 3000 - self.tell()
        if len(data) > room:
            if room > 0:
                return super().write(data[:room])
            raise OSError(28, "No space left on device")
        return super().write(data)


def test_a_full_disk_costs_memory_and_nothing_else(
    spool: Spool, reports: tuple[DocumentReport, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Full())
    assert tuple(spool.whole(put(spool, reports * 4)).documents) == reports * 4


def test_no_place_for_temporary_files(
    spool: Spool, reports: tuple[DocumentReport, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(**_: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", nowhere)
    assert tuple(spool.whole(put(spool, reports)).documents) == reports


def room(keep: Callable[[DocumentReport], object]) -> int:
    """The bytes that many reports take which are kept."""
    data = pickle.dumps(audit(DENSE))
    keep(pickle.loads(data))  # what is made once is none of theirs
    tracemalloc.start()
    try:
        kept = [keep(pickle.loads(data)) for _ in range(MANY)]
        gc.collect()
        assert kept
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def writing(report: Report, form: str) -> tuple[int, int]:
    """The bytes that it takes to write a report to a place that keeps none of it, and how long it is."""
    length = 0
    tracemalloc.start()
    try:
        for piece in render_pieces(report, form, lang="zh", color=False, verbose=True, width=100, coverage=True):
            length += len(piece)
        return tracemalloc.get_traced_memory()[1], length
    finally:
        tracemalloc.stop()


def test_a_run_takes_next_to_nothing_of_its_reports(spool: Spool) -> None:
    assert room(spool.append) * 200 < room(lambda report: report)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "markdown"])  # which is never long
def test_forms_have_one_document_at_a_time(form: str) -> None:
    """Those that count or list first what comes later, too."""
    report = audit(DENSE.replace("农业1", "农业9"))
    assert len(report.findings) > 5
    found = []
    for count in (4, 4, 40):  # at first there are imports and templates
        with closing(Spool()) as spool:
            for number in range(count):
                spool.append(replace(report, document=replace(report.document, path=f"{number}.txt")))
            found.append(writing(spool.whole(Report(spool.documents)), form))
    (room_of_few, length_of_few), (room_of_many, length_of_many) = found[1:]
    more = length_of_many - length_of_few
    assert more > 5 * length_of_few
    assert room_of_many - room_of_few < more  # in one piece, it takes two bytes a character at least
