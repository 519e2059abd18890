"""What is wrong with the text itself.

Every rule file in `rules/text` names one of these detectors; every detector is reached from a rule file.
"""

from __future__ import annotations

from auditor.text.dates.age import find_wrong_ages
from auditor.text.dates.impossible import find_impossible_days, find_impossible_months, find_impossible_times
from auditor.text.dates.series import find_sessions_out_of_turn, find_wrong_anniversaries
from auditor.text.dates.span import find_backward_spans, find_wrong_lengths, find_wrong_plan_years
from auditor.text.dates.weekday import find_wrong_weekdays
from auditor.text.duplicates.doubled import find_doubled_particles, find_doubled_words
from auditor.text.duplicates.joined import find_joined
from auditor.text.duplicates.repetition import find_repeats
from auditor.text.faults import Detector
from auditor.text.numbers import find_malformed
from auditor.text.patterns import find_patterns
from auditor.text.punctuation import find_doubled, find_mixed_digits, find_mixed_marks, find_unpaired
from auditor.text.script.blends import find_passages, find_uneven
from auditor.text.script.minority import find_simplified, find_traditional
from auditor.text.script.strays import find_broken, find_controls, find_lookalikes, find_markup, find_words
from auditor.text.sequences.flaws import find_flaws
from auditor.text.sequences.order_words import find_order_words
from auditor.text.truncation.ends import find_cut_ends
from auditor.text.truncation.fragments import find_fragments
from auditor.text.truncation.heads import find_cut_heads

DETECTORS: dict[str, Detector] = {
    "age": find_wrong_ages,
    "anniversary": find_wrong_anniversaries,
    "backward-span": find_backward_spans,
    "broken-encoding": find_broken,
    "control-characters": find_controls,
    "cut-off-end": find_cut_ends,
    "cut-off-head": find_cut_heads,
    "doubled-marks": find_doubled,
    "doubled-particle": find_doubled_particles,
    "doubled-word": find_doubled_words,
    "five-year-plan": find_wrong_plan_years,
    "foreign-words": find_words,
    "impossible-day": find_impossible_days,
    "impossible-month": find_impossible_months,
    "impossible-time": find_impossible_times,
    "joined-with-itself": find_joined,
    "lone-fragment": find_fragments,
    "lookalike-letters": find_lookalikes,
    "malformed-number": find_malformed,
    "markup": find_markup,
    "mixed-digits": find_mixed_digits,
    "mixed-marks": find_mixed_marks,
    "order-words": find_order_words,
    "other-script": find_passages,
    "pattern": find_patterns,
    "repeat": find_repeats,
    "sequence": find_flaws,
    "sessions": find_sessions_out_of_turn,
    "simplified": find_simplified,
    "traditional": find_traditional,
    "uneven-forms": find_uneven,
    "unpaired-marks": find_unpaired,
    "weekday": find_wrong_weekdays,
    "years-counted": find_wrong_lengths,
}

__all__ = ["DETECTORS"]
