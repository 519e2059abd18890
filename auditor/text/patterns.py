"""Faults that a regular expression describes, matched in the folded flow.

The group `fault`, or else the whole match, is what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from auditor.rules import TextRule
from auditor.strictyaml import RuleFileError
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript


@lru_cache(maxsize=256)
def compile_fault(rule: TextRule) -> regex.Pattern[str]:
    """The rule's pattern.

    Raises:
        RuleFileError: there is none, or it is no valid regular expression.
    """
    if not rule.pattern:
        raise RuleFileError(rule.path, rule.line("detector"), "the detector 'pattern' needs a pattern")
    try:
        return regex.compile(rule.pattern)
    except regex.error as error:
        raise RuleFileError(rule.path, rule.line("pattern"), f"bad pattern: {error}") from error


def find_patterns(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Every match of the rule's pattern."""
    flow = manuscript.flow
    pattern = compile_fault(rule)
    group: int | str = "fault" if "fault" in pattern.groupindex else 0
    for match in pattern.finditer(flow.text):
        start, end = match.span(group)
        if start < end:
            yield Fault(flow.span(start, end))
