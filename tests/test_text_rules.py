"""Every built-in rule about the text itself, and its own examples."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from gold import audit

from auditor.engine import builtin_rules
from auditor.model import DocumentReport, Finding
from auditor.rules import FAMILIES, Example, TextRule
from auditor.text import DETECTORS

RULES = [rule for rule in builtin_rules() if isinstance(rule, TextRule)]
PREFIXES = {
    "duplicate": "DUP", "script": "SCR", "truncation": "CUT", "ordinal": "SEQ", "unit": "UNI", "date": "DAT",
    "punctuation": "PUN",
}  # fmt: skip
_HAN = re.compile(r"[\u4e00-\u9fff]")

each_rule = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])


def each_example(kind: str) -> pytest.MarkDecorator:
    """Parametrized over the examples of one kind, of all rules."""
    params = [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind), 1)
    ]
    return pytest.mark.parametrize(("rule", "example"), params)


def findings_of(rule: TextRule, report: DocumentReport) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule.id]


@each_example("bad")
def test_a_bad_example_is_flagged(rule: TextRule, example: Example) -> None:
    report = audit(example.text)
    assert example.flags in [finding.span.of(example.text) for finding in findings_of(rule, report)], report.findings


@each_example("bad")
def test_the_mended_text_is_not_flagged(rule: TextRule, example: Example) -> None:
    if not example.fixed:
        pytest.skip("the example does not say how the text should read")
    assert example.fixed != example.text
    assert not audit(example.fixed).findings


@each_example("bad")
def test_repairs_lead_to_the_mended_text(rule: TextRule, example: Example) -> None:
    edits = [edit for finding in findings_of(rule, audit(example.text)) for edit in finding.edits]
    if not edits:
        pytest.skip("nothing here is certain enough to be repaired")
    text = example.text
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == example.fixed


@each_example("good")
def test_a_good_example_is_left_alone(rule: TextRule, example: Example) -> None:
    assert not audit(example.text).findings


@each_example("silent")
def test_a_silent_example_is_left_alone(rule: TextRule, example: Example) -> None:
    assert not audit(example.text).findings


@pytest.mark.parametrize("lang", ["zh", "en"])
@each_rule
def test_a_finding_says_what_is_wrong(rule: TextRule, lang: str) -> None:
    finding = findings_of(rule, audit(rule.bad[0].text, lang))[0]
    assert finding.message.startswith(rule.message.of(lang).partition("{")[0])
    assert finding.family == rule.family


@each_rule
def test_a_rule_file_bears_its_id_and_name(rule: TextRule) -> None:
    assert re.fullmatch(PREFIXES[rule.family] + r"[1-9][0-9]{2}", rule.id)
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)
    assert rule.path.name == f"{rule.id}-{rule.name}.yaml"


@each_rule
def test_examples_are_enough_and_differ(rule: TextRule) -> None:
    for examples in (rule.bad, rule.good, rule.silent):
        assert len(examples) >= 2
    texts = [example.text for example in (*rule.bad, *rule.good, *rule.silent)]
    assert len(set(texts)) == len(texts)


@each_rule
def test_texts_are_finished_in_both_languages(rule: TextRule) -> None:
    for text in (rule.title, rule.message, rule.why):
        assert _HAN.search(text.zh)
        assert text.en.strip()
    assert rule.title.en.isascii()
    assert len(rule.title.zh) <= 8
    assert len(rule.title.en) <= 40
    assert 2 <= len(re.findall(r"[。；]", rule.why.zh)) <= 6
    assert 2 <= len(re.findall(r"\.(?:\s|$)", rule.why.en)) <= 4


@each_rule
def test_messages_have_the_same_fields_in_both_languages(rule: TextRule) -> None:
    zh, en = ({name for _, name, _, _ in Formatter().parse(rule.message.of(lang)) if name} for lang in ("zh", "en"))
    assert zh == en


def test_every_detector_is_reached_and_every_rule_finds_its_own() -> None:
    assert {rule.detector for rule in RULES} == set(DETECTORS)


def test_titles_ids_and_names_tell_rules_apart() -> None:
    for texts in ([rule.title.zh for rule in RULES], [rule.id for rule in RULES], [rule.name for rule in RULES]):
        assert len(set(texts)) == len(texts)


def test_every_family_has_a_prefix() -> None:
    assert set(PREFIXES) == set(FAMILIES)
