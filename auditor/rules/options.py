"""Options of rules that the engine itself heeds, and what they may be.

A finder or a detector may take others, which are its own affair.
"""

from __future__ import annotations

from collections.abc import Callable

from auditor.bilingual import Bilingual
from auditor.exact import Fraction
from auditor.nearest import unknown
from auditor.rules.fields import Fields

_SWITCH = ("yes", "no")


def must_map(key: str) -> Bilingual:
    """A key whose value must be a mapping."""
    return Bilingual(f"“{key}”下须有分项", f"{key!r} must be a mapping")


def read_options(fields: Fields) -> dict[str, str]:
    """The options of a rule file, those that are known checked."""
    if "options" not in fields:
        return {}
    inner = fields.within("options", must_map("options"))
    found = {key: inner.text(key) for key in inner.lines}
    for key, value in found.items():
        problem = ENGINE_OPTIONS[key](value) if key in ENGINE_OPTIONS else None
        if problem is not None:
            raise inner.fail(key, Bilingual(f"“{key}”：", f"{key!r}: ") + problem)
    return found


def _switch(value: str) -> Bilingual | None:
    return None if value in _SWITCH else unknown("answer", value, _SWITCH)


def _number(value: str) -> Bilingual | None:
    try:
        return None if Fraction(value) > 0 else Bilingual("须是大于 0 的数", "must be a number above 0")
    except (ValueError, ZeroDivisionError):
        return Bilingual(f"须是数，如 0.5，不能是“{value}”", f"must be a number such as 0.5, not {value!r}")


def _odds(value: str) -> Bilingual | None:
    return None if value == "trials" else _number(value)


def _any(_value: str) -> Bilingual | None:
    return None


# certain: no → a failure is reported only where a usual slip explains it
# chance: how often chance may explain what such a slip explains; odds: how far from chance what holds must be
# quotient: the role that a division gave, so that a whole number in it is rounded
# unit: one → a pattern's figures are all of one unit
# complete, announced: see `settle` and `choosing`; reported: the rule that reports what fails here
ENGINE_OPTIONS: dict[str, Callable[[str], Bilingual | None]] = {
    "announced": _switch,
    "certain": _switch,
    "chance": _number,
    "complete": _switch,
    "odds": _odds,
    "quotient": _any,
    "reported": _any,
    "unit": _any,
}
