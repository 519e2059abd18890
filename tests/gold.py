"""Labelled texts and how an audit is scored against them.

A label quotes its figures with [brackets] inside as much context as makes the quote occur once in the text.
A claim of the audit and a label agree when they are of one kind and their figures lie on one another, one
to one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import cast

from auditor.engine import Auditor
from auditor.model import Claim, Document, DocumentReport, Finding, Severity, Span, Verdict
from auditor.strictyaml import Tree, load

# True, but too many to label: a text may be read for as many of these as one likes.
FREE_KINDS = frozenset({"bound", "equal"})
ALARMS = frozenset({Severity.ERROR, Severity.WARNING})
_QUOTE = re.compile(r"(?s)([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")

Mapping = dict[str, Tree]


class QuoteError(ValueError):
    """A label whose quote is no quote, or does not stand in the text exactly once."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A relation that a careful reader recomputes; `optional` ones count neither for nor against."""

    kind: str
    operands: tuple[Span, ...]
    verdict: Verdict
    optional: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake planted in the text, and what was printed there before."""

    span: Span
    right: str


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with the text itself, by the family of rules that should say so."""

    family: str
    span: Span
    optional: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with all that an audit should find in it."""

    name: str
    text: str
    claims: tuple[GoldClaim, ...]
    faults: tuple[Fault, ...] = ()
    defects: tuple[Defect, ...] = ()


@dataclass(slots=True)
class Score:
    """How the claims of an audit compare with the labels; `lines` tells what differs."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    right: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return _ratio(self.found, self.found + self.missed)

    @property
    def precision(self) -> float:
        return _ratio(self.found, self.found + self.extra)

    @property
    def verdicts(self) -> float:
        """Of the labelled claims that were found, the part that got the right verdict."""
        return _ratio(self.right, self.found)

    def add(self, other: Score) -> None:
        self.found += other.found
        self.missed += other.missed
        self.extra += other.extra
        self.right += other.right
        self.lines += other.lines

    def __str__(self) -> str:
        rates = f"recall {self.recall:.3f}, precision {self.precision:.3f}, verdicts {self.verdicts:.3f}"
        return "\n".join([rates, *self.lines])


