"""auditor.selection: which rules are on, and how grave they are."""

from __future__ import annotations

import pytest

from auditor.engine import builtin_rules
from auditor.model import Severity
from auditor.selection import SelectorError, Wishes, choose_rules, meant

RULES = builtin_rules()
IDS = frozenset(rule.id for rule in RULES)
SHARES = frozenset(one for one in IDS if one.startswith("FIG2"))
TEXT = frozenset(rule.id for rule in RULES if rule.family != "figures")


def on(select: str = "", ignore: str = "", **severity: str) -> frozenset[str]:
    return choose_rules(RULES, Wishes(tuple(select.split()), tuple(ignore.split()), severity)).on


def test_all_are_on_unless_told() -> None:
    assert on() == IDS


def test_ids_prefixes_and_families_are_meant() -> None:
    assert meant("FIG201", RULES) == {"FIG201"}
    assert meant("FIG2", RULES) == SHARES
    assert meant("figures", RULES) == IDS - TEXT
    assert meant("unit", RULES) == {rule.id for rule in RULES if rule.family == "unit"}


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ("FIG201", "", {"FIG201"}),
        ("FIG2 FIG301", "", SHARES | {"FIG301"}),
        ("", "FIG2", IDS - SHARES),
        ("", "figures", TEXT),
        ("FIG2", "FIG201", SHARES - {"FIG201"}),
        ("FIG201", "FIG2", {"FIG201"}),
        ("FIG201", "figures", {"FIG201"}),
        ("FIG20", "FIG2", SHARES),
        ("FIG2", "figures", SHARES),
        ("FIG201 FIG202", "FIG201", {"FIG202"}),
        ("figures", "FIG2", IDS - TEXT - SHARES),
    ],
)
def test_the_more_exact_word_decides(select: str, ignore: str, expected: frozenset[str]) -> None:
    assert on(select, ignore) == expected


def test_off_leaves_out_like_ignore() -> None:
    assert on(FIG2="off") == IDS - SHARES
    assert on("FIG201", FIG2="off") == {"FIG201"}


def test_the_more_exact_severity_counts() -> None:
    wishes = Wishes(severity={"figures": "note", "FIG2": "warning", "FIG201": "error"})
    severities = choose_rules(RULES, wishes).severities
    assert severities["FIG201"] is Severity.ERROR
    assert severities["FIG202"] is Severity.WARNING
    assert severities["FIG101"] is Severity.NOTE
    assert not TEXT & set(severities)


@pytest.mark.parametrize(
    ("select", "ignore", "words"),
    [
        ("FIG9", "", "unknown rule, prefix or family 'FIG9'; did you mean 'FIG'?"),
        ("fig201", "", "did you mean 'FIG201'?"),
        ("", "figure", "did you mean 'figures'?"),
        ("", "FIG2O1", "did you mean 'FIG201'?"),
        ("FIG20*", "", "unknown rule"),
        ("FIG201", "FIG201", "no rule is left after FIG201, FIG201"),
        ("", "FIG UNI", None),
    ],
)
def test_words_that_mean_nothing_are_refused(select: str, ignore: str, words: str | None) -> None:
    if words is None:
        ignore = " ".join(sorted({one.rstrip("0123456789") for one in IDS}))
        words = "no rule is left"
    with pytest.raises(SelectorError) as caught:
        on(select, ignore)
    assert words in str(caught.value)
