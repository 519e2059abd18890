"""Gathers the signatures of a run's documents, and adds to their reports what stands in two of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from difflib import SequenceMatcher

from auditor.across.matching import Kinship, Match, compare
from auditor.across.signatures import Signature, Signatures, sign
from auditor.comments import without_comments
from auditor.fingerprint import fingerprint
from auditor.folding import fold
from auditor.frozen import dataclass
from auditor.held import Documents, short
from auditor.model import Document, Finding, Related, Severity, Span
from auditor.rules import Bilingual, RunRule
from auditor.text.duplicates.clauses import key_of
from auditor.text.duplicates.differences import Change, changes, shown
from auditor.text.duplicates.weight import weigh
from auditor.text.faults import quote

_THERE = Bilingual("同一内容", "the same text")
_ALL = 100
_PASSAGE_NOTE, _PASSAGE_SURE = 60, 300
# Of the shorter document, the part that a passage must be to count for more than a note.
_PART = 3
# Differences are shown of articles, not of books: aligning takes the square of the clauses.
_MOST_CLAUSES = 1500


@dataclass(frozen=True, slots=True)
class _Shared:
    """A place in a later document and one in an earlier, with what the message says of them."""

    rule: RunRule
    span: Span
    other: Span
    severity: Severity
    fields: tuple[tuple[str, str], ...]


class Comparison:
    """Compares the documents of one run; messages in `lang`.  Keeps hashes and places, no text."""

    def __init__(self, rules: Sequence[RunRule], lang: str) -> None:
        self._rules = {rule.across: rule for rule in rules}
        self._lang = lang
        self._signatures = Signatures()

    def add(self, document: Document, _earlier: Documents = (), /) -> None:
        """The next document of the run."""
        self._signatures.append(sign(without_comments(document.text)))

    def finish(self, reports: Documents) -> dict[int, list[Finding]]:
        """What documents share, by the number of the later one; `reports` in the order in which they were added."""
        with closing(self._signatures):
            return self._found(short(reports))

    def _found(self, reports: Documents) -> dict[int, list[Finding]]:
        added: dict[int, list[Finding]] = defaultdict(list)
        for found in compare(self._signatures):
            earlier, later = _bare(reports[found.earlier].document), _bare(reports[found.later].document)
            shared = self._kinship(found, earlier, later) if isinstance(found, Kinship) else self._match(found, later)
            if shared is not None:
                added[found.later].append(self._finding(shared, earlier, later))
        return dict(added)

    def _kinship(self, found: Kinship, earlier: Document, later: Document) -> _Shared | None:
        rule = self._rules.get("same-article" if found.percent == _ALL else "near-article")
        if rule is None:
            return None
        one, other = self._signatures[found.earlier], self._signatures[found.later]
        differ = tuple(_differences(one, other, earlier.text, later.text)) if found.percent < _ALL else ()
        percent = _percent(found.percent, differ, max(one.length, other.length))
        severity = Severity.NOTE if any(change.of_dates for change in differ) else rule.severity
        fields = (("percent", str(percent)), ("changes", shown(differ) or "…"))
        return _Shared(rule, _extent(other), _extent(one), severity, fields)

    def _match(self, found: Match, later: Document) -> _Shared | None:
        rule = self._rules.get("same-passage")
        one, other = self._signatures[found.earlier], self._signatures[found.later]
        keys = (_key(other, at, later.text) for at in range(found.second, found.second + found.length))
        prose = weigh(keys)
        if rule is None or prose < _PASSAGE_NOTE:
            return None
        part = prose * _PART >= min(one.length, other.length)
        severity = rule.severity if part or prose >= _PASSAGE_SURE else Severity.NOTE
        return _Shared(rule, _place(other, found.second, found.length), _place(one, found.first, found.length),
                       severity, ())  # fmt: skip

    def _finding(self, shared: _Shared, earlier: Document, later: Document) -> Finding:
        rule = shared.rule
        fields = {"text": quote(shared.span.of(later.text)), "path": earlier.path, **dict(shared.fields)}
        inside = "".join(fold(shared.span.of(later.text)).split())
        return Finding(
            id=fingerprint(rule.id, earlier.path, inside),
            rule=rule.id,
            family=rule.family,
            severity=shared.severity,
            span=shared.span,
            message=rule.message.of(self._lang).format(**fields),
            related=(Related(shared.other, _THERE.of(self._lang), earlier.path),),
        )


def _bare(document: Document) -> Document:
    return replace(document, text=without_comments(document.text))


def _percent(least: int, differ: Sequence[Change], length: int) -> int:
    """How much is the same, to the character where the changes are known; by clauses otherwise."""
    if not differ:
        return least
    return min(_ALL - 1, max(least, _ALL - _ALL * sum(change.size for change in differ) // max(1, length)))


def _place(signature: Signature, first: int, length: int) -> Span:
    return Span(signature.starts[first], signature.ends[first + length - 1])


def _extent(signature: Signature) -> Span:
    return _place(signature, 0, len(signature))


def _key(signature: Signature, at: int, text: str) -> str:
    return key_of(fold(text[signature.starts[at] : signature.ends[at]]))


def _differences(one: Signature, other: Signature, old: str, new: str) -> Iterator[Change]:
    """What was changed from one article to the other."""
    if max(len(one), len(other)) > _MOST_CLAUSES:
        return
    matcher = SequenceMatcher(None, one.hashes, other.hashes, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            mine = "，".join(_key(one, at, old) for at in range(i, j))
            yield from changes(mine, "，".join(_key(other, at, new) for at in range(k, m)))
