"""What is wrong with the text itself.

Every rule file in `rules/text` names one of these detectors; every detector is reached from a rule file.
"""

from __future__ import annotations

from auditor.text.blends import find_passages, find_uneven
from auditor.text.cut_ends import find_cut_ends
from auditor.text.cut_heads import find_cut_heads
from auditor.text.faults import Detector
from auditor.text.fragments import find_fragments
from auditor.text.minority import find_simplified, find_traditional
from auditor.text.numbers import find_malformed
from auditor.text.order_words import find_order_words
from auditor.text.patterns import find_patterns
from auditor.text.punctuation import find_doubled, find_mixed_digits, find_mixed_marks, find_unpaired
from auditor.text.sequences import find_flaws
from auditor.text.strays import find_broken, find_controls, find_lookalikes, find_markup, find_words

DETECTORS: dict[str, Detector] = {
    "cut-off-end": find_cut_ends,
    "cut-off-head": find_cut_heads,
    "lone-fragment": find_fragments,
    "malformed-number": find_malformed,
    "order-words": find_order_words,
    "pattern": find_patterns,
    "broken-encoding": find_broken,
    "control-characters": find_controls,
    "doubled-marks": find_doubled,
    "foreign-words": find_words,
    "lookalike-letters": find_lookalikes,
    "markup": find_markup,
    "mixed-digits": find_mixed_digits,
    "mixed-marks": find_mixed_marks,
    "other-script": find_passages,
    "simplified": find_simplified,
    "traditional": find_traditional,
    "uneven-forms": find_uneven,
    "unpaired-marks": find_unpaired,
    "sequence": find_flaws,
}

__all__ = ["DETECTORS"]
