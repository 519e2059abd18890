"""What is asked before a pattern is tried must never be wrong: with and without it, the same is found."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import plain
from auditor.layout import lay_out
from auditor.regex import finditer_from
from auditor.rulebook import builtin_rules
from auditor.rules import TextRule
from auditor.rules.patterns import compile_fault
from auditor.text.dates.impossible import _CLOCK, _HOUR
from auditor.text.dates.printed import _DATE, _START
from auditor.text.duplicates.doubled import _TWICE, _repetitive
from auditor.text.duplicates.joined import _LIST, _NAME, _repetitive_lines
from auditor.text.script.strays import _CONTROL, _INVISIBLE

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures").glob("*/*.txt"))
STARTS = {"date": (_START, _DATE), "clock": (_HOUR, _CLOCK)}
NEEDY = [rule for rule in builtin_rules() if isinstance(rule, TextRule) and rule.option("needs")]


def _texts(alphabet: str) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(alphabet), max_size=40)


def _same_from_starts(name: str, text: str) -> None:
    start, pattern = STARTS[name]
    everywhere = regex.compile(pattern.pattern)
    assert [m.span() for m in finditer_from(start, pattern, text)] == [m.span() for m in everywhere.finditer(text)]


@pytest.mark.parametrize("name", STARTS)
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_starts_in_articles(name: str, path: Path) -> None:
    _same_from_starts(name, lay_out(path.read_text(encoding="utf-8")).text)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(sorted(STARTS)), _texts("0123456789一二三十民国元百零年月日号时分：.-/至到、，。前第每个"))
def test_starts_in_any_text(name: str, text: str) -> None:
    _same_from_starts(name, text)


def _pieces(rule: TextRule) -> st.SearchStrategy[str]:
    """Texts like the rule's own examples, taken apart and mixed with what else its pattern names."""
    examples = "".join(example.text for example in (*rule.bad, *rule.good, *rule.silent))
    words = regex.findall(r"[一-龥]+|[%‰ .,，。；、0-9Ool０-９㎡]", rule.pattern)
    bits = regex.findall(r".{1,4}", examples.replace("\n", ""))
    return st.lists(st.sampled_from([*words, *bits, "5", "1,234", "12.5"]), max_size=12).map("".join)


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(NEEDY).flatmap(lambda rule: st.tuples(st.just(rule), _pieces(rule))))
def test_needs(drawn: tuple[TextRule, str]) -> None:
    rule, text = drawn
    if not plain.compile(rule.option("needs")).search(text):
        assert compile_fault(rule).search(text) is None


@pytest.mark.parametrize("rule", NEEDY, ids=lambda rule: rule.id)
def test_needs_of_examples(rule: TextRule) -> None:
    needs, pattern = plain.compile(rule.option("needs")), compile_fault(rule)
    found = [match.group() for one in rule.bad for match in pattern.finditer(lay_out(one.text).text)]
    found += [match.group() for one in rule.bad for match in pattern.finditer(one.text)]
    assert found
    assert len(needs.findall("没有这样的数字，只有2024年的12345个和1.25亿元。")) == 0


def _same_repeated(text: str) -> None:
    twice = [m.span() for start, end in _repetitive(text) for m in _TWICE.finditer(text, start, end)]
    assert twice == [m.span() for m in _TWICE.finditer(text)]
    lines = sorted(set(_repetitive_lines(text)))
    for pattern in (_LIST, _NAME):
        assert [m.span() for line in lines for m in pattern.finditer(text, *line)] == [
            m.span() for m in pattern.finditer(text)
        ]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_repeated_in_articles(path: Path) -> None:
    _same_repeated(lay_out(path.read_text(encoding="utf-8")).text)


@settings(max_examples=500, deadline=None)
@given(_texts("市委政府、和以及，。\n按照“对再"))
def test_repeated_in_any_text(text: str) -> None:
    _same_repeated(text)


@settings(max_examples=500, deadline=None)
@given(
    _texts("，对对按照\n").map(lambda text: text[:4]),
    _texts("市委政府、以"),
    st.sampled_from(["及", "和", "、", "以及", "与"]),
)
def test_joined_in_any_text(before: str, unit: str, joint: str) -> None:
    _same_repeated(f"{before}{unit}{joint}{unit}。")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12))
def test_what_no_printer_shows_is_not_printable(text: str) -> None:
    if all(char.isprintable() or char in "\n\r\t\u3000" for char in text):
        assert not _CONTROL.search(text)
        assert not _INVISIBLE.search(text)


def test_every_such_character_is_not_printable() -> None:
    shown = "".join(char for char in map(chr, range(0x110000)) if char.isprintable()) + "\n\r\t\u3000"
    assert not _CONTROL.search(shown)
    assert not _INVISIBLE.search(shown)
