"""What is wrong with the text itself.

Every rule file in `rules/text` names one of these detectors; every detector is reached from a rule file.
"""

from __future__ import annotations

from auditor.text.faults import Detector
from auditor.text.patterns import find_patterns

DETECTORS: dict[str, Detector] = {
    "pattern": find_patterns,
}

__all__ = ["DETECTORS"]
