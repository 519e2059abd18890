"""The formats that tools read: places by each one's convention, nothing lost, nothing executed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from report_samples import SHARE_RULES, make_claim, make_document, make_finding, span_of, tax_document

from auditor.engine import Auditor
from auditor.model import Document, Edit, Finding, InputError, Related, Report, Severity, Span, Verdict
from auditor.report.csv_report import to_csv
from auditor.report.github import to_github
from auditor.report.gitlab import to_gitlab
from auditor.report.jsonl import to_jsonl
from auditor.report.junit import to_junit
from auditor.report.markdown import to_markdown
from auditor.report.places import GIT_ENDS, Places
from auditor.report.rdjsonl import to_rdjsonl
from auditor.report.rendering import FORMS, render_check
from auditor.report.sarif import to_sarif

SARIF_SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
# Lines end in CRLF, LF and a lone CR; characters outside the BMP and full-width ones come before the places.
TEXT = "甲乙：𠮷野家３家。\r\n丙，丁，重复的话。\n戊\r己𠮷重复的话。\r\n末行"
HOSTILE = "::error::%0A<script>alert(1)</script>]]>&\x00\x1b[31m\u202e|`*_@all =1+1\ud83d"


def finding_at(part: str, occurrence: int = 0, **more: Any) -> Finding:
    return make_finding(span_of(TEXT, part, occurrence), **more)


def sample() -> Report:
    first = span_of(TEXT, "重复的话", 0)
    findings = (
        finding_at("３家", severity=Severity.ERROR, message="份额：不符", claim="c1", suggestion="４家"),
        replace(
            finding_at("重复的话", 1, severity=Severity.WARNING, related=(Related(first, "第一次出现"),)),
            rule="DUP101",
            family="duplicate",
            id="dup1",
            edits=(Edit(span_of(TEXT, "重复的话", 1), ""),),
        ),
        replace(finding_at("。\r\n丙", severity=Severity.NOTE, message="跨行"), id="note1", rule="XYZ999"),
    )
    claims = (
        make_claim(TEXT, ("３家", "甲乙"), name="c1"),
        make_claim(TEXT, ("丁",), name="c2", verdict=Verdict.HOLDS),
        make_claim(TEXT, ("末行",), name="c3", verdict=Verdict.OPEN, reason="列举未必完整"),
    )
    document = make_document(TEXT, path="./稿件/a, b:1%.txt", findings=findings, claims=claims)
    return Report((document, make_document("好", path="b.txt")), (InputError("坏.txt", "没有读取权限"),), SHARE_RULES)


def hostile() -> Report:
    findings = (
        make_finding(Span(0, len(HOSTILE)), message=HOSTILE, suggestion="\n" + HOSTILE),
        replace(make_finding(Span(3, 3), message="=cmd()"), related=(Related(Span(0, 1), HOSTILE),)),
    )
    document = make_document(HOSTILE, path="坏\udcff\x1b\n.txt", findings=findings)
    return Report((document,), (InputError("\ud800\r\n::error::x", HOSTILE),), SHARE_RULES)


def between(text: str, ends: re.Pattern[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    """What stands between two places, found by going through the lines as a reader would."""
    starts = [0, *(match.end() for match in ends.finditer(text))]
    return text[starts[start[0] - 1] + start[1] - 1 : starts[end[0] - 1] + end[1] - 1]


# ── SARIF ────────────────────────────────────────────────────────────────────────────────────────────────────


def sarif_run(report: Report, lang: str = "zh") -> Any:
    log = json.loads(to_sarif(report, lang=lang))
    Draft4Validator(json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))).validate(log)
    (run,) = log["runs"]
    return run


@pytest.mark.parametrize("make", [sample, hostile, lambda: Report(())])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_keeps_to_its_schema(make: Callable[[], Report], lang: str) -> None:
    report = make()
    run = sarif_run(report, lang)
    assert len(run["results"]) == sum(len(document.findings) for document in report.documents)
    assert run["invocations"][0]["executionSuccessful"] is not report.errors


def test_sarif_places() -> None:
    run = sarif_run(sample())
    assert run["columnKind"] == "unicodeCodePoints"
    ends = re.compile("|".join(map(re.escape, run["newlineSequences"])))
    found = []
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
        found.append((result["level"], between(TEXT, ends, start, end), region["snippet"]["text"]))
    assert found == [
        ("error", "３家", "３家"),
        ("note", "。\r\n丙", "。\r\n丙"),
        ("warning", "重复的话", "重复的话"),
    ]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 7
    assert run["results"][2]["locations"][0]["physicalLocation"]["region"]["startLine"] == 4


def test_sarif_rules_paths_fixes_and_related_places() -> None:
    run = sarif_run(sample())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["FIG201", "DUP101", "XYZ999"]
    assert rules[0]["help"]["text"] == "份额由部分除以整体得出。"
    assert rules[1]["defaultConfiguration"]["level"] == "warning"
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == "%E7%A8%BF%E4%BB%B6/a%2C%20b%3A1%25.txt"
    assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]
    duplicate = run["results"][2]
    assert duplicate["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 2
    (change,) = duplicate["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == ""
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "没有读取权限"


def test_sarif_baseline_and_suppressions_are_there_only_if_known() -> None:
    one = finding_at("末行")
    states = (replace(one, known=True), replace(one, known=False), replace(one, known=False, suppressed="旧稿"))
    results = sarif_run(Report((make_document(TEXT, findings=states[:2]),)))["results"]
    assert [result["baselineState"] for result in results] == ["unchanged", "new"]
    assert not [result for result in results if "suppressions" in result]
    # All results of a run have suppressions, or none has.
    results = sarif_run(Report((make_document(TEXT, findings=states),)))["results"]
    assert [result["suppressions"] for result in results] == [[], [], [{"kind": "inSource", "justification": "旧稿"}]]
    assert len({result["partialFingerprints"]["auditor/v1"] for result in results}) == 1
    assert "baselineState" not in sarif_run(Report((make_document(TEXT, findings=(one,)),)))["results"][0]


def test_sarif_of_an_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = (str(tmp_path / "内.txt"), "/elsewhere/外.txt")
    run = sarif_run(Report(tuple(make_document("甲", path=path) for path in paths)))
    inside, outside = (artifact["location"] for artifact in run["artifacts"])
    assert inside == {"uri": "%E5%86%85.txt", "uriBaseId": "%SRCROOT%"}
    assert outside == {"uri": "file:///elsewhere/%E5%A4%96.txt"}


# ── GitHub, GitLab, reviewdog: lines as git counts them ────────────────────────────────────────────────────────

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)")


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands as the runner takes them apart."""

    def plain(value: str) -> str:
        for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            value = value.replace(code, sign)
        return value

    found = []
    for line in to_github(report).split("\n")[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match.group(2).split(","))
        found.append((match.group(1), {name: plain(value) for name, value in pairs}, plain(match.group(3))))
    return found


