"""A paragraph that is nothing but a word which needs others: 在, 其中, 据了解."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.layout import Flow
from auditor.rules import TextRule
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript
from auditor.text.zones import code_and_addresses, table_rows

_FRAGMENT = regex.compile(
    r"(?:在|和|与|及|以及|把|被|将|由|于|从|向|为|而|或|但|但是|也|就|都|并|并且|而且|其|其中|其次|因此|因为|由于|随着|通过|根据|按照|为了|对于|关于"
    r"|同时|此外|另外|据了解|据介绍|据悉|目前|的|了|着|这|该|等|之|以|所|还|却|则|且|若|使|让|给|跟|比|至|到|自|当)[，：]?"
)
_SHORT = 2


def find_fragments(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Each such paragraph with whole ones above or below; words set one below another are a headline."""
    flow = manuscript.flow
    text = manuscript.document.text
    for index, paragraph in enumerate(flow.paragraphs):
        if paragraph.end - paragraph.start > _SHORT + 2:
            continue
        if not _FRAGMENT.fullmatch(flow.text, paragraph.start, paragraph.end) or _stacked(flow, index):
            continue
        place = flow.origin(paragraph.start)
        if not (code_and_addresses(text).holds(place) or table_rows(text).holds(place)):
            yield Fault(flow.span(paragraph.start, paragraph.end))


def _stacked(flow: Flow, index: int) -> bool:
    """Is a neighbour as short, or is there none in sentences?"""
    beside = [flow.paragraphs[i] for i in (index - 1, index + 1) if 0 <= i < len(flow.paragraphs)]
    if any(paragraph.end - paragraph.start <= _SHORT + 1 for paragraph in beside):
        return True
    return not any("。" in flow.text[paragraph.start : paragraph.end] for paragraph in beside)
