"""The diagnosis of a finding in words: which figure is probably wrong, and what it should be."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Finding, Suspect
from auditor.report.display import printable
from auditor.report.places import Places
from auditor.report.wording import word


def suspect_lines(finding: Finding, text: str, places: Places, lang: str) -> Iterator[str]:
    """The first suspect with its place and the reason, and one line for those that come next."""
    if not finding.suspects:
        return
    first, *others = finding.suspects
    why = word(lang, "because", reason=printable(first.reason)) if first.reason else ""
    yield f"{word(lang, 'suspect')} {places.at(first.span.start)}  {change(first, text, lang)}{why}"
    if others:
        yield word(lang, "else") + word(lang, "or").join(change(one, text, lang) for one in others)


def change(suspect: Suspect, text: str, lang: str) -> str:
    """`6630万元 → 6603万元`."""
    return word(lang, "change", old=printed(suspect, text), new=printable(suspect.text))


def printed(suspect: Suspect, text: str) -> str:
    """The suspected figure as it stands in the text, on one line."""
    return printable("".join(suspect.span.of(text).split()))


def suggested(finding: Finding) -> str:
    """The suggestion, unless the suspects say it already."""
    return "" if finding.suspects else finding.suggestion or ""
