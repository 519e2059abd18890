"""What is wrong with the text itself.

Every rule file in `rules/text` names one of these detectors; every detector is reached from a rule file.
"""

from __future__ import annotations

from auditor.text.dates_age import find_wrong_ages
from auditor.text.dates_impossible import find_impossible_days, find_impossible_months, find_impossible_times
from auditor.text.dates_series import find_sessions_out_of_turn, find_wrong_anniversaries
from auditor.text.dates_span import find_backward_spans, find_wrong_lengths, find_wrong_plan_years
from auditor.text.dates_weekday import find_wrong_weekdays
from auditor.text.faults import Detector
from auditor.text.patterns import find_patterns

DETECTORS: dict[str, Detector] = {
    "age": find_wrong_ages,
    "anniversary": find_wrong_anniversaries,
    "backward-span": find_backward_spans,
    "five-year-plan": find_wrong_plan_years,
    "impossible-day": find_impossible_days,
    "impossible-month": find_impossible_months,
    "impossible-time": find_impossible_times,
    "pattern": find_patterns,
    "sessions": find_sessions_out_of_turn,
    "weekday": find_wrong_weekdays,
    "years-counted": find_wrong_lengths,
}

__all__ = ["DETECTORS"]
