"""Findings that are known already: a file of fingerprints, which stay the same when text moves.

The paths in it are relative to its folder, and only tell which of two like findings is meant and what is stale:
a finding in a file that was renamed is known still.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from auditor.bilingual import Bilingual, SaidError
from auditor.frozen import dataclass, replace
from auditor.held import revised, short, telling
from auditor.model import DocumentReport, Finding, Report

_VERSION = 1
_STDIN = "-"
_LONGEST_TEXT = 40
_FIELDS = ("path", "rule", "id")
_NO_JSON = Bilingual("不是基线：不是 JSON", "not a baseline: not JSON")
_NO_LIST = Bilingual("不是基线：没有列表“findings”", 'not a baseline: there is no list "findings"')
_NO_ENTRY = Bilingual("不是基线：每条须有“path”“rule”“id”", 'not a baseline: a finding needs "path", "rule" and "id"')


class BaselineError(SaidError):
    """A file that is no baseline; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known finding."""

    path: str
    rule: str
    id: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings, and the folder that their paths start from."""

    folder: Path
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A report whose findings say whether they are known, and what is known but not there any more."""

    report: Report
    stale: tuple[Entry, ...]


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        OSError: it cannot be read.
        BaselineError: it is no baseline.
    """
    try:
        tree = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BaselineError(_NO_JSON) from error
    if not isinstance(tree, dict) or not isinstance(tree.get("findings"), list):
        raise BaselineError(_NO_LIST)
    if tree.get("version") != _VERSION:
        there = tree.get("version")
        raise BaselineError(
            Bilingual(
                f"是第 {there!r} 版的基线，须是第 {_VERSION} 版；请用 --write-baseline 重写",
                f"a baseline of version {there!r}, not {_VERSION}; write it anew with --write-baseline",
            )
        )
    return Baseline(path.resolve().parent, tuple(map(_entry, tree["findings"])))


def _entry(item: Any) -> Entry:
    if not isinstance(item, dict) or not all(isinstance(item.get(name), str) for name in _FIELDS):
        raise BaselineError(_NO_ENTRY)
    return Entry(item["path"], item["rule"], item["id"])


def baseline_text(report: Report, folder: Path) -> str:
    """What a baseline in `folder` says of a report: one line for each finding, sorted, so that it merges well."""
    rows = sorted(
        (_relative(document, folder), finding.rule, finding.id, _quote(finding, document))
        for _, document in telling(report.documents)
        for finding in document.findings
        if finding.suppressed is None
    )
    lines = [json.dumps(dict(zip((*_FIELDS, "text"), row, strict=True)), ensure_ascii=False) for row in rows]
    inside = ",\n".join(f"    {line}" for line in lines)
    # a file name may hold bytes that are no text; JSON can say so in ASCII
    inside = inside.encode("utf-8", "backslashreplace").decode("utf-8")
    found = f"[\n{inside}\n  ]" if rows else "[]"
    return f'{{\n  "version": {_VERSION},\n  "findings": {found}\n}}\n'


def compare_with(baseline: Baseline, report: Report, on: frozenset[str]) -> Compared:
    """Mark what is known.  As many like findings are known as there are entries, those of the same file first.

    An entry is stale if its file was audited by its rule, one of those that are `on`, or is gone, and no finding
    answers to it, not even one that is to be ignored.
    """
    paths = [_relative(document, baseline.folder) for document in short(report.documents)]
    audited = set(paths)
    left = Counter(baseline.entries)
    known = _match(report, paths, left, ignored=False)
    _match(report, paths, left, ignored=True)  # what is ignored now is still there
    changed = ((number, _marked(document, known[number])) for number, document in telling(report.documents))
    documents = revised(report.documents, changed)
    given_up = {(_from(baseline.folder, one.path), one.rule) for one in report.errors}
    stale = [
        one
        for one in (+left).elements()
        if one.rule in on
        and (one.path, one.rule) not in given_up
        and (one.path in audited or not (baseline.folder / one.path).exists())
    ]
    stale.sort(key=lambda one: (one.path, one.rule, one.id))
    return Compared(replace(report, documents=documents), tuple(stale))


def _match(report: Report, paths: Sequence[str], left: Counter[Entry], *, ignored: bool) -> defaultdict[int, set[int]]:
    """Which findings of which documents have entries, of those to be ignored or of the others; what they use up
    leaves `left`."""
    known: defaultdict[int, set[int]] = defaultdict(set)
    by_id = _by_id(left)
    for exact in (True, False):
        for number, document in telling(report.documents):
            for at, finding in enumerate(document.findings):
                if at in known[number] or (finding.suppressed is not None) != ignored:
                    continue
                fits = [one for one in by_id[finding.id] if left[one] and (not exact or one.path == paths[number])]
                if fits:
                    left[fits[0]] -= 1
                    known[number].add(at)
    return known


def _by_id(entries: Counter[Entry]) -> defaultdict[str, list[Entry]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.id].append(entry)
    return found


def _marked(document: DocumentReport, known: set[int]) -> DocumentReport:
    findings = (replace(finding, known=at in known) for at, finding in enumerate(document.findings))
    return replace(document, findings=tuple(findings))


def loud(report: Report) -> Report:
    """The report without what is known or suppressed."""
    changed = (
        (number, replace(one, findings=tuple(_loud(one))))
        for number, one in telling(report.documents)
        if any(finding.quiet for finding in one.findings)
    )
    return replace(report, documents=revised(report.documents, changed))


def _loud(document: DocumentReport) -> Iterator[Finding]:
    return (one for one in document.findings if not one.quiet)


def _quote(finding: Finding, document: DocumentReport) -> str:
    return " ".join(finding.span.of(document.document.text).split())[:_LONGEST_TEXT]


def _relative(document: DocumentReport, folder: Path) -> str:
    return _from(folder, document.document.path)


def _from(folder: Path, path: str) -> str:
    if path == _STDIN:
        return path
    try:
        return Path(os.path.relpath(Path(path).absolute(), folder)).as_posix()
    except ValueError:  # another drive
        return Path(path).absolute().as_posix()