def test_github_commands() -> None:
    error, note, warning, unread = commands(sample())
    assert (error[0], note[0], warning[0], unread[0]) == ("error", "notice", "warning", "error")
    assert error[1] == {
        "file": "稿件/a, b:1%.txt",
        "line": "1",
        "endLine": "1",
        "col": "7",
        "endColumn": "9",
        "title": "FIG201 份额与两数不符",
    }
    assert error[2].splitlines()[0] == "份额：不符"
    assert error[2].splitlines()[-1] == "建议：４家"
    # The place goes over a line end: no columns, or GitHub refuses it.
    assert (note[1]["line"], note[1]["endLine"], "col" in note[1]) == ("1", "2", False)
    # A lone CR ends no line for git.
    assert (warning[1]["line"], warning[1]["col"]) == ("3", "5")
    assert unread[2] == "没有读取权限"


def test_github_commands_cannot_be_forged() -> None:
    assert len(commands(hostile())) == 3
    to_github(hostile()).encode("utf-8", "replace")


def test_gitlab_issues() -> None:
    issues = json.loads(to_gitlab(sample()))
    assert [issue["severity"] for issue in issues] == ["major", "info", "minor", "critical"]
    assert [issue["location"]["lines"] for issue in issues][:3] == [
        {"begin": 1, "end": 1},
        {"begin": 1, "end": 2},
        {"begin": 3, "end": 3},
    ]
    assert issues[0]["location"]["path"] == "稿件/a, b:1%.txt"
    assert issues[0]["check_name"] == "FIG201"


