"""Every type that passes between stages.  Imports nothing of ours but the interval.

Offsets are half-open and count Unicode code points of the document's untouched text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from enum import Enum

from auditor.exact import Fraction
from auditor.frozen import dataclass
from auditor.interval import Interval


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in the untouched text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"bad span {self.start}:{self.end}")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def touches(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Verdict(str, Enum):
    """What recomputing a claim gave."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


class Severity(str, Enum):
    """How sure a finding is; `note` never fails a run by default."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Script(str, Enum):
    HANS = "hans"
    HANT = "hant"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Document:
    """One decoded input; `text` is exactly what the file holds, less a byte-order mark."""

    path: str
    text: str
    encoding: str
    script: Script = Script.UNKNOWN


class LimitError(RuntimeError):
    """A document is beyond what one audit takes; `zh` says so in Chinese."""

    def __init__(self, message: str, zh: str) -> None:
        super().__init__(message)
        self.zh = zh


@dataclass(frozen=True, slots=True)
class InputError:
    """An input that could not be audited; or, where a rule is named, not by that rule."""

    path: str
    message: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity printed in the text.

    `value`, `low`/`high` (in `interval`) and `step` are in the base unit of `unit` (money in whole
    units of its currency, area in square metres …); a percentage keeps the number before its sign.
    `step` is the value of the last printed digit at scale, 0 for counts written in full.  `role` is what the figure is
    in its sentence (level, change, growth, share, rate, multiple, limit); empty where that was not read.
    """

    id: str
    span: Span
    text: str
    value: Fraction
    step: Fraction
    interval: Interval
    unit: str
    dimension: str
    hedge: str | None = None
    label: str = ""
    period: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure (or listed item, role `item`) in the part it plays in a claim."""

    role: str
    span: Span
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation that the prose asserts, recomputed; `constants` are numbers in its formula that are no figures."""

    id: str
    rule: str
    kind: str
    verdict: Verdict
    span: Span
    operands: tuple[Operand, ...]
    working: str
    exact: bool = False
    items: int | None = None
    stated: Interval | None = None
    computed: Interval | None = None
    reason: str = ""
    constants: tuple[tuple[str, int | Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding concerns; `path` names its document if that is another one."""

    span: Span
    message: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in place of what stands in the span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that may be wrong: where it would have to lie for every claim of it to hold.

    `interval`, `value` and `text` (the likeliest print there) are in the figure's own unit; `slip` names the usual
    slip that explains the difference, if one does; `also` are figures that would have to change with it.
    """

    figure: str
    span: Span
    interval: Interval
    value: Fraction
    text: str
    slip: str | None
    reason: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """What a row that was left out would say in one series: the gap of that claim, in its figures' unit."""

    claim: str
    text: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at; `id` is a fingerprint that survives moved text.

    `edits` repair it, where that is certain; a figure is never changed.  `suspects` are the figures that may be
    wrong, the likeliest first; `missing` is the row that explains it with none of them wrong.  `known` says whether
    a baseline lists it already (None: there is no baseline), `suppressed` why it is to be ignored, if somebody said so
    ("" without a reason), `suppressed_in` in which other file, and on which line of it: `auditor.toml:7`.
    """

    id: str
    rule: str
    family: str
    severity: Severity
    span: Span
    message: str
    claim: str | None = None
    related: tuple[Related, ...] = ()
    suggestion: str | None = None
    edits: tuple[Edit, ...] = ()
    known: bool | None = None
    suppressed: str | None = None
    suspects: tuple[Suspect, ...] = ()
    missing: tuple[Missing, ...] = ()
    suppressed_in: str | None = None

    @property
    def quiet(self) -> bool:
        """Known already, or to be ignored: shown on request, counted apart."""
        return bool(self.known) or self.suppressed is not None


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A figure that stands in no claim, and why: a code, and the reason in words."""

    figure: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a reader of the report may know of a rule, in the language of the run."""

    id: str
    name: str
    family: str
    severity: Severity
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures found, figures that could stand in a claim, figures that do, and why the others do not."""

    figures: int
    checkable: int
    checked: int
    unchecked: tuple[Unchecked, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many claims there are of each verdict."""

    holds: int
    fails: int
    open: int


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What was found in one document; `problems` are rules that gave up on it.

    In a brief one `verdicts` counts the claims, and of these only those of findings are left, and no figures.
    """

    document: Document
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    problems: tuple[InputError, ...] = ()
    verdicts: Verdicts | None = None

    @property
    def counted(self) -> Verdicts:
        """The claims by verdict, be they here or not."""
        if self.verdicts is not None:
            return self.verdicts
        counts = Counter(claim.verdict for claim in self.claims)
        return Verdicts(counts[Verdict.HOLDS], counts[Verdict.FAILS], counts[Verdict.OPEN])


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run; `rules` are those that it was held against."""

    documents: Sequence[DocumentReport]
    errors: tuple[InputError, ...] = field(default=())
    rules: tuple[RuleInfo, ...] = ()
