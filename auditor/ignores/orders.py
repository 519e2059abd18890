"""What comments and entries come to for one document: of which rules, what it covers, and what to say if it is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from auditor.bilingual import Bilingual
from auditor.comments import without_comments
from auditor.frozen import dataclass
from auditor.ignored import Ignored
from auditor.ignores.blocks import Blocks, places_of
from auditor.ignores.directives import BEGIN, BLOCK, END, FILE, Directive, Flaw
from auditor.model import Finding, Span

_IN_BLOCK = Bilingual(
    "所在的段落（单独成行时为其后一段）里没有这样的问题",
    "its paragraph has no such finding (on lines of its own it speaks of the next paragraph)",
)
_IN_ALL = Bilingual("全文没有这样的问题", "the article has no such finding")
_IN_RANGE = Bilingual("到 ignore-end 为止没有这样的问题", "there is no such finding down to ignore-end")
_NOT_ENDED = Bilingual(
    "没有与它相配的 <!-- auditor: ignore-end -->，未起作用",
    "no <!-- auditor: ignore-end --> belongs to it; it has no effect",
)
_NOT_BEGUN = Bilingual("前面没有与它相配的 ignore-begin", "there is no ignore-begin before it that it belongs to")


@dataclass(frozen=True, slots=True)
class Order:
    """An ignore; `span` is its own place in the text, `where` its place in another file, "" if it stands in the text."""

    rules: tuple[str, ...]
    covers: Callable[[Finding], bool]
    reason: str
    why_idle: Bilingual
    span: Span
    where: str = ""


def of_comments(text: str, found: Iterable[Directive | Flaw]) -> Iterator[Order | Flaw]:
    """The orders of a text's comments."""
    blocks: Blocks | None = None
    opened: list[Directive] = []
    for one in found:
        if isinstance(one, Flaw):
            yield one
        elif one.verb == BEGIN:
            opened.append(one)
        elif one.verb == END:
            yield _closed(opened, one)
        elif one.verb == FILE:
            yield _order(one, Span(0, len(text) + 1), _IN_ALL)
        else:
            assert one.verb == BLOCK
            blocks = blocks or Blocks(without_comments(text))
            yield _order(one, blocks.around(one.span) or one.span, _IN_BLOCK)
    for one in opened:
        yield Flaw(one.span, _NOT_ENDED)


def _closed(opened: list[Directive], end: Directive) -> Order | Flaw:
    """The range that ends here: of the last begin, or the last of the same rules where the end names some."""
    fits = [begin for begin in opened if not end.rules or set(begin.rules) == set(end.rules)]
    if not fits:
        return Flaw(end.span, _NOT_BEGUN)
    opened.remove(fits[-1])
    return _order(fits[-1], Span(fits[-1].span.end, end.span.start), _IN_RANGE)


def _order(one: Directive, region: Span, why_idle: Bilingual) -> Order:
    def covers(finding: Finding) -> bool:
        return region.start <= finding.span.start < region.end

    return Order(one.rules, covers, one.reason, why_idle, one.span)


def of_entries(text: str, entries: Sequence[Ignored]) -> Iterator[Order]:
    """The orders of entries in other files; they have no place in the text but its beginning."""
    head = Span(0, min(1, len(text)))
    for one in entries:
        covers, why = _reach(text, one)
        yield Order(one.rules, covers, one.reason, why, head, one.where)


def _reach(text: str, one: Ignored) -> tuple[Callable[[Finding], bool], Bilingual]:
    places = places_of(one.text, text) if one.text else []

    def covers(finding: Finding) -> bool:
        there = not one.text or any(place.touches(finding.span) for place in places)
        return there and one.id in ("", finding.id)

    if one.text:
        if not places:
            return covers, Bilingual(f"文中没有“{one.text}”", f"the article does not say “{one.text}”")
        return covers, Bilingual(f"“{one.text}”处没有这样的问题", f"there is no such finding at “{one.text}”")
    return covers, _IN_ALL
