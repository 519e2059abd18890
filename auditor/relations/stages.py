"""Parts that number themselves: `总投资36亿元，分两期建设：一期投资21亿元，二期投资15亿元`.

How many there are is said as well; without that a third may be told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.figures.numerals import parse_whole
from auditor.frozen import replace
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.parts import closed
from auditor.relations.readings import CERTAIN, LIKELY, Statement, reading
from auditor.relations.steps import spoken

_KIND = "期|批|阶段|步|轮|标段|次"
_STAGE = regex.compile(rf"^(?:其中|而)?第?(?P<number>[首一二三四五六七八九十]|[0-9]{{1,2}})(?P<kind>{_KIND})(?!性)")
_TOLD = regex.compile(rf"(?:分|共)(?:为|成)?(?P<number>[两二三四五六七八九十]|[0-9]{{1,2}})个?(?P<kind>{_KIND})")


def find_stages(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """Statements `whole == sum(part)` of one run of addends."""
    number = 1
    while number < len(run):
        parts, kind = _stages(page, run, number)
        if len(parts) > 1:
            whole = run[number - 1]
            told = _told(page, whole, parts[0], kind)
            if told in (None, len(parts)) and _is_whole(whole, parts):
                sure = told is not None and page.cues.total.search(whole.head) is not None
                one = reading(CERTAIN if sure else LIKELY, 1, whole=whole, part=tuple(parts))
                yield Statement((replace(one, exhaustive=sure),))
        number += max(1, len(parts))


def _stages(page: Page, run: Sequence[Mention], number: int) -> tuple[list[Mention], str]:
    """The figures from `number` on whose clauses open with 一期, 二期, …: the first figure of each."""
    parts: list[Mention] = []
    kind = ""
    for mention in run[number:]:
        if mention.sentence != run[number].sentence or mention.role is not Role.LEVEL or not closed(mention):
            break
        found = _STAGE.match(spoken(page, mention.at - len(mention.lead), mention.at))
        if found is None or (kind and found["kind"] != kind) or _number(found["number"]) != len(parts) + 1:
            break
        kind = found["kind"]
        parts.append(mention)
    return parts, kind


def _number(text: str) -> int:
    return 1 if text == "首" else parse_whole(text)


def _is_whole(whole: Mention, parts: Sequence[Mention]) -> bool:
    near = parts[0].sentence - whole.sentence <= 1 and whole.paragraph == parts[0].paragraph
    return near and whole.role is Role.LEVEL and closed(whole)


def _told(page: Page, whole: Mention, first: Mention, kind: str) -> int | None:
    """How many stages the text speaks of right before them."""
    found = _TOLD.search(spoken(page, page.sentences[whole.sentence][0], first.at))
    return _number(found["number"]) if found and found["kind"] == kind else None
