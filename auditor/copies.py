"""A number printed twice: one of the two may have been copied from the other.

A copied number leaves no digit by which it could be told from the right one.  But figures that have nothing to do with
each other hardly ever agree in three digits, so that two that bear different names and agree, in a relation that
they break, are a slip.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from auditor import regex
from auditor.exact import Fraction
from auditor.relations.labels import coverage
from auditor.relations.mentions import Mention, Role
from auditor.relations.readings import Reading

_LEAST_DIGITS = 3
_NUMERAL = regex.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_TOTAL = regex.compile("合计|总计|共计|小计")
# Two times of one measure bear one name.
_TIMES = frozenset({"now", "before"})


def copied(reading: Reading, nested: bool = False) -> bool:
    """Do two figures agree that are called differently, or are of different times?

    Rows may be `nested` without a word: 438 below 438 is then the one row of its group.
    """
    return bool(_pairs(reading)) and not (nested and _may_nest(reading))


def _may_nest(reading: Reading) -> bool:
    """May the first row be all of it, or a row be the only one below the row before?"""
    roles = dict(reading.roles)
    if "whole" not in roles or "part" not in roles:
        return False
    whole, parts = roles["whole"][0].figure.value, [part.figure.value for part in roles["part"]]
    alone = sum((one for before, one in zip([None, *parts], parts, strict=False) if one != before), Fraction(0))
    return sum(parts) > whole and (parts[0] == whole or alone <= whole)


def copies_whole(reading: Reading) -> bool:
    """Is the whole printed as one of its parts is?"""
    return any("whole" in roles and "part" in roles for roles in _pairs(reading))


def _pairs(reading: Reading) -> list[frozenset[str]]:
    """The roles of each two figures that agree."""
    alike: dict[object, list[tuple[str, Mention]]] = {}
    # the steps of a list share the words before it, and are called differently by them
    lists = Counter(mention.series for mention in reading.mentions())
    for role, found in reading.roles:
        for mention in found:
            figure = mention.figure
            if figure.hedge is None and _digits(figure.text) >= _LEAST_DIGITS:
                alike.setdefault((mention.key, figure.value, figure.step), []).append((role, mention))
    return [
        frozenset({one, other})
        for same in alike.values()
        for (one, a), (other, b) in combinations(same, 2)
        if a.index != b.index
        and ({one, other} == _TIMES or max(lists[a.series], lists[b.series]) > 1 or not _named_alike(a, b))
    ]


def _digits(text: str) -> int:
    """The significant digits of a print; 300 has one."""
    found = _NUMERAL.search(text)
    literal = found.group().replace(",", "") if found else ""
    digits = literal.replace(".", "").lstrip("0")
    return len(digits if "." in literal else digits.rstrip("0"))


def _named_alike(a: Mention, b: Mention) -> bool:
    """合计 has no name of its own, and is given that of the figure before."""
    if _TOTAL.search(a.head) or _TOTAL.search(b.head):
        return False
    mine, its = _name(a), _name(b)
    return bool(mine and its) and (coverage(mine, its) == 1 or coverage(its, mine) == 1)


def _name(mention: Mention) -> str:
    """A share bears the name of what it is of."""
    return mention.subject if mention.role is Role.SHARE else mention.label + mention.noun
