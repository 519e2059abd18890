"""What is wrong with the text itself.

Every rule file in `rules/text` names one of these detectors; every detector is reached from a rule file.
"""

from __future__ import annotations

from auditor.text.faults import Detector
from auditor.text.numbers import find_malformed
from auditor.text.order_words import find_order_words
from auditor.text.patterns import find_patterns
from auditor.text.sequences import find_flaws

DETECTORS: dict[str, Detector] = {
    "malformed-number": find_malformed,
    "order-words": find_order_words,
    "pattern": find_patterns,
    "sequence": find_flaws,
}

__all__ = ["DETECTORS"]
