"""What a checkpoint's result comes to, by severity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from auditor.gx.shown import exceptions
from auditor.model import Severity

GRADES = {Severity.ERROR: "critical", Severity.WARNING: "warning", Severity.NOTE: "info"}
_ORDER = list(Severity)
NEVER = "never"
FINDINGS, NOT_AUDITED = 1, 2


class Why(Enum):
    """Why an expectation was not met."""

    VIOLATED = "violated"
    UNREAD = "unread"  # an input could not be audited
    RAISED = "raised"  # it could not be checked at all


@dataclass(frozen=True, slots=True)
class Unmet:
    """An expectation that was not met; `counts` has its failing rows by severity, the gravest of which is its own.

    `raised` is what went wrong where it could not be checked.
    """

    name: str
    said: str
    why: Why
    severity: Severity
    rows: int = 0
    counts: Mapping[Severity, int] = field(default_factory=dict)
    raised: str = ""


def unmet_of(result: Any) -> tuple[Unmet, ...]:
    """Of a `CheckpointResult`, the gravest first."""
    validations = result.run_results.values()
    found = [_unmet(one) for validation in validations for one in validation.results if not one.success]
    return tuple(sorted(found, key=lambda one: (one.why is not Why.RAISED, _ORDER.index(one.severity))))


def exit_code(unmet: Iterable[Unmet], fail_on: str) -> int:
    """As that of `auditor check`: 2 where something was not audited or could not be checked, 1 from `fail_on` on."""
    unmet = tuple(unmet)
    if any(one.why is not Why.VIOLATED for one in unmet):
        return NOT_AUDITED
    if fail_on == NEVER:
        return 0
    return FINDINGS if any(at_least(unmet, Severity(fail_on))) else 0


def at_least(unmet: Iterable[Unmet], severity: Severity) -> Iterator[Unmet]:
    """Those of this severity or a graver one."""
    return (one for one in unmet if _ORDER.index(one.severity) <= _ORDER.index(severity))


def _unmet(one: Any) -> Unmet:
    config, found = one.expectation_config, one.result or {}
    counts = {Severity(name): count for name, count in ((found.get("details") or {}).get("severities") or {}).items()}
    return Unmet(
        name=str((config.meta or {}).get("rule") or config.type),
        said=str(config.description or config.type),
        why=_why(one),
        severity=min(counts, key=_ORDER.index) if counts else _own(config),
        rows=int(found.get("unexpected_count") or 0),
        counts=counts,
        raised=" ".join(str(each["exception_message"]) for each in exceptions(one.exception_info)[:1]),
    )


def _why(one: Any) -> Why:
    if exceptions(one.exception_info):
        return Why.RAISED
    unread = one.expectation_config.type == "expect_every_input_to_be_audited"
    return Why.UNREAD if unread else Why.VIOLATED


def _own(config: Any) -> Severity:
    """What the suite says; an expectation of somebody else's is critical unless it says otherwise."""
    said = getattr(config.severity, "value", config.severity)
    return next((severity for severity, grade in GRADES.items() if grade == said), Severity.ERROR)
