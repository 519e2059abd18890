"""The private-use characters that stand for figures, by dimension, in what patterns are matched against."""

from __future__ import annotations

CLASSES = {
    "percent": "\ue001",
    "points": "\ue002",
    "times": "\ue003",
    "money": "\ue004",
    "count": "\ue005",
    "number": "\ue006",
    "duration": "\ue007",
    "date": "\ue008",
    "name": "\ue005",  # the number in a coined name counts like any other
}
# Dimensions without a unit of their own: parts, changes and multiples of other figures.
RATES = frozenset({"percent", "points", "times"})
QUANTITY = "\ue009"  # length, mass, power …
LEVELS = f"{CLASSES['money']}{CLASSES['count']}{CLASSES['number']}{CLASSES['duration']}{QUANTITY}"
FIGURES = "\ue001-\ue007\ue009"
ANY = "\ue001-\ue009"
