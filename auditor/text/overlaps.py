"""One defect, one finding: of findings about the same words, the wider or surer one stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from auditor.model import Finding, Severity, Span

_SURENESS = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.NOTE: 0}
# Families that see the same cause from two sides: a doubled sign is a fault of punctuation and of the unit, a unit
# written twice is a repeated word, and a point counted twice comes from the paragraph that stands twice.
_SAME_CAUSE = {
    "duplicate": frozenset({"duplicate", "ordinal"}),
    "punctuation": frozenset({"punctuation", "unit"}),
    "unit": frozenset({"duplicate", "punctuation", "unit"}),
    "script": frozenset({"script"}),
}


def silence(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of the text, by place, without those that a wider one of the same cause explains.

    A narrower finding stays if it is surer; of two in one place, the surer stays, and of equals the first.
    """
    kept: list[Finding] = []
    for family in sorted({finding.family for finding in findings}):
        others = [one for one in findings if family in _SAME_CAUSE.get(one.family, frozenset({one.family}))]
        cover = _Cover(sorted(others, key=_rank))
        kept += [one for one in findings if one.family == family and not cover.explains(one)]
    return sorted(kept, key=lambda finding: (finding.span, finding.rule))


def _rank(finding: Finding) -> tuple[int, int, int]:
    """Left to right, the wider before the narrower, the surer before the less sure."""
    return finding.span.start, -finding.span.end, -_SURENESS[finding.severity]


class _Cover:
    """For each level of sureness, the findings that reach furthest to the right, by where they start."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._order = {id(finding): number for number, finding in enumerate(findings)}
        self._starts: dict[int, list[int]] = {}
        self._furthest: dict[int, list[Finding]] = {}
        for level in set(_SURENESS.values()):
            starts, furthest = self._starts.setdefault(level, []), self._furthest.setdefault(level, [])
            for finding in findings:
                if _SURENESS[finding.severity] >= level and not (
                    furthest and furthest[-1].span.end >= finding.span.end
                ):
                    starts.append(finding.span.start)
                    furthest.append(finding)

    def explains(self, finding: Finding) -> bool:
        """Does another finding, as sure and at least as wide, contain this one?"""
        level = _SURENESS[finding.severity]
        index = bisect_right(self._starts[level], finding.span.start) - 1
        if index < 0:
            return False
        wider = self._furthest[level][index]
        return wider is not finding and _contains(wider.span, finding.span) and self._goes_before(wider, finding)

    def _goes_before(self, wider: Finding, finding: Finding) -> bool:
        return wider.span != finding.span or self._order[id(wider)] < self._order[id(finding)]


def _contains(wider: Span, span: Span) -> bool:
    return wider.start <= span.start and span.end <= wider.end
