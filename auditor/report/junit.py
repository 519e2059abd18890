"""Report → JUnit XML: a suite for each document, a case for each finding and each relation that was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from auditor.held import short
from auditor.model import Claim, DocumentReport, InputError, Report, RuleInfo, Severity, Verdict
from auditor.report.entries import Entry, by_document, explained, relative_path
from auditor.report.escaping import for_xml
from auditor.report.places import Places
from auditor.report.wording import word

_UNREAD = "input"


def to_junit(report: Report, *, lang: str = "zh") -> str:
    """An error or a warning is a case that fails, a note or an open relation one that is skipped."""
    return "".join(junit_pieces(report, lang=lang))


def junit_pieces(report: Report, *, lang: str) -> Iterator[str]:
    """The same a suite at a time."""
    root = Xml.Element("testsuites", {"name": "auditor", **_totals(report)})
    root.text = "\n" if report.documents or report.errors else None
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + _written(root).removesuffix("</testsuites>")
    for suite in _suites(report, lang):
        Xml.indent(suite, level=1)
        yield f"  {_written(suite)}\n"
    yield "</testsuites>\n" if root.text else "\n"


def _suites(report: Report, lang: str) -> Iterator[Xml.Element]:
    rules = {rule.id: rule for rule in report.rules}
    for document, found in by_document(report):
        yield _suite(document, found, rules, lang)
    yield from map(_unread, report.errors)


def _written(element: Xml.Element) -> str:
    return Xml.tostring(element, encoding="unicode")


def _totals(report: Report) -> dict[str, str]:
    """The counts of all suites, which stand before the first of them."""
    counts = Counter(errors=len(report.errors), tests=len(report.errors))
    for document in short(report.documents):
        notes = sum(finding.severity is Severity.NOTE for finding in document.findings)
        told = {finding.claim for finding in document.findings}
        by_finding = Counter(claim.verdict for claim in document.claims if claim.id in told)
        verdicts = document.counted
        unsure = verdicts.fails + verdicts.open - by_finding[Verdict.FAILS] - by_finding[Verdict.OPEN]
        relations = unsure + verdicts.holds - by_finding[Verdict.HOLDS]
        counts["tests"] += len(document.findings) + relations
        counts["failures"] += len(document.findings) - notes
        counts["skipped"] += notes + unsure
    return {name: str(counts[name]) for name in ("tests", "failures", "errors", "skipped")}


def _suite(document: DocumentReport, found: list[Entry], rules: dict[str, RuleInfo], lang: str) -> Xml.Element:
    path = for_xml(relative_path(document.document.path))
    cases = [_finding(entry, path, lang) for entry in found]
    cases += _claims(document, rules, path, lang)
    return _counted(path, cases)


def _counted(path: str, cases: list[Xml.Element]) -> Xml.Element:
    suite = Xml.Element("testsuite", name=path, tests=str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
    suite.extend(cases)
    return suite


def _finding(entry: Entry, path: str, lang: str) -> Xml.Element:
    place = entry.start
    name = f"{entry.finding.rule} {entry.title} {place}"
    case = Xml.Element("testcase", classname=path, name=for_xml(name), file=path, line=str(place.line))
    tag = "skipped" if entry.finding.severity is Severity.NOTE else "failure"
    said = Xml.SubElement(case, tag, message=for_xml(entry.finding.message))
    if tag == "failure":
        said.set("type", entry.finding.severity.value)
    said.text = for_xml(f"{entry.path}:{place}\n{explained(entry, lang)}")
    return case


def _claims(document: DocumentReport, rules: dict[str, RuleInfo], path: str, lang: str) -> Iterator[Xml.Element]:
    """The relations that no finding speaks of."""
    places = Places(document.document.text)
    told = {finding.claim for finding in document.findings}
    for claim in sorted(document.claims, key=lambda claim: claim.span):
        if claim.id not in told:
            yield _claim(claim, rules.get(claim.rule), places, path, lang)


def _claim(claim: Claim, rule: RuleInfo | None, places: Places, path: str, lang: str) -> Xml.Element:
    place = places.at(claim.span.start)
    name = f"{claim.rule} {rule.title if rule else claim.kind} {place}"
    case = Xml.Element("testcase", classname=path, name=for_xml(name), file=path, line=str(place.line))
    if claim.verdict is not Verdict.HOLDS:
        message = word(lang, claim.verdict.value) + (f": {claim.reason}" if claim.reason else "")
        Xml.SubElement(case, "skipped", message=for_xml(message)).text = for_xml(claim.working)
    return case


def _unread(error: InputError) -> Xml.Element:
    path = for_xml(relative_path(error.path))
    case = Xml.Element("testcase", classname=path, name=_UNREAD)
    Xml.SubElement(case, "error", message=for_xml(error.message))
    return _counted(path, [case])
