"""For all tests: nothing is kept from one run to the next, unless a test asks for it.

Tests that run the engine over and over measure no coverage: that would double their time and find no other line.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator

import pytest

os.environ["AUDITOR_NO_CACHE"] = "1"
os.environ.pop("AUDITOR_CACHE_DIR", None)

_HEAVY = frozenset(
    f"test_{name}"
    for name in (
        "properties", "sizes", "fuzz", "linear", "prove", "limits", "diagnosis", "passages", "readme", "faults", "jobs", "pipelines", "hooks",
        "gx_projects", "report_browser", "supply_chain", "packaging", "fault_passages", "text_rules", "duplicates", "scan",
        "columns", "memory", "shortcuts", "spool", "plausible", "plain_prose",
    )
)  # fmt: skip
_SLOW = frozenset(
    (
        "test_every_form_of_report_is_the_same_over_the_sample_articles", "test_a_rule_left_out_makes_no_other_speak",
        "test_any_other_tree_is_refused",
        "test_texts_of_every_rule_give_the_verdicts_of_the_audit", "test_hostile_comments_take_no_time",
        "test_rubbish_takes_no_long_time",
        "test_nothing_to_check_is_nothing_wrong", "test_exit_codes_are_those_of_check", "test_what_is_expected_of_the_run",
        "test_building_twice_keeps_both_runs_and_leads_each_to_its_own_report",
        "test_any_report_survives_the_round_trip", "test_the_engine_gives_the_same_report_from_the_cache",
    )
)  # fmt: skip
# Of the trials of all built-in rules every tenth is measured.
_MANY = "test_built_in_rules_pass"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    trials = 0
    for item in items:
        name = item.path.stem
        trials += item.name.startswith(_MANY)
        if (
            name in _HEAVY
            or getattr(item, "originalname", "") in _SLOW
            or (item.name.startswith(_MANY) and trials % 10)
        ):
            item.add_marker("no_cover")


def pytest_collection_finish() -> None:
    """What is there by now stays, and need not be looked through over and over for what could be let go."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(hookwrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """In a worker, pausing one measurement wakes another, begun before the worker knew that it was one."""
    if item.get_closest_marker("no_cover"):
        sys.settrace(None)
        threading.settrace(None)
    yield
