"""Report → SARIF 2.1.0, for code scanning and editors.

Columns count code points, and lines end as an editor ends them; the run says both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote as percent_encode

from auditor import __version__
from auditor.held import short, telling
from auditor.model import Finding, InputError, Report, RuleInfo, Span
from auditor.report.entries import Entry, entries, explained, relative_path, said
from auditor.report.entries import quote as quoted
from auditor.report.escaping import dump_with_lists
from auditor.report.places import Places
from auditor.report.suspects import change
from auditor.report.wording import word

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_LONGEST_SNIPPET = 400
_ROOT = "%SRCROOT%"
_Json = dict[str, object]
_WORD_STARTS = re.compile(r"(?:^|[-_ ])(\w)")


def to_sarif(report: Report, *, lang: str = "zh") -> str:
    """One SARIF log with one run."""
    return "".join(sarif_pieces(report, lang=lang))


def sarif_pieces(report: Report, *, lang: str) -> Iterator[str]:
    """The same a file or a result at a time."""
    documents = short(report.documents)
    rules = _rules(report)
    order = {rule.id: index for index, rule in enumerate(rules)}
    # The standard wants suppressions with all results of a run, or with none.
    looked = any(one.suppressed is not None for _, document in telling(documents) for one in document.findings)
    run: _Json = {
        "tool": {
            "driver": {
                "name": "auditor",
                "version": __version__,
                "language": _LANGUAGES[lang],
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "artifacts": [],
        "results": [],
    }
    artifacts = (
        {"location": _location(one.document.path), "encoding": _encoding(one.document.encoding)} for one in documents
    )
    results = (_result(entry, order, looked, lang) for entry in entries(report))
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return dump_with_lists(log, {"artifacts": artifacts, "results": results})


def _rules(report: Report) -> list[RuleInfo]:
    """The rules of the run, and by name alone those that findings have besides."""
    known = {rule.id: rule for rule in report.rules}
    for _, document in telling(short(report.documents)):
        for one in document.findings:
            known.setdefault(one.rule, RuleInfo(one.rule, one.rule, one.family, one.severity, one.rule, ""))
    return list(known.values())


def _rule(rule: RuleInfo) -> _Json:
    described: _Json = {
        "id": rule.id,
        "name": _WORD_STARTS.sub(lambda match: match.group(1).upper(), rule.name),
        "shortDescription": {"text": rule.title},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.family]},
    }
    if rule.why:
        described["fullDescription"] = {"text": rule.why}
        described["help"] = {"text": rule.why, "markdown": f"**{rule.title}**\n\n{rule.why}"}
    return described


def _invocation(report: Report) -> _Json:
    told = [_notification(error) for error in report.errors]
    return {"executionSuccessful": not told, "toolExecutionNotifications": told}


def _notification(error: InputError) -> _Json:
    return {
        "level": "error",
        "message": {"text": error.message},
        "locations": [{"physicalLocation": {"artifactLocation": _location(error.path)}}],
    }


def _result(entry: Entry, order: dict[str, int], looked: bool, lang: str) -> _Json:
    finding = entry.finding
    result: _Json = {
        "ruleId": finding.rule,
        "ruleIndex": order[finding.rule],
        "level": finding.severity.value,
        "message": {"text": explained(entry, lang)},
        "locations": [{"physicalLocation": _physical(entry, entry.path, finding.span)}],
        "partialFingerprints": {"auditor/v1": finding.id},
    }
    if related := _related(entry, lang):
        result["relatedLocations"] = related
    if finding.edits:
        result["fixes"] = [_fix(entry, _artifact(entry, entry.path))]
    result.update(_standing(finding, looked))
    return result


def _related(entry: Entry, lang: str) -> list[_Json]:
    """The other places, then the figures that may be wrong with what they should be."""
    text = entry.document.document.text
    places = [(said(one, entry), one.path or entry.path, one.span) for one in entry.finding.related]
    for number, one in enumerate(entry.finding.suspects):
        told = word(lang, "suspect") + " " if number == 0 else word(lang, "else")
        why = word(lang, "because", reason=one.reason) if one.reason else ""
        places.append((told + change(one, text, lang) + why, entry.path, one.span))
    return [
        {"id": number, "message": {"text": message}, "physicalLocation": _physical(entry, path, span)}
        for number, (message, path, span) in enumerate(places, 1)
    ]


def _physical(entry: Entry, path: str, span: Span) -> _Json:
    """A passage of any document; without its lines if that is not part of the run."""
    text, places = entry.text_of(path), entry.places_of(path)
    if text is None or places is None:
        return {"artifactLocation": _artifact(entry, path)}
    return {"artifactLocation": _artifact(entry, path), "region": _region(places, text, span)}


def _artifact(entry: Entry, path: str) -> _Json:
    number = entry.number if path == entry.path else entry.library.number(path)
    return _location(path) if number is None else {**_location(path), "index": number}


def _standing(finding: Finding, looked: bool) -> _Json:
    """What a baseline and the authors say of a finding.  No suppressions at all means: nobody looked."""
    said_of_it: _Json = {}
    if finding.known is not None:
        said_of_it["baselineState"] = "unchanged" if finding.known else "new"
    if looked:
        said_of_it["suppressions"] = [] if finding.suppressed is None else [_suppression(finding)]
    return said_of_it


def _suppression(finding: Finding) -> _Json:
    why = {"justification": finding.suppressed} if finding.suppressed else {}
    return {"kind": "external" if finding.suppressed_in else "inSource", **why}


def _fix(entry: Entry, artifact: _Json) -> _Json:
    replacements = [
        {
            "deletedRegion": _bounds(entry.places, edit.span),
            "insertedContent": {"text": edit.text},
        }
        for edit in entry.finding.edits
    ]
    return {
        "description": {"text": entry.finding.suggestion or entry.title},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _region(places: Places, text: str, span: Span) -> _Json:
    snippet = span.of(text) if span.end - span.start <= _LONGEST_SNIPPET else quoted(text, span)
    return {**_bounds(places, span), "snippet": {"text": snippet}}


def _bounds(places: Places, span: Span) -> _Json:
    start, end = places.at(span.start), places.at(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _location(path: str) -> _Json:
    """A relative path below the root of the sources, which the reader knows; any other as a file URI."""
    shown = relative_path(path)
    if Path(shown).is_absolute():
        return {"uri": "file://" + _encoded(shown)}
    return {"uri": _encoded(shown), "uriBaseId": _ROOT}


def _encoded(path: str) -> str:
    """A path with its bytes, undecodable ones included, percent-encoded."""
    try:
        return percent_encode(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # a lone surrogate that stands for no byte
        return percent_encode(path.encode("utf-8", "replace"))


def _encoding(name: str) -> str:
    return name.upper()