def test_gitlab_fingerprints_are_unique_and_stay() -> None:
    same = make_document("甲甲", findings=(make_finding(Span(0, 1)), make_finding(Span(1, 2))))
    report = Report((same, replace(same, document=replace(same.document, path="b.txt"))))
    prints = [issue["fingerprint"] for issue in json.loads(to_gitlab(report))]
    assert len(set(prints)) == 4
    assert prints == [issue["fingerprint"] for issue in json.loads(to_gitlab(report))]


def test_reviewdog_counts_bytes() -> None:
    diagnostics = [json.loads(line) for line in to_rdjsonl(sample()).splitlines()]
    assert [one["severity"] for one in diagnostics] == ["ERROR", "INFO", "WARNING", "ERROR"]
    raw = TEXT.encode("utf-8").split(b"\n")
    shown = []
    for one in diagnostics[:3]:
        start, end = one["location"]["range"]["start"], one["location"]["range"]["end"]
        if start["line"] == end["line"]:
            shown.append(raw[start["line"] - 1][start["column"] - 1 : end["column"] - 1].decode("utf-8"))
    assert shown == ["３家", "重复的话"]
    assert diagnostics[1]["location"]["range"]["end"] == {"line": 2, "column": 4}
    assert diagnostics[2]["suggestions"][0]["text"] == ""
    assert diagnostics[2]["related_locations"][0]["location"]["range"]["start"]["line"] == 2
    assert diagnostics[0]["code"] == {"value": "FIG201"}


@given(st.text(alphabet="甲a\r\n𠮷é", max_size=40), st.data())
def test_places_in_bytes(text: str, data: st.DataObject) -> None:
    places = Places(text, GIT_ENDS)
    for offset in data.draw(st.lists(st.integers(0, len(text)), max_size=8)):
        head = text[:offset].encode("utf-8")
        line_start = head.rfind(b"\n") + 1
        expected = (head.count(b"\n") + 1, len(head) - line_start + 1)
        place = places.in_bytes(offset)
        assert (place.line, place.column) == expected


def test_places_of_a_very_long_line_are_quick() -> None:
    findings = tuple(make_finding(Span(at, at + 1)) for at in range(0, 1_000_000, 400))
    report = Report((make_document("甲" * 1_000_000, findings=findings),))
    last = json.loads(to_rdjsonl(report).splitlines()[-1])
    assert last["location"]["range"]["start"]["column"] == 999_600 * 3 + 1


# ── JUnit, CSV, JSON Lines, Markdown ───────────────────────────────────────────────────────────────────────────


def test_junit() -> None:
    root = Xml.fromstring(to_junit(sample()).encode("utf-8"))
    assert (root.get("tests"), root.get("failures"), root.get("errors"), root.get("skipped")) == ("6", "2", "1", "2")
    first, clean, unread = root
    assert (first.get("name"), first.get("tests"), clean.get("tests")) == ("稿件/a, b:1%.txt", "5", "0")
    outcomes = [(case.get("line"), *(child.tag for child in case)) for case in first]
    assert outcomes == [("1", "failure"), ("1", "skipped"), ("4", "failure"), ("2",), ("5", "skipped")]
    failure = first[0].find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("error", "份额：不符")
    assert "建议：４家" in (failure.text or "")
    assert unread[0].find("error") is not None


def test_junit_of_hostile_text_is_xml() -> None:
    root = Xml.fromstring(to_junit(hostile()).encode("utf-8"))
    message = root[0][0][0].get("message") or ""
    assert "<script>" in message
    assert "\x1b" not in message


def test_csv() -> None:
    written = to_csv(sample())
    assert written.startswith("\ufeffpath,line,")
    rows = list(csv.DictReader(io.StringIO(written[1:])))
    assert [(row["severity"], row["line"], row["column"], row["text"]) for row in rows] == [
        ("error", "1", "7", "３家"),
        ("note", "1", "9", "。 丙"),
        ("warning", "4", "3", "重复的话"),
        ("error", "", "", ""),
    ]
    assert rows[0]["suggestion"] == "４家"
    assert rows[2]["related"] == "2:5 第一次出现"
    assert rows[3]["path"] == "坏.txt"


