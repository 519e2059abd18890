"""What is wrong with the text itself.

Every rule file in `rules/text` names one of these detectors; every detector is reached from a rule file.
"""

from __future__ import annotations

from auditor.text.doubled import find_doubled_particles, find_doubled_words
from auditor.text.faults import Detector
from auditor.text.joined import find_joined
from auditor.text.patterns import find_patterns
from auditor.text.repetition import find_repeats

DETECTORS: dict[str, Detector] = {
    "doubled-particle": find_doubled_particles,
    "doubled-word": find_doubled_words,
    "joined-with-itself": find_joined,
    "pattern": find_patterns,
    "repeat": find_repeats,
}

__all__ = ["DETECTORS"]
