"""auditor.report.json_report: every report keeps to the schema, and no number is ever a float."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from report_samples import make_document, make_finding, span_of, tax_document, tax_report

from auditor import __version__
from auditor.interval import Interval
from auditor.model import Document, InputError, Related, Report, Script, Severity, Span
from auditor.report.decimals import Toward, decimal_string
from auditor.report.json_report import figures_to_json, schema, to_json
from auditor.report.places import Place, Places
from auditor.report.summary import summarize


def no_float(literal: str) -> float:
    raise AssertionError(f"a float: {literal}")


def checked(report: Report) -> Any:
    """The parsed report, after it has been held against the schema."""
    parsed = json.loads(to_json(report), parse_float=no_float, parse_constant=no_float)
    Draft202012Validator(schema()).validate(parsed)
    return parsed


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_empty_run() -> None:
    parsed = checked(Report(()))
    assert parsed["tool"] == {"name": "auditor", "version": __version__}
    assert (parsed["schema_version"], parsed["documents"], parsed["errors"]) == ("1", [], [])
    assert set(parsed["summary"].values()) == {0}


def test_document_without_anything() -> None:
    (document,) = checked(Report((make_document(""),)))["documents"]
    assert document == {
        "path": "a.txt",
        "encoding": "utf-8",
        "length": 0,
        "script": "hans",
        "figures": [],
        "claims": [],
        "findings": [],
        "suppressed": [],
        "coverage": {"figures": 0, "checkable": 0, "checked": 0, "unchecked": []},
    }


def test_figures() -> None:
    report = tax_report()
    (document,) = checked(report)["documents"]
    text = report.documents[0].document.text
    first = document["figures"][0]
    assert text[first["start"] : first["end"]] == first["text"] == "1.96亿元"
    assert (first["value"], first["low"], first["high"]) == ("196000000", "195020000", "196980000")
    assert (first["unit"], first["dimension"], first["hedge"]) == ("CNY", "money", None)
    assert (first["label"], first["period"]) == ("税收收入", "1-4月")


def test_open_sides_are_null() -> None:
    document = tax_document()
    above = replace(document.figures[0], interval=Interval(Fraction(4), None), hedge="above")
    below = replace(document.figures[1], interval=Interval(None, Fraction(1, 2)), hedge="below")
    (parsed,) = checked(Report((replace(document, figures=(above, below)),)))["documents"]
    assert [(figure["low"], figure["high"]) for figure in parsed["figures"]] == [("4", None), (None, "0.5")]


def test_claims() -> None:
    (document,) = checked(tax_report())["documents"]
    (claim,) = document["claims"]
    assert (claim["rule"], claim["kind"], claim["verdict"]) == ("FIG201", "share", "fails")
    assert (claim["exact"], claim["reason"], claim["items"]) == (False, "", None)
    assert [operand["role"] for operand in claim["operands"]] == ["part", "whole", "rate"]
    assert [operand["figure"] for operand in claim["operands"]] == ["f1", "f2", "f3"]
    assert claim["stated"] == {"low": "81.465", "high": "81.475"}
    # 19550/245 = 79.7959183673469… and 19650/243 = 80.8641975308641…: rounded outward.
    assert claim["computed"] == {"low": "79.7959183673", "high": "80.8641975309"}


def test_findings_carry_line_and_column() -> None:
    (document,) = checked(Report((tax_document("甲\r\n𠮷乙\r丙\n"),)))["documents"]
    (finding,) = document["findings"]
    assert (finding["line"], finding["column"]) == (4, 37)
    assert (finding["claim"], finding["suggestion"], finding["family"]) == ("c1", "80.33%", "figures")


def test_related_places() -> None:
    text = "重复的话。重复的话。"
    related = (Related(Span(0, 5), "第一次出现"),)
    finding = make_finding(Span(5, 10), family="duplicate", severity=Severity.WARNING, related=related)
    (document,) = checked(Report((make_document(text, findings=(finding,)),)))["documents"]
    assert document["findings"][0]["related"] == [{"start": 0, "end": 5, "message": "第一次出现", "path": None}]


def test_summary_counts_verdicts_and_severities_apart() -> None:
    note = make_finding(Span(0, 1), severity=Severity.NOTE)
    other = make_document("甲", path="b.txt", findings=(note, note))
    report = Report((tax_document(), other), (InputError("c.txt", "没有读取权限"),))
    parsed = checked(report)
    assert parsed["summary"] == {
        "documents": 2,
        "figures": 3,
        "claims": 1,
        "holds": 0,
        "fails": 1,
        "open": 0,
        "error": 1,
        "warning": 0,
        "note": 2,
    }
    assert parsed["errors"] == [{"path": "c.txt", "message": "没有读取权限"}]
    summary = summarize(report)
    assert [summary.at_least(severity) for severity in Severity] == [1, 1, 3]


def test_hostile_text_stays_inside_its_strings() -> None:
    text = '甲\x1b[31m\x00"\\\u202e\u2028\x9b乙\ud83d'
    path = "坏\udcff\x1b.txt"
    finding = make_finding(Span(0, len(text)), message=text)
    dumped = to_json(Report((make_document(text, path=path, findings=(finding,)),)))
    dumped.encode("utf-8")
    assert not set("\x1b\x00\u202e\u2028\x9b") & set(dumped)
    parsed = checked(Report((make_document(text, path=path, findings=(finding,)),)))
    assert parsed["documents"][0]["path"] == path
    assert parsed["documents"][0]["findings"][0]["message"] == text


def test_figures_alone_are_those_of_the_report() -> None:
    report = Report(tax_report().documents, (InputError("b.txt", "没有读取权限"),))
    alone, whole = json.loads(figures_to_json(report)), checked(report)
    assert alone["documents"][0]["figures"] == whole["documents"][0]["figures"]
    assert alone["errors"] == whole["errors"]
    assert alone["schema_version"] == "1"
    assert "claims" not in alone["documents"][0]


def document_of(parsed: Any) -> Any:
    return parsed["documents"][0]


@pytest.mark.parametrize(
    ("where", "key", "value"),
    [
        (lambda parsed: parsed, "schema_version", "2"),
        (lambda parsed: parsed, "extra", 1),
        (lambda parsed: parsed["summary"], "holds", -1),
        (lambda parsed: document_of(parsed)["figures"][0], "value", 196000000.0),
        (lambda parsed: document_of(parsed)["figures"][0], "value", "1.96e8"),
        (lambda parsed: document_of(parsed)["figures"][0], "value", "1.50"),
        (lambda parsed: document_of(parsed)["figures"][0], "value", "-0"),
        (lambda parsed: document_of(parsed)["figures"][0], "value", None),
        (lambda parsed: document_of(parsed)["figures"][0], "start", -1),
        (lambda parsed: document_of(parsed)["claims"][0], "verdict", "maybe"),
        (lambda parsed: document_of(parsed)["claims"][0], "operands", []),
        (lambda parsed: document_of(parsed)["claims"][0]["computed"], "low", 79.8),
        (lambda parsed: document_of(parsed)["findings"][0], "family", "style"),
        (lambda parsed: document_of(parsed)["findings"][0], "column", 0),
        (lambda parsed: document_of(parsed)["findings"][0], "message", ""),
        (document_of, "script", "latin"),
    ],
)
def test_schema_refuses(where: Any, key: str, value: object) -> None:
    parsed = checked(tax_report())
    where(parsed)[key] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(schema()).validate(parsed)


def objects(value: Any) -> list[dict[str, Any]]:
    """Every object in a JSON value."""
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in objects(item))]
    return [found for item in value for found in objects(item)] if isinstance(value, list) else []


def test_schema_requires_every_field() -> None:
    validator = Draft202012Validator(schema())
    parsed = checked(Report(tax_report().documents, (InputError("b.txt", "没有"),)))
    for found in objects(parsed):
        for key in list(found):
            value = found.pop(key)
            assert not validator.is_valid(parsed), f"{key} may be missing"
            found[key] = value
    assert validator.is_valid(parsed)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "0"),
        ("-3", "-3"),
        ("100", "100"),
        ("1/8", "0.125"),
        ("-1/20", "-0.05"),
        ("2441/100", "24.41"),
        ("300000000", "300000000"),
        ("1/1024", "0.0009765625"),
        ("1/3", "0.333333333333"),
        ("200/3", "66.6666666667"),
        ("1/30000", "0.0000333333333333"),
        ("10000000000000/3", "3333333333330"),
    ],
)
def test_decimals(value: str, expected: str) -> None:
    assert decimal_string(Fraction(value)) == expected


def test_decimals_that_never_end_go_outward() -> None:
    third = Fraction(1, 3)
    assert decimal_string(third, Toward.LOW) == "0.333333333333"
    assert decimal_string(third, Toward.HIGH) == "0.333333333334"
    assert decimal_string(-third, Toward.LOW) == "-0.333333333334"
    assert decimal_string(-third, Toward.HIGH) == "-0.333333333333"
    # Rounding up may need a digit more before the point.
    assert decimal_string(Fraction(29999999999999, 3), Toward.HIGH) == "10000000000000"


def test_decimals_of_any_size() -> None:
    assert decimal_string(Fraction(10**6000 + 1, 10)) == "1" + "0" * 5999 + ".1"


@given(st.fractions())
def test_decimals_keep_the_value(value: Fraction) -> None:
    low, high = (Fraction(decimal_string(value, toward)) for toward in (Toward.LOW, Toward.HIGH))
    assert low <= value <= high
    assert high - low <= abs(value) / 10**11
    if 10**40 % value.denominator == 0:
        assert low == value == high == Fraction(decimal_string(value))


def test_places_count_every_kind_of_line_end() -> None:
    text = "甲\r\n乙\r丙\n\n丁\u2028戊"
    places = Places(text)
    assert places.at(0) == Place(1, 1)
    assert places.at(text.index("乙")) == Place(2, 1)
    assert places.at(text.index("丙")) == Place(3, 1)
    assert places.at(text.index("丁")) == Place(5, 1)
    assert places.at(text.index("戊")) == Place(5, 3)
    assert places.at(len(text)) == Place(5, 4)
    assert str(Places("").at(0)) == "1:1"


def test_script_and_encoding_are_told() -> None:
    document = Document("a.txt", "甲", "cp950", Script.HANT)
    report = Report((replace(make_document("甲"), document=document),))
    (parsed,) = checked(report)["documents"]
    assert (parsed["script"], parsed["encoding"], parsed["length"]) == ("hant", "cp950", 1)


def test_length_counts_code_points() -> None:
    text = "𠮷e\u0301\r\n"
    finding = make_finding(span_of(text, "e"))
    (parsed,) = checked(Report((make_document(text, findings=(finding,)),)))["documents"]
    assert parsed["length"] == 5
    assert parsed["findings"][0]["column"] == 2