def test_csv_holds_no_formula() -> None:
    written = to_csv(hostile())
    written.encode("utf-8")
    cells = [cell for row in csv.reader(io.StringIO(written[1:])) for cell in row]
    assert "'=cmd()" in cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]


def test_json_lines() -> None:
    lines = [json.loads(line) for line in to_jsonl(sample()).splitlines()]
    assert [line["type"] for line in lines] == [
        "run", "document", "finding", "finding", "finding", "document", "error", "summary",
    ]  # fmt: skip
    assert (lines[2]["line"], lines[2]["column"], lines[2]["end_column"]) == (1, 7, 9)
    assert (lines[2]["path"], lines[2]["severity"], lines[2]["text"]) == ("./稿件/a, b:1%.txt", "error", "３家")
    assert lines[-1]["note"] == 1


def test_markdown() -> None:
    written = to_markdown(sample())
    assert "🔴 错误 **1:7** `FIG201` 份额：不符" in written
    assert "🟡 警告 **4:3** `DUP101`" in written
    assert "🔵 提示 **1:9** `XYZ999` 跨行" in written
    assert "参见 2:5: 第一次出现" in written
    assert written.count("<details open>") == written.count("</details>") == 1
    assert "没有读取权限" in written


def test_markdown_shows_hostile_text_as_it_is() -> None:
    written = to_markdown(hostile())
    assert "<script" not in written
    assert "@all" not in written
    assert "\x1b" not in written
    assert "\u202e" not in written


def test_markdown_fits_a_comment_and_says_what_it_leaves_out() -> None:
    findings = tuple(replace(make_finding(Span(0, 1), message="重复" * 40), id=str(n)) for n in range(2000))
    written = to_markdown(Report((make_document("甲", findings=findings),)), lang="en")
    assert len(written) < 65_536
    told = written.count("**1:1**")
    assert told > 100
    assert f"{2000 - told} more are left out." in written
    assert written.count("<details open>") == written.count("</details>") == 1


# ── Places, by what each form says of lines and columns ────────────────────────────────────────────────────────

EDITORS, GIT = re.compile(r"\r\n|\n|\r"), re.compile(r"\n")


def _told(report: Report, text: str) -> Iterator[tuple[str, str]]:
    """What each form's place, followed as its convention says, leads to."""
    region = sarif_run(report)["results"][0]["locations"][0]["physicalLocation"]["region"]
    start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    yield "sarif", between(text, EDITORS, start, end)
    ((_, place, _),) = commands(report)
    if "col" in place:
        start, end = (int(place["line"]), int(place["col"])), (int(place["endLine"]), int(place["endColumn"]))
        yield "github", between(text, GIT, start, end)
    found = json.loads(to_rdjsonl(report))["location"]["range"]
    lines = text.encode("utf-8").split(b"\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    first, last = (starts[found[one]["line"] - 1] + found[one]["column"] - 1 for one in ("start", "end"))
    yield "rdjsonl", text.encode("utf-8")[first:last].decode("utf-8")
    line = json.loads(to_jsonl(report).splitlines()[2])
    yield "jsonl", between(text, EDITORS, (line["line"], line["column"]), (line["end_line"], line["end_column"]))
    (row,) = csv.DictReader(io.StringIO(to_csv(report)[1:], newline=""))
    start, end = (int(row["line"]), int(row["column"])), (int(row["end_line"]), int(row["end_column"]))
    yield "csv", between(text, EDITORS, start, end)


@given(st.text(alphabet="甲a𠮷é\u0301\r\n\f\x0b\x85\u2028\t", min_size=1, max_size=30), st.data())
def test_places_lead_to_what_they_name(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start, len(text))))
    report = Report((make_document(text, findings=(make_finding(span),)),))
    for form, told in _told(report, text):
        assert told == span.of(text), form
    head, tail = text[:start], text[: span.end]
    (issue,) = json.loads(to_gitlab(report))
    assert issue["location"]["lines"] == {"begin": head.count("\n") + 1, "end": tail.count("\n") + 1}
    (case,) = Xml.fromstring(to_junit(report).encode("utf-8"))[0]
    # A CRLF ends one line; a place between its two characters is still on it.
    lines = len(EDITORS.findall(text[:start])) - (head.endswith("\r") and text[start] == "\n") + 1
    assert case.get("line") == str(lines)
    assert f"**{lines}:" in to_markdown(report)


