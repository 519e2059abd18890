"""The tables: their columns, in order, and the type of each.  What stands here is promised to users.

Exact numbers are strings that `fractions.Fraction` reads back; a column named `…_float` beside them is for
convenience.  All offsets count code points of the untouched text; lines and columns count from 1.
"""

from __future__ import annotations

from auditor.model import Severity, Verdict

TEXT, INTEGER, FLOAT, TRUTH = "string", "Int64", "float64", "boolean"
SEVERITY, VERDICT = "severity", "verdict"
# Categories in their order; severities can be compared.
CATEGORIES: dict[str, tuple[list[str], bool]] = {
    SEVERITY: ([Severity.NOTE.value, Severity.WARNING.value, Severity.ERROR.value], True),
    VERDICT: ([verdict.value for verdict in Verdict], False),
}
DOCUMENT = "document"

_PLACE = {"start": INTEGER, "end": INTEGER, "line": INTEGER, "column": INTEGER}
_QUANTITY = {
    "value": TEXT, "low": TEXT, "high": TEXT, "value_float": FLOAT, "low_float": FLOAT, "high_float": FLOAT,
    "unit": TEXT, "dimension": TEXT, "label": TEXT, "period": TEXT,
}  # fmt: skip

TABLES: dict[str, dict[str, str]] = {
    "figures": {
        DOCUMENT: TEXT, "figure": TEXT, **_PLACE, "text": TEXT, **_QUANTITY, "role": TEXT, "step": TEXT,
        "hedge": TEXT, "claims": INTEGER, "unchecked": TEXT,
    },
    "claims": {
        DOCUMENT: TEXT, "claim": TEXT, **_PLACE, "text": TEXT, "rule": TEXT, "kind": TEXT, "verdict": VERDICT,
        "exact": TRUTH, "working": TEXT, "stated_low": TEXT, "stated_high": TEXT, "computed_low": TEXT,
        "computed_high": TEXT, "items": INTEGER, "operands": INTEGER, "reason": TEXT,
    },
    "operands": {
        DOCUMENT: TEXT, "claim": TEXT, "number": INTEGER, "role": TEXT, "figure": TEXT, **_PLACE, "text": TEXT,
        **_QUANTITY,
    },
    "findings": {
        DOCUMENT: TEXT, "finding": TEXT, **_PLACE, "end_line": INTEGER, "end_column": INTEGER, "text": TEXT,
        "rule": TEXT, "title": TEXT, "family": TEXT, "severity": SEVERITY, "message": TEXT, "working": TEXT,
        "suggestion": TEXT, "claim": TEXT, "fixable": TRUTH, "suppressed": TEXT, "suppressed_in": TEXT,
    },
    "coverage": {
        DOCUMENT: TEXT, "encoding": TEXT, "script": TEXT, "characters": INTEGER, "figures": INTEGER,
        "checkable": INTEGER, "checked": INTEGER, "checked_share": FLOAT, "claims": INTEGER, "holds": INTEGER,
        "fails": INTEGER, "open": INTEGER, "errors": INTEGER, "warnings": INTEGER, "notes": INTEGER,
    },
    "failures": {DOCUMENT: TEXT, "message": TEXT, "rule": TEXT},
}  # fmt: skip
