"""What is expected of a run as a whole: its inputs, coverage, script, duplicates, and figures within plausible ranges."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, ClassVar

import pandas as pd
from great_expectations.compatibility.pydantic import Field, validator

from auditor.exact import Fraction
from auditor.gx import metrics as _metrics
from auditor.gx.cells import is_empty
from auditor.gx.shown import ShowsRows, result_of
from auditor.interval import Interval
from auditor.plausible import Range, builtin_ranges, range_for, read_ranges
from auditor.report.decimals import decimal_string


def _of_kind(metrics: dict[str, Any], kind: str) -> pd.DataFrame:
    frame = metrics[_metrics.TABLE]
    return frame[frame["row"] == kind]


class ExpectEveryInputToBeAudited(ShowsRows):
    """Expect no input that could not be audited, and no rule that gave up on one."""

    metric_dependencies: ClassVar[tuple[str, ...]] = (_metrics.TABLE,)

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        frame = metrics[_metrics.TABLE]
        inputs = frame[frame["row"].isin(["document", "failure"])]
        failed = frame[frame["row"].isin(["failure", "problem"])]
        return result_of(len(inputs), _metrics.records(failed, "document", "working"))


class _OfDocuments(ShowsRows):
    """About the rows of a table of verdicts that stand for documents."""

    share: float

    metric_dependencies: ClassVar[tuple[str, ...]] = (_metrics.TABLE,)
    success_keys: ClassVar[tuple[str, ...]] = ("share",)

    @validator("share")
    def _is_share(cls, share: float) -> float:  # noqa: N805 (pydantic makes it a class method)
        if not 0 <= share <= 1:
            raise ValueError("a share is a number from 0 to 1")
        return share


class ExpectCoverageToReach(_OfDocuments):
    """Expect the documents to have at least this share of their figures checked, on average.

    Args:
        share: from 0 to 1.  Documents without figures do not count.
    """

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        counted = _of_kind(metrics, "document").dropna(subset="checked_share")
        mean = float(counted["checked_share"].mean()) if len(counted) else 1.0
        met = mean >= self.share
        below = counted[counted["checked_share"] < self.share].sort_values("checked_share", kind="stable")
        rows = [
            {**row, "checked_share": f"{row['checked_share']:.1%}"}
            for row in _metrics.records(below, "document", "checked_share")
        ]
        return result_of(len(counted), [] if met else rows, success=met, observed=f"{mean:.1%}")


class _FewDocuments(_OfDocuments):
    column: ClassVar[str]

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        documents = _of_kind(metrics, "document")
        found = documents[documents[self.column].fillna(False).astype(bool)]
        share = len(found) / len(documents) if len(documents) else 0.0
        rows = _metrics.records(found, "document")
        return result_of(len(documents), rows, success=share <= self.share, observed=f"{share:.1%}")


class ExpectMixedScriptsToBeAtMost(_FewDocuments):
    """Expect at most this share of the documents to hold characters of the other script.

    Args:
        share: from 0 to 1.
    """

    column: ClassVar[str] = "false_script"


class ExpectDuplicatesToBeAtMost(_FewDocuments):
    """Expect at most this share of the documents to repeat another.

    Args:
        share: from 0 to 1.
    """

    column: ClassVar[str] = "duplicate"


class ExpectFiguresToBePlausible(ShowsRows):
    """Expect the figures of a table to lie where figures of their kind can lie.

    The table is `report.figures()`, or a table of verdicts, with the columns document, line, column, text, unit,
    dimension, role, label, low and high.  A figure fails if no value within its rounding lies in its range.

    Args:
        ranges: entries as in rules/lexicon/plausible.yaml, which come before those; an entry without low and
            high says that nothing is known of such figures.
    """

    ranges: list[dict[str, Any]] = Field(default_factory=list)

    metric_dependencies: ClassVar[tuple[str, ...]] = (_metrics.TABLE,)
    success_keys: ClassVar[tuple[str, ...]] = ("ranges",)

    @validator("ranges")
    def _are_ranges(cls, ranges: list[dict[str, Any]]) -> list[dict[str, Any]]:  # noqa: N805
        read_ranges(ranges)
        return ranges

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        frame = metrics[_metrics.TABLE]
        figures = frame[frame["row"] == "figure"] if "row" in frame.columns else frame
        lang = "zh" if (self.meta or {}).get("lang") == "zh" else "en"
        rows = list(_beyond(figures, (*read_ranges(self.ranges), *builtin_ranges()), lang))
        return result_of(len(figures), rows)


_KIND = ("unit", "dimension", "role", "label")


def _beyond(figures: pd.DataFrame, ranges: tuple[Range, ...], lang: str) -> Iterator[dict[str, Any]]:
    """The figures that leave their range.  Only those that a range speaks of are looked at closely."""
    known = lru_cache(maxsize=None)(lambda *kind: range_for(ranges, *kind))
    kinds = zip(*(figures[name].fillna("").astype(str) for name in _KIND), strict=True)
    found = [known(*kind) for kind in kinds]
    judged = figures[pd.Series([one is not None for one in found], index=figures.index, dtype=bool)]
    columns = ("document", "line", "column", "text", "label", "low", "high", "unit")
    for row, one in zip(_metrics.records(judged, *columns), filter(None, found), strict=True):
        low, high, unit = _end(row.pop("low")), _end(row.pop("high")), row.pop("unit")
        if not one.admits(Interval(low, high)):
            yield {**row, "range": f"{one.title(lang)}: {_shown(one.within)} {unit}".rstrip()}


def _end(cell: Any) -> Fraction | None:
    return None if is_empty(cell) else Fraction(str(cell))


def _shown(within: Interval) -> str:
    low, high = ("…" if end is None else _grouped(decimal_string(end)) for end in (within.low, within.high))
    return f"{low} – {high}"


def _grouped(number: str) -> str:
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}"
