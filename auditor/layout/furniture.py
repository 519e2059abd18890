"""What a printed page bears beside its text: page numbers and running heads, which come between the lines of a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor import regex
from auditor.layout.lines import Line

_PAGE_NUMBER = regex.compile(
    r"(?:第 ?)?[0-9]{1,4} ?页(?:[,，/]? ?共 ?[0-9]{1,4} ?页)?|[-—–~·]+ ?[0-9]{1,4} ?[-—–~·]+|[0-9]{1,4} ?/ ?[0-9]{1,4}"
)
_NUMBER = regex.compile(r"[0-9]{1,3}")
_MARK = regex.compile(r"[，。；：、！？]")
_DIGIT = regex.compile("[0-9]")
# What a figure broken in two may go on with: digits or a unit, no word that begins alike
REST_OF_FIGURE = regex.compile(
    r"[0-9.,%‰]|[余多]?[万亿千百]|元|个(?![人体别])|家(?![庭长])|人(?![员口民才均数])|名(?![单称])|户(?!籍)|件|项(?!目)|吨|亩|公[里顷斤吨]|平方|米|次(?!年)|辆|台"
)
_LONGEST = 40


def furniture(lines: Sequence[Line], full: Sequence[bool]) -> list[bool]:
    """For each line: may it be a page number, or a head or foot: the same on several pages, or a short line beside a
    page number?  `full` tells the lines that reach the end of their column.

    Only where it interrupts a sentence is it known to be one.
    """
    texts = [line.text if len(line.text) <= _LONGEST and not line.tabular else "" for line in lines]
    numbers = [_PAGE_NUMBER.fullmatch(text) is not None for text in texts]
    times = Counter(texts)
    behind = [*texts[1:], ""]
    return [
        number
        # a number alone may be the figure that the next line goes on with
        or (_NUMBER.fullmatch(text) is not None and REST_OF_FIGURE.match(behind[at]) is None)
        # the last lines of paragraphs may be the same, too, but end with a mark
        or (
            text != ""
            and _MARK.search(text) is None
            and _DIGIT.search(text) is None
            and (times[text] > 1 or (not full[at] and any(numbers[max(0, at - 1) : at + 2])))
        )
        for at, (text, number) in enumerate(zip(texts, numbers, strict=True))
    ]