@dataclass(slots=True)
class DefectScore:
    """How the errors and warnings of an audit compare with the labelled defects."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def recall(self, family: str) -> float:
        return _ratio(self.found[family], self.found[family] + self.missed[family])

    def add(self, other: DefectScore) -> None:
        self.found += other.found
        self.missed += other.missed
        self.false += other.false
        self.lines += other.lines

    def __str__(self) -> str:
        families = sorted({*self.found, *self.missed, *self.false})
        rates = [
            f"{name}: {self.found[name]} found, {self.missed[name]} missed, {self.false[name]} false"
            for name in families
        ]
        return "\n".join([*rates, *self.lines])


def locate(text: str, quote: str) -> Span:
    """Span of the bracketed part of a quote.

    Raises:
        QuoteError: there is not one pair of brackets, or the quote does not occur exactly once.
    """
    match = _QUOTE.fullmatch(quote)
    if match is None:
        raise QuoteError(f"no [brackets] in {quote!r}")
    before, inner, after = match.groups()
    context = before + inner + after
    if text.count(context) != 1:
        raise QuoteError(f"{context!r} occurs {text.count(context)} times")
    start = text.index(context) + len(before)
    return Span(start, start + len(inner))


def load_article(sidecar: Path) -> Labelled:
    """An article beside its sidecar, with its labels."""
    tree = cast(Mapping, load(sidecar))
    text = (sidecar.parent / _text(tree["document"])).read_bytes().decode("utf-8")
    faults = tuple(Fault(locate(text, _text(one["span"])), _text(one["right"])) for one in _mappings(tree["faults"]))
    return Labelled(sidecar.stem, text, _claims(text, tree["claims"]), faults, _defects(text, tree.get("defects", [])))


def load_labels(sidecar: Path, folder: Path) -> Labelled:
    """A text in `folder` with the claims that a sidecar elsewhere labels."""
    tree = cast(Mapping, load(sidecar))
    text = (folder / _text(tree["document"])).read_bytes().decode("utf-8")
    return Labelled(sidecar.stem, text, _claims(text, tree.get("claims", [])))


def load_passages(path: Path) -> list[Labelled]:
    """The passages of one file."""
    found = []
    for number, tree in enumerate(_mappings(load(path)), 1):
        text = _text(tree["text"])
        found.append(Labelled(f"{path.stem} {number}", text, _claims(text, tree["claims"])))
    return found


def audit(text: str, lang: str = "zh") -> DocumentReport:
    """The audit of a text with the built-in rules."""
    report = _auditor(lang).audit(Document("text.txt", text, "utf-8"))
    assert not report.problems, report.problems
    return report


def score(gold: Labelled, report: DocumentReport) -> Score:
    """The claims of an audit against the labels."""
    result = Score()
    left = list(report.claims)
    for label in gold.claims:
        match = next((claim for claim in left if agree(claim, label)), None)
        if match is not None:
            left.remove(match)
        if not label.optional:
            _count(result, gold, label, match)
    for claim in left:
        if claim.kind not in FREE_KINDS or claim.verdict is Verdict.FAILS:
            result.extra += 1
            result.lines.append(f"{gold.name}: extra {claim.kind} ({claim.rule}): {claim.working}")
    return result


def score_defects(gold: Labelled, report: DocumentReport) -> DefectScore:
    """The alarms of an audit against the labelled defects; a relation that fails is a defect of the figures.

    A finding of another family that lies on a defect explains it too: it finds nothing, but is not false.
    """
    result = DefectScore()
    broken = [broken_by(gold, fault) for fault in gold.faults]
    wanted = [("figures", spans, False) for spans in broken]
    wanted += [(defect.family, [defect.span], defect.optional) for defect in gold.defects]
    found = alarms(report)
    for family, spans, optional in wanted:
        hit = any(one.family == family and touches(one, spans) for one in found)
        if hit or not optional:
            (result.found if hit else result.missed)[family] += 1
        if not (hit or optional):
            result.lines.append(f"{gold.name}: missed {family}: {spans[0].of(gold.text)}")
    explained = [span for _, spans, _ in wanted for span in spans]
    for one in found:
        if not touches(one, explained):
            result.false[one.family] += 1
            result.lines.append(f"{gold.name}: false {one.rule}: {one.span.of(gold.text)}: {one.message}")
    return result


def broken_by(gold: Labelled, fault: Fault) -> list[Span]:
    """The fault, and all figures of the relations that fail because of it."""
    failing = [claim.operands for claim in gold.claims if claim.verdict is Verdict.FAILS]
    touched = [operands for operands in failing if any(span.touches(fault.span) for span in operands)]
    return [fault.span, *(span for operands in touched for span in operands)]


def agree(claim: Claim, label: GoldClaim) -> bool:
    """Is this the labelled relation: of its kind, and over its figures?"""
    return claim.kind == label.kind and one_to_one(figures_of(claim), label.operands)


def figures_of(claim: Claim) -> set[Span]:
    """Where the figures of a claim stand; the things that a list names are no figures."""
    return {operand.span for operand in claim.operands if operand.role != "item"}


def one_to_one(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    """Does each span have a partner of its own that shares half of the shorter of the two?"""
    mine, left = sorted(set(spans)), sorted(set(others))
    if len(mine) != len(left):
        return False
    for span in mine:
        partner = next((other for other in left if _overlap(span, other)), None)
        if partner is None:
            return False
        left.remove(partner)
    return True


def alarms(report: DocumentReport) -> list[Finding]:
    """The findings that ask an editor to act."""
    return [finding for finding in report.findings if finding.severity in ALARMS]


def places(finding: Finding) -> list[Span]:
    """Where a finding points: its own span, and those that it relates to."""
    return [finding.span, *(related.span for related in finding.related)]


def touches(finding: Finding, spans: Iterable[Span]) -> bool:
    """Does a finding point to any of these spans?"""
    return any(place.touches(span) for span in spans for place in places(finding))


@lru_cache(maxsize=2)
def _auditor(lang: str) -> Auditor:
    return Auditor(lang)


def _count(result: Score, gold: Labelled, label: GoldClaim, match: Claim | None) -> None:
    shown = f"{label.kind} {label.verdict.value}: {' | '.join(span.of(gold.text) for span in label.operands)}"
    if match is None:
        result.missed += 1
        result.lines.append(f"{gold.name}: missed {shown}")
        return
    result.found += 1
    result.right += match.verdict is label.verdict
    if match.verdict is not label.verdict:
        result.lines.append(f"{gold.name}: verdict {match.verdict.value} for {shown}")


def _overlap(span: Span, other: Span) -> bool:
    shared = min(span.end, other.end) - max(span.start, other.start)
    return shared > 0 and 2 * shared >= min(span.end - span.start, other.end - other.start)


def _claims(text: str, tree: Tree) -> tuple[GoldClaim, ...]:
    return tuple(
        GoldClaim(
            kind=_text(one["kind"]),
            operands=tuple(locate(text, quote) for quote in _quotes(one)),
            verdict=Verdict(one["verdict"]),
            optional=one.get("optional") == "true",
        )
        for one in _mappings(tree)
    )


def _defects(text: str, tree: Tree) -> tuple[Defect, ...]:
    return tuple(
        Defect(_text(one["family"]), locate(text, _text(quote)), one.get("optional") == "true")
        for one in _mappings(tree)
        for quote in cast(list[Tree], one["spans"])
    )


def _quotes(claim: Mapping) -> list[str]:
    """The quotes of a claim; the whole of shares is 100%, which stands nowhere."""
    quotes = [_text(claim[key]) for key in ("whole", "stated") if key in claim and claim[key] != "100%"]
    for key in ("operands", "parts"):
        quotes += [_text(one) for one in cast(list[Tree], claim.get(key, []))]
    return quotes


def _mappings(tree: Tree) -> list[Mapping]:
    return cast(list[Mapping], tree or [])


def _text(tree: Tree) -> str:
    assert isinstance(tree, str)
    return tree


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
