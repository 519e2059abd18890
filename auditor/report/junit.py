"""Report → JUnit XML: a suite for each document, a case for each finding and each relation that was checked."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from auditor.model import Claim, DocumentReport, InputError, Report, RuleInfo, Severity, Verdict
from auditor.report.entries import Entry, by_document, explained, relative_path
from auditor.report.escaping import for_xml
from auditor.report.places import Places
from auditor.report.wording import word

_UNREAD = "input"


def to_junit(report: Report, *, lang: str = "zh") -> str:
    """An error or a warning is a case that fails, a note or an open relation one that is skipped."""
    rules = {rule.id: rule for rule in report.rules}
    root = Xml.Element("testsuites", name="auditor")
    for document, found in by_document(report):
        root.append(_suite(document, found, rules, lang))
    root.extend(_unread(error) for error in report.errors)
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


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
