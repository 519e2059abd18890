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


def find_joined(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """A list or a name that 以及, 和 or a mark joins with itself."""
    del rule
    flow = manuscript.flow
    end = 0
    for match in sorted((*_LIST.finditer(flow.text), *_NAME.finditer(flow.text)), key=lambda match: match.start()):
        start = match.start("unit")
        if start < end:
            continue
        end = match.end()
        belongs = _BELONGING.match(flow.text, end) is not None
        severity = Severity.NOTE if belongs or len(match["unit"]) < _SURE else Severity.WARNING
        yield Fault(flow.span(start, end), (("word", match["unit"]),), right=match["unit"], severity=severity)
