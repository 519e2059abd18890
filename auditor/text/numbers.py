"""Numbers and units that are no well-formed numeral: a rule's pattern, looked for outside code and addresses.

The option `layer` says which text the pattern reads: `flow` (as it was meant to be read), `folded` (every blank
and line end in its place) or `printed` (full-width and half-width told apart).  With `tables: no`, rows of tables
are left alone: their cells have units above and beside them.  As many matches as the option `habit` says are the
way in which a text is set, and worth one note.

`needs` is a simple regular expression, of the standard library's kind, for something that stands in every match: most
texts have it nowhere, and are not searched for the whole pattern, which is tried at every digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from auditor import plain
from auditor.folding import fold_whole
from auditor.model import Severity, Span
from auditor.rules import TextRule
from auditor.rules.patterns import compile_fault
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript
from auditor.text.zones import code_and_addresses, table_rows


def find_malformed(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Every match of the rule's pattern in prose."""
    text = manuscript.document.text
    no_prose = [code_and_addresses(text)]
    if rule.option("tables") == "no":
        no_prose.append(table_rows(text))
    found = [span for span in _matches(manuscript, rule) if not any(zones.holds(span.start) for zones in no_prose)]
    if found and len(found) >= int(rule.option("habit", str(len(found) + 1))):
        yield Fault(found[0], severity=Severity.NOTE)
        return
    yield from map(Fault, found)


def _matches(manuscript: Manuscript, rule: TextRule) -> Iterator[Span]:
    layer = rule.option("layer", "flow")
    flow, text = manuscript.flow, manuscript.document.text
    read = flow.text if layer == "flow" else fold_whole(text) if layer == "folded" else text
    needs = rule.option("needs")
    if needs and not _simple(needs).search(read):
        return
    for match in compile_fault(rule).finditer(read):
        start, end = match.span("fault" if "fault" in match.re.groupindex else 0)
        if start < end:
            yield flow.span(start, end) if layer == "flow" else Span(start, end)


_simple = lru_cache(maxsize=64)(plain.compile)
