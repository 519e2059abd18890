"""Breaks of a numbering → faults, unless the text between has another explanation.

The mark that seems to be missing may stand there in another form: 一方面 … 二是 …, 首先 … 第二 …, or without the
punctuation that marks have before them.
"""

from __future__ import annotations

from functools import lru_cache

from auditor import regex
from auditor.model import Severity
from auditor.text.sequences.chains import Break, Flaw
from auditor.text.sequences.marks import Mark, han

_BEGINNING = regex.compile(
    r"(?<![统唯单同第之专如合])一[是要来则者为看抓]|(?:(?<=[\n。；：，！？”（])|^)第一(?=[，、：是个条类步点项])|其一|首先|首要|一方面"
    r"|一个[是叫]|先是|[上续紧]接"
)
_LISTED = regex.compile(r"（一）|(?<![0-9])1[.、）](?![0-9])|①|(?:(?<=[\n。；：])|^)一、")
_ANNOUNCED = regex.compile(
    r"(?:[二三四五六七八九十两]|[0-9])(?:个|项|条|点|件|种|类|步|招|大|方面)[^，。；：\n]{0,16}[：，]$"
)
# A sequence with its points further apart than this is not read as one.
_FARTHEST = 6000
_BEFORE_FIRST = {True: 3000, False: 600}
_RIGHT_BEFORE = 400
_PARAGRAPHS_APART = 3
_OPENING = 12
# A text that begins with 第二 is an excerpt.
_AT_ONCE = 10
# Lists in these styles are cut out of longer ones, or refer to the points of another text.
_EXCERPTS = frozenset({"number", "closed", "wrapped", "circled"})


def severity_of(text: str, article: int, one: Break) -> Severity | None:
    """How sure a break is a fault, in an article that begins at `article`; None where it is none.

    Values that stand between in another form are taken from what is missing.
    """
    mark, before = one.mark, one.before
    if one.flaw is Flaw.HEADLESS:
        return _of_headless(text, article, one)
    assert before is not None
    if one.flaw is Flaw.ORDER:
        return Severity.WARNING if mark.spoken or mark.leads else Severity.NOTE
    if mark.start - before.end > _FARTHEST:
        return None
    between = text[before.end : mark.start]
    sure = _is_sure_gap(text, article, one, between) if one.flaw is Flaw.GAP else _is_repeat(mark, before, between)
    if sure is None:
        return None
    apart = 0 if mark.leads and before.leads else mark.paragraph - before.paragraph
    near = not mark.spoken or apart <= _PARAGRAPHS_APART
    return Severity.WARNING if sure and near else Severity.NOTE


def _is_sure_gap(text: str, article: int, one: Break, between: str) -> bool | None:
    mark, before = one.mark, one.before
    one.missing = tuple(value for value in one.missing if not _loosely(value, mark.spoken).search(between))
    if before is None or not one.missing or not _begun(text, article, one):
        return None
    # two headings are no sequence yet: an excerpt may hold any two
    return mark.spoken or (mark.leads == before.leads and len(one.missing) == 1 and len(one.sequence) > 2)


def _is_repeat(mark: Mark, before: Mark, between: str) -> bool | None:
    if not mark.spoken:
        return True if (mark.leads, mark.indent) == (before.leads, before.indent) else None
    if mark.leads and before.leads:
        between = _openings(between)
    return None if _anew(mark, between) else True


def _openings(between: str) -> str:
    """The first words of each paragraph: what numbers paragraphs stands there."""
    return "\n".join(line[:_OPENING] for line in between.split("\n")[1:])


def _of_headless(text: str, article: int, one: Break) -> Severity | None:
    mark, before = one.mark, one.before
    loose = mark.style in _EXCERPTS or mark.style.startswith("part")
    if loose or len(one.sequence) < 2 or one.sequence[1].value != mark.value + 1:
        return None
    start = article if before is None else before.end
    between = text[max(start, mark.start - _BEFORE_FIRST[mark.leads]) : mark.start]
    if _anew(mark, between) or (mark.style == "of" and "其中" in between[-_RIGHT_BEFORE:]):
        return None
    excerpt = mark.start - article < _AT_ONCE
    sure = mark.spoken or _is_announced(text, one)
    return Severity.WARNING if sure and not excerpt else Severity.NOTE


def _is_announced(text: str, one: Break) -> bool:
    """`抓好三项工作：（二）……；（二）……；（三）……`: points within a sentence that has just said how many they are."""
    first = one.mark if one.before is None or one.before.sentence != one.mark.sentence else one.before
    return not one.mark.leads and _ANNOUNCED.search(text, max(0, first.start - _RIGHT_BEFORE), first.start) is not None


def _anew(mark: Mark, between: str) -> bool:
    """Does a sequence begin between, or reach the value before the mark's, in other words?"""
    if _BEGINNING.search(between) or _LISTED.search(between if not mark.spoken else between[-_RIGHT_BEFORE:]):
        return True
    return mark.value > 2 and _loosely(mark.value - 1, mark.spoken).search(between) is not None


def _begun(text: str, article: int, one: Break) -> bool:
    """Does the sequence begin, if not with its first mark, then in other words right before: 原因一是……？"""
    first = one.sequence[0]
    if first.value == 1:
        return True
    inline = first.spoken or first.style == "circled"
    before = text[max(article, first.start - _RIGHT_BEFORE) : first.start]
    return inline and bool(_BEGINNING.search(before) or _LISTED.search(before))


@lru_cache(maxsize=256)
def _loosely(value: int, spoken: bool) -> regex.Pattern[str]:
    """Anything that could be the mark of a value, in whatever form; headings have headings between them."""
    numeral = han(value)
    circled = chr(ord("①") + value - 1) if 0 < value <= 20 else "①"
    forms = rf"(?<![0-9]){value}[.、） ](?![0-9])|\n{value}[.、]|{circled}|{numeral}[、：.） ]"
    if spoken:
        forms += rf"|{numeral}[是要则来者在为看抓，]|[第其（]{numeral}"
    return regex.compile(forms)
