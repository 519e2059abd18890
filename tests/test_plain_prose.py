"""Plain true paragraphs of every kind of article, written before they were audited: none raises an alarm.

One to a line in plain_prose.txt; ⏎ stands for the end of a line within one.  About one in ten did at first (docs/validity.md).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from gold import alarms, audit

from auditor.model import Verdict

LINES = (Path(__file__).parent / "plain_prose.txt").read_text("utf-8").splitlines()
PARAGRAPHS = [line.replace("⏎", "\n") for line in LINES]
# How many relations hold, over all of them; that nothing is found would raise no alarm either.
LEAST_HELD = 1000


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_true_paragraph_raises_no_alarm(text: str) -> None:
    assert [finding.message for finding in alarms(audit(text))] == []


def test_their_relations_are_found() -> None:
    held = [claim for text in PARAGRAPHS for claim in audit(text).claims if claim.verdict is Verdict.HOLDS]
    assert len(held) >= LEAST_HELD
