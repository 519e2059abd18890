"""Every built-in rule: its texts in both languages, its finder or pattern, and its own examples."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from gold import alarms, audit, places

from auditor.engine import builtin_rules
from auditor.model import Claim, DocumentReport, Finding, Span, Verdict
from auditor.relations import FINDERS
from auditor.rules import Bilingual, Example, RelationRule
from auditor.rules.patterns import compile_pattern
from auditor.tables import TABLE_FINDERS

RULES = [rule for rule in builtin_rules() if isinstance(rule, RelationRule)]
KINDS = {"sum", "shares-total", "share", "difference", "growth", "product", "count", "bound", "equal"}
# What a message may be filled with: see auditor.claims.
FIELDS = {"working", "stated", "items"}
# A rule that can only confirm, and the rule by which the same relation is found to fail.
REPORTED_BY = {rule.id: rule.option("reported") for rule in RULES if rule.option("reported")}
# Found beside the sums of other rules, see auditor.engine.
BESIDE_SUMS = {"sum-column"}
_UNFINISHED = re.compile(r"待写|待定|to be written|TODO|FIXME", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")

REPORTING = [rule for rule in RULES if rule.id not in REPORTED_BY]

each_rule = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])


def each_example(kind: str) -> pytest.MarkDecorator:
    """Parametrized over the examples of one kind, of all rules."""
    params = [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind), 1)
    ]
    return pytest.mark.parametrize(("rule", "example"), params)


def claims_of(rule: RelationRule, report: DocumentReport) -> list[Claim]:
    return [claim for claim in report.claims if claim.rule == rule.id]


def findings_of(rule_id: str, report: DocumentReport) -> list[Finding]:
    return [finding for finding in alarms(report) if finding.rule == rule_id]


def flagged(example: Example, report: DocumentReport) -> Span:
    """The figure that a bad example names; it must be printed once."""
    spans = [figure.span for figure in report.figures if figure.span.of(example.text) == example.flags]
    assert len(spans) == 1, f"{example.flags} is printed {len(spans)} times as a figure of its own"
    return spans[0]


def prose(rule: RelationRule) -> list[Bilingual]:
    return [rule.title, rule.message, rule.why]


# Examples


@each_example("bad")
def test_a_bad_example_is_flagged(rule: RelationRule, example: Example) -> None:
    report = audit(example.text)
    found = findings_of(REPORTED_BY.get(rule.id, rule.id), report)
    assert any(flagged(example, report) in places(finding) for finding in found), report.findings


@each_example("bad")
def test_the_mended_text_is_not_flagged(rule: RelationRule, example: Example) -> None:
    if not example.fixed:
        pytest.skip("the example does not say how the text should read")
    assert example.fixed != example.text
    assert not alarms(audit(example.fixed))


@each_example("good")
def test_a_good_example_holds(rule: RelationRule, example: Example) -> None:
    report = audit(example.text)
    assert Verdict.HOLDS in {claim.verdict for claim in claims_of(rule, report)}, report.claims
    assert not alarms(report)


@each_example("silent")
def test_a_silent_example_makes_no_claim(rule: RelationRule, example: Example) -> None:
    report = audit(example.text)
    assert not claims_of(rule, report)
    assert not alarms(report)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in REPORTING])
def test_a_finding_says_what_is_wrong(rule: RelationRule, lang: str) -> None:
    finding = findings_of(rule.id, audit(rule.bad[0].text, lang))[0]
    opening = rule.message.of(lang).partition("{")[0]
    assert opening
    assert finding.message.startswith(opening)
    assert len(finding.message) > len(opening)


# Completeness


@each_rule
def test_examples_are_enough_and_differ(rule: RelationRule) -> None:
    for examples in (rule.bad, rule.good, rule.silent):
        assert len(examples) >= 2
    texts = [example.text for example in (*rule.bad, *rule.good, *rule.silent)]
    assert len(set(texts)) == len(texts)


@each_rule
def test_an_example_is_in_traditional_characters_or_full_width(rule: RelationRule) -> None:
    texts = "".join(example.text for example in (*rule.bad, *rule.good, *rule.silent))
    assert re.search(r"[０-９億萬個項縣區與為]", texts)


@each_rule
def test_texts_are_finished_in_both_languages(rule: RelationRule) -> None:
    for text in prose(rule):
        assert text.zh.strip() and text.en.strip()
        assert _HAN.search(text.zh)
        assert not _UNFINISHED.search(text.zh + text.en)
    assert not any(_UNFINISHED.search(example.text) for example in (*rule.bad, *rule.good, *rule.silent))


@each_rule
def test_english_title_and_message_are_english(rule: RelationRule) -> None:
    for text in (rule.title.en, rule.message.en):
        assert text.isascii() and text[0].isupper()


@each_rule
def test_a_title_is_short(rule: RelationRule) -> None:
    assert len(rule.title.zh) <= 8
    assert len(rule.title.en) <= 40


@each_rule
def test_why_is_two_to_four_sentences(rule: RelationRule) -> None:
    assert 2 <= len(re.findall(r"[。；]", rule.why.zh)) <= 6
    assert 2 <= len(re.findall(r"\.(?:\s|$)", rule.why.en)) <= 4


@each_rule
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_messages_use_known_fields_and_show_the_working(rule: RelationRule, lang: str) -> None:
    fields = {name for _, name, _, _ in Formatter().parse(rule.message.of(lang)) if name is not None}
    assert "working" in fields
    assert fields <= FIELDS


def test_titles_tell_rules_apart() -> None:
    for titles in ([rule.title.zh for rule in RULES], [rule.title.en for rule in RULES]):
        assert len(set(titles)) == len(titles)


# Rules, finders, patterns


@each_rule
def test_a_rule_file_bears_its_id_and_name(rule: RelationRule) -> None:
    assert re.fullmatch(r"FIG[1-9][0-9]{2}", rule.id)
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)
    assert rule.path.name == f"{rule.id}-{rule.name}.yaml"


def test_ids_and_names_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


@each_rule
def test_a_rule_is_of_a_known_kind(rule: RelationRule) -> None:
    assert rule.kind in KINDS


def test_every_finder_is_reached_and_every_rule_finds_its_own() -> None:
    assert {rule.finder for rule in RULES if rule.finder} == set(FINDERS) | set(TABLE_FINDERS) | BESIDE_SUMS


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES if rule.pattern])
def test_a_pattern_names_the_figures_of_its_check(rule: RelationRule) -> None:
    assert set(compile_pattern(rule).groupindex) == rule.formula.roles
