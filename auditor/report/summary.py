"""The counts of a run."""

from __future__ import annotations

from collections import Counter

from auditor.frozen import dataclass
from auditor.held import counted, short, telling
from auditor.model import Report, Severity


@dataclass(frozen=True, slots=True)
class Summary:
    """`holds`, `fails` and `open` count claims, `error`, `warning` and `note` findings that are not quiet."""

    documents: int
    figures: int
    claims: int
    holds: int
    fails: int
    open: int
    error: int
    warning: int
    note: int

    @property
    def findings(self) -> int:
        return self.error + self.warning + self.note

    def at_least(self, severity: Severity) -> int:
        """Findings of this severity or a graver one."""
        counts = {Severity.ERROR: self.error, Severity.WARNING: self.warning, Severity.NOTE: self.note}
        order = list(counts)
        return sum(counts[graver] for graver in order[: order.index(severity) + 1])


def summarize(report: Report) -> Summary:
    """What a report holds, inputs that could not be read aside."""
    counts = counted(report.documents)
    severities: Counter[Severity] = Counter()
    for _, document in telling(short(report.documents)):
        severities.update(finding.severity for finding in document.findings if not finding.quiet)
    return Summary(
        documents=len(report.documents),
        figures=counts.figures,
        claims=counts.holds + counts.fails + counts.open,
        holds=counts.holds,
        fails=counts.fails,
        open=counts.open,
        error=severities[Severity.ERROR],
        warning=severities[Severity.WARNING],
        note=severities[Severity.NOTE],
    )


@dataclass(frozen=True, slots=True)
class Quiet:
    """How many findings a baseline knows, and how many somebody asked to ignore."""

    known: int = 0
    suppressed: int = 0


def count_quiet(report: Report) -> Quiet:
    """A finding that is both counts as ignored."""
    counts = Counter(
        one.suppressed is not None
        for _, document in telling(short(report.documents))
        for one in document.findings
        if one.quiet
    )
    return Quiet(counts[False], counts[True])
