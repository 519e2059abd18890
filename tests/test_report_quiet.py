"""What a baseline knows and what is to be ignored: which forms tell of it, and that it counts for nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from report_samples import SHARE_RULES, make_document, make_finding

from auditor.model import Report, Severity, Span
from auditor.report.rendering import render_check
from auditor.report.summary import Quiet, count_quiet, summarize

TEXT = "甲乙丙丁"


def report() -> Report:
    """A new note, two known errors, a warning to be ignored that is known, too."""
    findings = (
        make_finding(Span(0, 1), severity=Severity.NOTE, message="新的"),
        replace(make_finding(Span(1, 2), message="旧的一"), known=True),
        replace(make_finding(Span(2, 3), message="旧的二"), known=True),
        replace(make_finding(Span(3, 4), severity=Severity.WARNING, message="不管"), known=True, suppressed="引文"),
    )
    return Report((make_document(TEXT, findings=findings),), (), SHARE_RULES)


def rendered(form: str, lang: str = "zh") -> str:
    return render_check(report(), form, lang=lang, color=False, verbose=False, width=100)


def test_they_are_counted_apart() -> None:
    assert count_quiet(report()) == Quiet(known=2, suppressed=1)
    counts = summarize(report())
    assert (counts.error, counts.warning, counts.note) == (0, 0, 1)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_reports_for_people_say_how_many_are_not_listed(form: str) -> None:
    told = rendered(form)
    assert "另有未列出的问题：已知 2 条，已忽略 1 条" in told
    assert "新的" in told
    assert not [message for message in ("旧的", "不管") if message in told]
    assert "not listed: 2 known, 1 ignored" in rendered(form, "en")


@pytest.mark.parametrize(
    ("lang", "known", "ignored"),
    [("zh", "  1:2  错误  FIG201  旧的一（已知）", "  1:4  警告  FIG201  不管（已忽略：引文，a.txt.auditor.toml:3）"),
     ("en", "  1:2  error  FIG201  旧的一 (known)", "  1:4  warning  FIG201  不管 (ignored: 引文, a.txt.auditor.toml:3)")],
)  # fmt: skip
def test_the_terminal_lists_them_if_asked_to(lang: str, known: str, ignored: str) -> None:
    (document,) = report().documents
    *others, last = document.findings
    whole = Report(
        (replace(document, findings=(*others, replace(last, suppressed_in="a.txt.auditor.toml:3"))),), (), SHARE_RULES
    )
    lines = render_check(whole, "text", lang=lang, color=False, verbose=True, width=100).splitlines()
    assert known in lines
    assert ignored in lines
    assert lines[-1] == {"zh": "另有：已知 2 条，已忽略 1 条", "en": "also: 2 known, 1 ignored"}[lang]


def test_a_document_with_quiet_findings_alone_is_not_listed() -> None:
    (document,) = report().documents
    quiet = Report((replace(document, findings=document.findings[1:]),))
    told = render_check(quiet, "text", lang="en", color=False, verbose=False, width=100)
    assert "a.txt" not in told
    assert told.startswith("Nothing new found")
    assert "not listed: 2 known, 1 ignored" in told


def test_nothing_is_said_where_nothing_is_quiet() -> None:
    (document,) = report().documents
    loud = Report((replace(document, findings=document.findings[:1]),))
    assert "未列出" not in render_check(loud, "text", lang="zh", color=False, verbose=False, width=100)


def test_sarif_has_all_of_them() -> None:
    results = json.loads(rendered("sarif"))["runs"][0]["results"]
    assert [len(result["suppressions"]) for result in results] == [0, 0, 0, 1]
