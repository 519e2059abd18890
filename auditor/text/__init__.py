"""What is wrong with the text itself.

Every rule file in `rules/text` names one of these detectors; every detector is reached from a rule file.
"""

from __future__ import annotations

from auditor.text.cut_ends import find_cut_ends
from auditor.text.cut_heads import find_cut_heads
from auditor.text.faults import Detector
from auditor.text.fragments import find_fragments
from auditor.text.numbers import find_malformed
from auditor.text.order_words import find_order_words
from auditor.text.patterns import find_patterns
from auditor.text.sequences import find_flaws

DETECTORS: dict[str, Detector] = {
    "cut-off-end": find_cut_ends,
    "cut-off-head": find_cut_heads,
    "lone-fragment": find_fragments,
    "malformed-number": find_malformed,
    "order-words": find_order_words,
    "pattern": find_patterns,
    "sequence": find_flaws,
}

__all__ = ["DETECTORS"]
