"""Rules about the documents of one run, and their own examples: a line of ===== parts the documents."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from auditor.audit import Auditor, builtin_rules
from auditor.batch import audit_all
from auditor.model import Document, Finding, Report
from auditor.rules import Example, RunRule

RULES = [rule for rule in builtin_rules() if isinstance(rule, RunRule)]
KINDS = {"same-article", "near-article", "same-passage"}
each_rule = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
_AUDITORS = {lang: Auditor(lang) for lang in ("zh", "en")}


def run(*texts: str, lang: str = "zh") -> Report:
    """The report of a run over documents named a.txt, b.txt …"""
    auditor = _AUDITORS[lang]
    documents = [Document(f"{chr(97 + number)}.txt", text, "utf-8") for number, text in enumerate(texts)]
    return audit_all(auditor, documents, lang, lambda _outcome: None, auditor.comparison())


def across(report: Report) -> list[tuple[Finding, str]]:
    """The findings that point into another document, each with the text of its own."""
    found = []
    for document in report.documents:
        for finding in document.findings:
            if any(related.path for related in finding.related):
                found.append((finding, document.document.text))
    return found


def split(example: Example) -> list[str]:
    return example.text.split("\n=====\n")


def each_example(kind: str) -> pytest.MarkDecorator:
    params = [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind), 1)
    ]
    return pytest.mark.parametrize(("rule", "example"), params)


@each_example("bad")
def test_a_bad_example_is_flagged(rule: RunRule, example: Example) -> None:
    report = run(*split(example))
    ((finding, text),) = across(report)
    assert finding.rule == rule.id
    assert finding.severity is rule.severity
    assert finding.span.of(text) == example.flags
    (related,) = finding.related
    assert related.path == "a.txt"
    assert related.span.of(report.documents[0].document.text)


@each_example("good")
def test_a_good_example_is_left_alone(rule: RunRule, example: Example) -> None:
    assert len(split(example)) > 1
    assert not across(run(*split(example)))


@each_example("silent")
def test_a_silent_example_is_left_alone(rule: RunRule, example: Example) -> None:
    assert not across(run(*split(example)))


@pytest.mark.parametrize("lang", ["zh", "en"])
@each_rule
def test_a_finding_names_the_other_document(rule: RunRule, lang: str) -> None:
    ((finding, _),) = across(run(*split(rule.bad[0]), lang=lang))
    assert "a.txt" in finding.message


@each_rule
def test_a_rule_is_complete(rule: RunRule) -> None:
    assert re.fullmatch(r"DUP2[0-9]{2}", rule.id)
    assert rule.path.name == f"{rule.id}-{rule.name}.yaml"
    zh, en = ({name for _, name, _, _ in Formatter().parse(rule.message.of(lang)) if name} for lang in ("zh", "en"))
    assert zh == en
    for examples in (rule.bad, rule.good, rule.silent):
        assert len(examples) >= 2


def test_every_comparison_has_a_rule() -> None:
    assert {rule.across for rule in RULES} == KINDS
