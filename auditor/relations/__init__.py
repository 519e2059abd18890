"""What the prose claims about its figures.

Every rule file names a pattern or one of these finders; every finder is reached from a rule file.
"""

from __future__ import annotations

from auditor.relations.coined import find_coined_sums
from auditor.relations.comparisons import find_compound_growth, find_differences, find_growth
from auditor.relations.counts import (
    find_lists_before,
    find_lists_behind,
    find_lists_in_brackets,
    find_ordinal_frames,
)
from auditor.relations.frames import find_frame_sums
from auditor.relations.growth import find_distant_growth, find_increase_growth
from auditor.relations.named import find_named
from auditor.relations.patterns import find_pattern
from auditor.relations.per_many import find_per_many
from auditor.relations.products import find_averages, find_unit_products
from auditor.relations.rates import find_rates
from auditor.relations.readings import Finder
from auditor.relations.rows import find_rows
from auditor.relations.runs import find_runs
from auditor.relations.series import find_series
from auditor.relations.shares import find_shares
from auditor.relations.shares_total import find_ratio_totals, find_sector_structure, find_shares_totals
from auditor.relations.sums import find_sums

FINDERS: dict[str, Finder] = {
    "average": find_averages,
    "comparison-difference": find_differences,
    "compound-growth": find_compound_growth,
    "comparison-growth": find_growth,
    "distant-growth": find_distant_growth,
    "increase-growth": find_increase_growth,
    "list-before": find_lists_before,
    "list-behind": find_lists_behind,
    "list-in-brackets": find_lists_in_brackets,
    "named-rate": find_rates,
    "ordinal-frame": find_ordinal_frames,
    "per-many": find_per_many,
    "ratio-total": find_ratio_totals,
    "sector-structure": find_sector_structure,
    "share": find_shares,
    "shares-total": find_shares_totals,
    "unit-product": find_unit_products,
    "sum": find_sums,
    "sum-coined": find_coined_sums,
    "sum-frame": find_frame_sums,
    "sum-named": find_named,
    "sum-rows": find_rows,
    "sum-series": find_series,
    "sum-run": find_runs,
}

__all__ = ["FINDERS", "find_pattern"]
