"""Faults that a regular expression describes, matched in the folded flow.

The group `fault`, or else the whole match, is what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules import TextRule
from auditor.rules.matching import matches
from auditor.rules.patterns import compile_fault
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript


def find_patterns(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Every match of the rule's pattern; its groups may stand in the rule's message.

    Raises:
        PatternLimitError: matching took too long.
    """
    flow = manuscript.flow
    pattern = compile_fault(rule)
    group: int | str = "fault" if "fault" in pattern.groupindex else 0
    right = rule.option("right") or None
    for match in matches(rule, pattern, flow.text):
        start, end = match.span(group)
        if start < end:
            fields = tuple((name, text or "") for name, text in match.groupdict().items())
            yield Fault(flow.span(start, end), fields, right)