# ── The diagnosis ──────────────────────────────────────────────────────────────────────────────────────────────


def audited(name: str, lang: str = "zh") -> Report:
    path = Path(__file__).parents[1] / "fixtures" / "articles" / f"{name}.txt"
    return Report((Auditor(lang).audit(Document(path.name, path.read_text(encoding="utf-8"), "utf-8")),))


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("html", "json", "jsonl", "csv")])
def test_every_form_for_people_names_the_suspect(form: str) -> None:
    report = audited("county-budget-report")
    for lang, said in (("zh", "6630万元 → 应为6603万元（相邻两位数字颠倒）"), ("en", "6630万元 → 6603万元 (")):
        told = render_check(report, form, lang=lang, color=False, verbose=False, width=100)
        assert said.rstrip("(") in told.replace("\\", "")


def test_csv_has_the_diagnosis_in_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(audited("county-budget-report"))[1:])))
    row = next(row for row in rows if row["text"] == "6630万元")
    assert (row["suspect"], row["suspect_line"], row["suspect_column"]) == ("6630万元", "19", "48")
    assert (row["should_be"], row["reason"], row["suggestion"]) == ("6603万元", "相邻两位数字颠倒", "")
    assert row["or_else"] == "48万元 → 应为75万元; 315万元 → 应为342万元"
    (row,) = (row for row in csv.DictReader(io.StringIO(to_csv(audited("investment-fair-page"))[1:])) if row["missing"])
    assert row["missing"] == "6个; 9.7%; 17.3亿元"


def test_reviewers_may_accept_the_likeliest_change_and_tools_get_no_fix() -> None:
    report = audited("county-budget-report")
    diagnostics = [json.loads(line) for line in to_rdjsonl(report).splitlines()]
    ((suggestion,),) = [one["suggestions"] for one in diagnostics if "6603万元" in one["message"]]
    assert suggestion["text"] == "6603万元"
    raw = report.documents[0].document.text.encode("utf-8").split(b"\n")[suggestion["range"]["start"]["line"] - 1]
    start, end = (suggestion["range"][one]["column"] - 1 for one in ("start", "end"))
    assert raw[start:end].decode("utf-8") == "6630万元"
    results = sarif_run(report)["results"]
    assert not [one for one in results if "fixes" in one]
    related = [place["message"]["text"] for place in results[0]["relatedLocations"]]
    assert "最可疑 6630万元 → 应为6603万元（相邻两位数字颠倒）" in related


def test_no_change_is_offered_that_is_unsure_or_over_lines() -> None:
    (document,) = audited("county-budget-report").documents
    (first, *_), text = document.findings, document.document.text
    broken = Span(text.index("\n") - 1, text.index("\n") + 2)
    for changes, offered in (
        ({}, True),
        ({"slip": None}, False),
        ({"also": ("f1",)}, False),
        ({"span": broken}, False),
    ):
        finding = replace(first, suspects=(replace(first.suspects[0], **changes),))
        told = json.loads(to_rdjsonl(Report((replace(document, findings=(finding,)),))))
        assert ("suggestions" in told) is offered, changes


# ── All of them ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", [form for form in FORMS if form != "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_form_tells_every_severity(form: str, lang: str) -> None:
    text = render_check(sample(), form, lang=lang, color=False, verbose=False, width=100)
    # 重复 is a warning, 跨行 a note
    for message in ("份额：不符", "比重与两数不符", "跨行"):
        assert message in text.replace("\\", "")
    empty = render_check(Report(()), form, lang=lang, color=False, verbose=False, width=100)
    assert isinstance(empty, str)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("html", "text")])
def test_every_form_can_be_written(form: str) -> None:
    text = render_check(hostile(), form, lang="zh", color=False, verbose=False, width=100)
    text.encode("utf-8")
    assert "\u202e" not in text or form in ("junit", "csv")


def test_empty_documents_and_places_at_the_end() -> None:
    document = replace(tax_document(), document=Document("leer.txt", "", "utf-8"), figures=(), claims=())
    report = Report((replace(document, findings=(make_finding(Span(0, 0)),)),))
    assert sarif_run(report)["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    for form in FORMS[1:]:
        if form != "html":
            render_check(report, form, lang="en", color=False, verbose=False, width=100)
