"""Detector of things joined with themselves: 市委、市政府以及市委、市政府."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import plain, regex
from auditor.model import Severity
from auditor.rules import TextRule
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript

_HAN = r"[\u3400-\u9fff]"
_AND = "以及|[及和与或暨]"
# A list joined with itself; and one name, where it is whole: 副市长和市长 and 学校以及学校周边 are something else.
_LIST = regex.compile(rf"(?={_HAN}{{2,10}}、)(?P<unit>{_HAN}{{2,10}}(?:、{_HAN}{{2,10}}){{1,4}}?)(?:{_AND})(?P=unit)")
_NAME = regex.compile(
    rf"(?:(?<!{_HAN})|(?<=[对向在由为把将从按经据的有是了]))(?:按照|根据|通过|由于)?(?P<unit>{_HAN}{{3,16}})"
    rf"(?:{_AND}|、)(?P=unit)(?![\u3400-\u9fff“《]|、(?:再|还是|更))"
)
_BELONGING = plain.compile("办公|直属|所属|各|有关|主要|领导|部门|的|之间|两级|下属")
_SURE = 3
# The last character of what joins two.
_JOINT = plain.compile("[及和与或暨、]")
_LONGEST = 54


def find_joined(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """A list or a name that 以及, 和 or a mark joins with itself."""
    del rule
    flow = manuscript.flow
    end = 0
    lines = sorted(set(_repetitive_lines(flow.text)))
    found = [match for line in lines for pattern in (_LIST, _NAME) for match in pattern.finditer(flow.text, *line)]
    for match in sorted(found, key=lambda match: match.start()):
        start = match.start("unit")
        if start < end:
            continue
        end = match.end()
        belongs = _BELONGING.match(flow.text, end) is not None
        severity = Severity.NOTE if belongs or len(match["unit"]) < _SURE else Severity.WARNING
        yield Fault(flow.span(start, end), (("word", match["unit"]),), right=match["unit"], severity=severity)


def _repetitive_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines in which what stands before a joint stands behind it once more.  The patterns ask for more, but take ten
    times as long to say no."""
    for joint in _JOINT.finditer(text):
        if _repeats(text, joint.start(), joint.end()):
            end = text.find("\n", joint.end())
            yield text.rfind("\n", 0, joint.start()) + 1, len(text) if end < 0 else end


def _repeats(text: str, end: int, again: int) -> bool:
    """Do the characters before a joint, with or without the 以 of 以及, stand once more at a place behind it?"""
    first = text[again : again + _SURE]
    start = text.find(first, max(0, end - _LONGEST), end)
    while start >= 0:
        if text.startswith((text[start:end], text[start : end - 1]), again):
            return True
        start = text.find(first, start + 1, end)
    return False
