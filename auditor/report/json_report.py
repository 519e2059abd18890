"""Report → JSON, as `schema.json` beside this module says.

Offsets are half-open code points of the document's text, lines and columns count from 1, and
numbers are decimal strings in a figure's base unit, so that no reader turns them into floats.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files

from auditor import __version__
from auditor.interval import Interval
from auditor.model import Claim, Coverage, DocumentReport, Figure, Finding, InputError, Report, Span, Suspect
from auditor.report.decimals import Toward, decimal_string
from auditor.report.escaping import dump_json, dump_with_lists
from auditor.report.places import Places
from auditor.report.summary import summarize

SCHEMA_VERSION = "1"
_Json = dict[str, object]


@lru_cache(maxsize=1)
def schema() -> _Json:
    """The JSON Schema (2020-12) of a check's report."""
    loaded: _Json = json.loads(files("auditor.report").joinpath("schema.json").read_text(encoding="utf-8"))
    return loaded


def to_json(report: Report) -> str:
    """The report of `auditor check` as one JSON object, with a line end."""
    return "".join(json_pieces(report))


def json_pieces(report: Report) -> Iterator[str]:
    """The same in pieces, each document one."""
    rest = {"errors": _errors(report.errors), "summary": asdict(summarize(report))}
    data = {**header(), "documents": [], **rest}
    return dump_with_lists(data, {"documents": map(_document, report.documents)})


def figures_to_json(report: Report) -> str:
    """The figures alone, in the same form as in a check's report."""
    return "".join(figures_pieces(report))


def figures_pieces(report: Report) -> Iterator[str]:
    """The same in pieces."""
    documents = ({**outline(document), "figures": _figures(document)} for document in report.documents)
    return dump_with_lists({**header(), "documents": [], "errors": _errors(report.errors)}, {"documents": documents})


def dump(data: _Json) -> str:
    """One JSON object with a line end."""
    return dump_json(data, indent=1) + "\n"


def header() -> _Json:
    """What every JSON report opens with."""
    return {"schema_version": SCHEMA_VERSION, "tool": {"name": "auditor", "version": __version__}}


def _errors(errors: tuple[InputError, ...]) -> list[_Json]:
    return [
        {"path": error.path, "message": error.message, **({} if error.rule is None else {"rule": error.rule})}
        for error in errors
    ]


def outline(report: DocumentReport) -> _Json:
    """A document without what was found in it."""
    document = report.document
    return {
        "path": document.path,
        "encoding": document.encoding,
        "length": len(document.text),
        "script": document.script.value,
    }


def _document(report: DocumentReport) -> _Json:
    places = Places(report.document.text)
    return {
        **outline(report),
        "figures": _figures(report),
        "claims": [claim_to_json(claim) for claim in report.claims],
        "findings": [finding_to_json(finding, places) for finding in report.findings if not finding.quiet],
        "suppressed": [
            suppressed_to_json(finding, places) for finding in report.findings if finding.suppressed is not None
        ],
        "coverage": _coverage(report.coverage),
    }


def _figures(report: DocumentReport) -> list[_Json]:
    return [figure_to_json(figure) for figure in report.figures]


def figure_to_json(figure: Figure) -> _Json:
    """A figure as the report has it."""
    return {
        "id": figure.id,
        **_span(figure.span),
        "text": figure.text,
        "value": decimal_string(figure.value),
        **_interval(figure.interval),
        "unit": figure.unit,
        "dimension": figure.dimension,
        "hedge": figure.hedge,
        "label": figure.label,
        "period": figure.period,
    }


def claim_to_json(claim: Claim) -> _Json:
    """A claim as the report has it."""
    operands = [{"role": operand.role, "figure": operand.figure, **_span(operand.span)} for operand in claim.operands]
    return {
        "id": claim.id,
        "rule": claim.rule,
        "kind": claim.kind,
        "verdict": claim.verdict.value,
        "exact": claim.exact,
        "reason": claim.reason,
        **_span(claim.span),
        "operands": operands,
        "items": claim.items,
        "working": claim.working,
        "stated": None if claim.stated is None else _interval(claim.stated),
        "computed": None if claim.computed is None else _interval(claim.computed),
    }


def finding_to_json(finding: Finding, places: Places) -> _Json:
    """A finding as the schema says."""
    place = places.at(finding.span.start)
    return {
        "id": finding.id,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        **_span(finding.span),
        "line": place.line,
        "column": place.column,
        "message": finding.message,
        "claim": finding.claim,
        "related": [
            {**_span(related.span), "message": related.message, "path": related.path} for related in finding.related
        ],
        "suggestion": finding.suggestion,
        "suspects": [_suspect(suspect) for suspect in finding.suspects],
        "missing": [{"claim": one.claim, "text": one.text, **_interval(one.interval)} for one in finding.missing],
    }


def suppressed_to_json(finding: Finding, places: Places) -> _Json:
    """A finding that is to be ignored, with the reason and where that is written."""
    why = {"reason": finding.suppressed, "written_in": finding.suppressed_in}
    return {**finding_to_json(finding, places), "suppression": why}


def _suspect(suspect: Suspect) -> _Json:
    return {
        "figure": suspect.figure,
        **_span(suspect.span),
        **_interval(suspect.interval),
        "value": decimal_string(suspect.value),
        "text": suspect.text,
        "slip": suspect.slip,
        "reason": suspect.reason,
        "also": list(suspect.also),
    }


def _coverage(coverage: Coverage) -> _Json:
    return {
        "figures": coverage.figures,
        "checkable": coverage.checkable,
        "checked": coverage.checked,
        "unchecked": [asdict(one) for one in coverage.unchecked],
    }


def _span(span: Span) -> _Json:
    return {"start": span.start, "end": span.end}


def _interval(interval: Interval) -> _Json:
    """Ends rounded outward, where they must be rounded, so that the interval never shrinks."""
    return {
        "low": None if interval.low is None else decimal_string(interval.low, Toward.LOW),
        "high": None if interval.high is None else decimal_string(interval.high, Toward.HIGH),
    }
