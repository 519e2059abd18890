"""An explanation as text for a terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.explanation import ExplainedFigure, Explanation, TriedReading
from auditor.model import Claim, Finding
from auditor.report.decimals import Toward, decimal_string
from auditor.report.display import printable
from auditor.report.errors import shown_path
from auditor.report.json_report import claim_to_json, dump, figure_to_json, finding_to_json, header, suppressed_to_json
from auditor.report.places import Places
from auditor.report.wording import quiet_note, word

_Json = dict[str, object]


def explanation_to_json(one: Explanation) -> str:
    """One JSON object: what `auditor check` says of each figure, and the readings that were tried."""
    places = Places(one.document.text)
    return dump(
        {
            **header(),
            "path": one.document.path,
            "line": one.line,
            "column": one.column,
            "figures": [_figure_json(figure, places) for figure in one.figures],
            "asides": [
                {"start": aside.span.start, "end": aside.span.end, "text": aside.span.of(one.document.text),
                 "kind": aside.kind}
                for aside in one.asides
            ],
            "suppressed": [suppressed_to_json(finding, places) for finding in one.ignored],
        }
    )  # fmt: skip


def _finding_json(finding: Finding, places: Places) -> _Json:
    return (finding_to_json if finding.suppressed is None else suppressed_to_json)(finding, places)


def _figure_json(one: ExplainedFigure, places: Places) -> _Json:
    rules = [
        {"rule": rule.rule, "title": rule.title, "readings": rule.readings, "shown": [
            {"strength": tried.strength, "verdict": tried.verdict, "chosen": tried.chosen, "working": tried.working}
            for tried in rule.shown
        ]}
        for rule in one.rules
    ]  # fmt: skip
    why = None if one.unchecked is None else {"code": one.unchecked.code, "reason": one.unchecked.reason}
    return {
        **figure_to_json(one.figure),
        "role": one.role,
        "subject": one.subject,
        "rules": rules,
        "claims": [claim_to_json(claim) for claim in one.claims],
        "findings": [_finding_json(finding, places) for finding in one.findings],
        "unchecked": why,
    }


def explanation_to_text(one: Explanation, lang: str) -> str:
    """For people: each figure of the place with its reading, claims and reasons."""
    return "\n".join(_lines(one, lang)) + "\n"


def _lines(one: Explanation, lang: str) -> Iterator[str]:
    text, places = one.document.text, Places(one.document.text)
    where = f"{one.line}" if one.column is None else f"{one.line}:{one.column}"
    yield f"{shown_path(one.document.path, lang)}:{where}"
    if not one.figures:
        yield f"  {word(lang, 'no-figure-here')}"
    for figure in one.figures:
        yield from _figure_lines(figure, places, lang)
    for aside in one.asides:
        shown = printable(aside.span.of(text))
        yield f"  {places.at(aside.span.start)}  {shown}  {word(lang, aside.kind)}"
    for finding in one.ignored:
        yield f"  {places.at(finding.span.start)}  {_finding(finding, lang)}"


def _figure_lines(one: ExplainedFigure, places: Places, lang: str) -> Iterator[str]:
    figure = one.figure
    yield f"  {places.at(figure.span.start)}  {printable(figure.text)}"
    low = "" if figure.interval.low is None else decimal_string(figure.interval.low, Toward.LOW)
    high = "" if figure.interval.high is None else decimal_string(figure.interval.high, Toward.HIGH)
    interval = low if low == high else f"{low or '…'} – {high or '…'}"
    yield f"      {word(lang, 'value')} {decimal_string(figure.value)} {printable(figure.unit)} ({interval})"
    said = [
        f"{word(lang, key)} {value}"
        for key, value in (
            ("label", printable(figure.label)),
            ("role", word(lang, "role-" + one.role) if one.role else ""),
            ("period", printable(figure.period)),
            ("hedge", figure.hedge or ""),
        )
        if value
    ]
    if said:
        yield "      " + " · ".join(said)
    for claim in one.claims:
        yield f"      {_claim(claim, lang)}"
    if one.unchecked is not None:
        yield f"      {word(lang, 'unchecked')}{one.unchecked.reason} [{one.unchecked.code}]"
    for rule in one.rules:
        yield f"      {word(lang, 'tried', rule=rule.rule, title=printable(rule.title), count=rule.readings)}"
        for tried in rule.shown:
            yield f"        {_tried(tried, lang)}"
        if rule.readings > len(rule.shown):
            yield f"        {word(lang, 'more', count=rule.readings - len(rule.shown))}"
    for finding in one.findings:
        yield f"      {_finding(finding, lang)}"


def _finding(finding: Finding, lang: str) -> str:
    said = f"{word(lang, finding.severity.value)} {finding.rule}  {printable(finding.message)}"
    return said + printable(quiet_note(finding, lang))


def _claim(claim: Claim, lang: str) -> str:
    return f"{word(lang, claim.verdict.value)} {claim.rule}  {printable(claim.working)}"


def _tried(tried: TriedReading, lang: str) -> str:
    mark = "*" if tried.chosen else "-"
    return f"{mark} {word(lang, tried.strength)}  {printable(tried.working)}"
