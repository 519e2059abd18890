"""首先, 其次, 再次, 最后: words of order that stand in the wrong order within one paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.rules import Bilingual, TextRule
from auditor.text.faults import Beside, Fault
from auditor.text.manuscript import Manuscript

_WORDS = regex.compile(r"(?<![^\n。；])(?P<word>首先|其次|再次|最后)(?=，|要|[是在]|对)")
_RANKS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
_LAST = Bilingual("前面的次序词", "the word of order before")


def find_order_words(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """A word of order that comes after a later one, where 首先 began."""
    flow = manuscript.flow
    last: tuple[int, int, int] | None = None
    for match in _WORDS.finditer(flow.text):
        start, end = match.span()
        rank = _RANKS[match.group()]
        if rank == 1:
            last = (rank, start, end)
        elif last is None or "\n" in flow.text[last[2] : start]:
            last = None
        elif rank < last[0]:
            before = Beside(flow.span(last[1], last[2]), _LAST)
            yield Fault(flow.span(start, end), (("last", flow.text[last[1] : last[2]]),), beside=(before,))
            last = None
        else:
            last = (rank, start, end)
