"""What else on the page speaks for a value: relations that would come true, restatements, the order of a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field

from auditor import regex
from auditor.diagnosis.constraints import Constraint, of_reading, satisfied
from auditor.diagnosis.likelihood import eighths
from auditor.diagnosis.prints import Print, as_printed
from auditor.exact import Fraction
from auditor.examination import Attempt
from auditor.frozen import dataclass
from auditor.judge import recompute, resolution
from auditor.model import Figure
from auditor.relations.labels import coverage
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, Reading
from auditor.settle import Settled

# A reading that nobody need make is worth less when it holds; in eighths of a bit.
_DOUBT = {CERTAIN: 0, LIKELY: 8, 1: 32}
_MOST = 8 * 8
_RESTATED = 8 * 6
_RESTATED_LABEL = Fraction(3, 5)
_FORM = 8
_FEW = 2
_LARGEST_SHARE = 150
_DECIMALS = regex.compile(r"[0-9](?:\.([0-9]+))?(万亿|[万亿])?(?![0-9.])")


@dataclass(slots=True)
class Evidence:
    """Soft evidence about the figures of one page."""

    page: Page
    attempts: Sequence[Attempt]
    chosen: Sequence[Settled]
    _by_figure: dict[str, list[Attempt]] = field(default_factory=dict)
    _mentions: dict[str, Mention] = field(default_factory=dict)
    _usual: dict[str, tuple[int, str]] = field(default_factory=dict)
    _claimed: dict[tuple[str, int], set[tuple[int, ...]]] = field(default_factory=dict)
    _alike: dict[tuple[object, ...], list[Mention]] = field(default_factory=dict)
    _readings_of: dict[str, list[tuple[Constraint, Reading, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._mentions = {mention.figure.id: mention for mention in self.page.mentions}
        for one in self.chosen:
            for index in one.reading.key:
                self._claimed.setdefault((one.rule.kind, index), set()).add(one.reading.key)
        for mention in self.page.mentions:
            self._alike.setdefault((mention.key, mention.role, mention.figure.value), []).append(mention)
        forms: dict[str, Counter[tuple[int, str]]] = {}
        for mention in self.page.mentions:
            forms.setdefault(mention.figure.unit, Counter())[form_of(mention.figure.text)] += 1
        for unit, counts in forms.items():
            form, count = counts.most_common(1)[0]
            if count > _FEW and 2 * count > counts.total():
                self._usual[unit] = form
        for attempt in self.attempts:
            for name in {m.figure.id for reading in attempt.statement.readings for m in reading.mentions()}:
                self._by_figure.setdefault(name, []).append(attempt)

    def gain(self, figure: Figure, other: Print) -> int:
        """How much more the page agrees with the other print than with this one, in eighths of a bit."""
        return (
            self._relations(figure, other)
            + self._restated(figure, other)
            + self._form(figure, other)
            + self._size(figure, other)
        )

    def _relations(self, figure: Figure, other: Print) -> int:
        changed = as_printed(figure, other)
        best: dict[tuple[str, int], int] = {}
        for one, reading, rank in self._readings(figure):
            worth = _worth(one, reading, changed, rank)
            if worth > 0:
                key = (one.kind, _stated(reading))
                best[key] = max(best.get(key, 0), worth)
        return sum(best.values())

    def _readings(self, figure: Figure) -> Sequence[tuple[Constraint, Reading, int]]:
        """The readings in which a figure takes part, that are no claims and do not hold as printed, with their ranks."""
        if figure.id not in self._readings_of:
            self._readings_of[figure.id] = [
                (one, reading, rank)
                for attempt in self._by_figure.get(figure.id, ())
                for rank, reading in enumerate(attempt.statement.readings, 1)
                if reading.bounds is None
                and any(mention.figure.id == figure.id for mention in reading.mentions())
                and not self._is_claimed(attempt, reading)
                and not satisfied(one := of_reading(attempt.rule, reading), {})
            ]
        return self._readings_of[figure.id]

    def _is_claimed(self, attempt: Attempt, reading: Reading) -> bool:
        """Is the relation, or much of it, a claim already?  Then it is a constraint, no evidence."""
        mine = set(reading.key)
        keys = {key for index in mine for key in self._claimed.get((attempt.rule.kind, index), ())}
        return any(2 * len(mine & set(key)) > min(len(mine), len(key)) for key in keys)

    def _restated(self, figure: Figure, other: Print) -> int:
        """The same quantity printed elsewhere: with the other value it speaks for it, with this one against."""
        mine = self._mentions.get(figure.id)
        if mine is None:
            return 0
        found = 0
        for value in {other.value, figure.value}:
            for mention in self._alike.get((mine.key, mine.role, value), ()):
                if mention.index != mine.index and _alike(mine, mention):
                    found += _RESTATED if value == other.value else -_RESTATED
        return max(-_RESTATED, min(_RESTATED, found))

    def _size(self, figure: Figure, other: Print) -> int:
        """A share of several hundred percent is none."""
        mention = self._mentions.get(figure.id)
        if mention is None or figure.dimension != "percent" or mention.role not in (Role.SHARE, Role.RATE):
            return 0
        return _FORM * 2 * ((other.value <= _LARGEST_SHARE) - (figure.value <= _LARGEST_SHARE))

    def _form(self, figure: Figure, other: Print) -> int:
        """Figures of one unit are printed to the same number of decimals, and in the same scale."""
        form = self._usual.get(figure.unit)
        if form is None:
            return 0
        return _FORM * ((form_of(other.text) == form) - (form_of(figure.text) == form))


def _worth(one: Constraint, reading: Reading, changed: Figure, rank: int) -> int:
    """Of a reading that does not hold as printed, if it holds with the changed figure."""
    if not satisfied(one, {changed.id: changed}):
        return 0
    moved = {role: [changed if f.id == changed.id else f for f in found] for role, found in one.roles.items()}
    outcome = recompute(one.formula, moved, reading.sign, reading.constants)
    if outcome is None:
        return 0
    odds = resolution(outcome) / (rank * max(Fraction(reading.trials), Fraction(1)))
    return min(_MOST, eighths(odds) - _DOUBT[reading.strength]) if odds > 0 else 0


def form_of(text: str) -> tuple[int, str]:
    """Decimals and scale of a print: 12.68亿元 has two, in 亿."""
    match = _DECIMALS.search(text)
    return (len(match.group(1) or ""), match.group(2) or "") if match else (0, "")


def _alike(one: Mention, other: Mention) -> bool:
    mine, its = one.label + one.noun, other.label + other.noun
    return min(coverage(mine, its), coverage(its, mine)) >= _RESTATED_LABEL


def _stated(reading: Reading) -> int:
    return reading.roles[0][1][0].index


def standing(constraints: Iterable[Constraint]) -> dict[str, int]:
    """How many claims that hold each figure stands in."""
    found: dict[str, int] = {}
    for one in constraints:
        if one.holds:
            for figure in one.figures:
                found[figure.id] = found.get(figure.id, 0) + 1
    return found
