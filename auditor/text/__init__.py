"""What is wrong with the text itself.

Every rule file in `rules/text` names one of these detectors; every detector is reached from a rule file.
"""

from __future__ import annotations

from auditor.text.blends import find_passages, find_uneven
from auditor.text.faults import Detector
from auditor.text.minority import find_simplified, find_traditional
from auditor.text.patterns import find_patterns
from auditor.text.punctuation import find_doubled, find_mixed_digits, find_mixed_marks, find_unpaired
from auditor.text.strays import find_broken, find_controls, find_lookalikes, find_markup, find_words

DETECTORS: dict[str, Detector] = {
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
}

__all__ = ["DETECTORS"]
