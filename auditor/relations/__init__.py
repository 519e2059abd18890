"""What the prose claims about its figures.

Every rule file names a pattern or one of these finders; every finder is reached from a rule file.
"""

from __future__ import annotations

from auditor.relations.bounds import find_capped_rates, find_nested_thresholds, find_subsets
from auditor.relations.coined import find_coined_sums
from auditor.relations.comparisons import find_compound_growth, find_differences, find_growth
from auditor.relations.counts import (
    find_lists_before,
    find_lists_behind,
    find_lists_in_brackets,
    find_ordinal_frames,
)
from auditor.relations.distant import find_distant_differences
from auditor.relations.each_sums import find_each
from auditor.relations.frames import find_frame_sums
from auditor.relations.growth import find_distant_growth
from auditor.relations.increases import find_increase_growth
from auditor.relations.named import find_named
from auditor.relations.orders import find_directions, find_marks, find_ranges, find_targets
from auditor.relations.patterns import find_pattern
from auditor.relations.per_many import find_per_many
from auditor.relations.products import find_averages, find_unit_products
from auditor.relations.rates import find_rates
from auditor.relations.readings import Finder
from auditor.relations.restated import find_copies, find_restatements
from auditor.relations.rows import find_rows
from auditor.relations.runs import find_runs
from auditor.relations.series import find_series
from auditor.relations.shares import find_shares
from auditor.relations.shares_total import find_ratio_totals, find_sector_structure, find_shares_totals
from auditor.relations.splits import find_splits
from auditor.relations.sums import find_sums

FINDERS: dict[str, Finder] = {
    "average": find_averages,
    "comparison-difference": find_differences,
    "capped-rate": find_capped_rates,
    "completed-target": find_targets,
    "compound-growth": find_compound_growth,
    "comparison-growth": find_growth,
    "copied-sentence": find_copies,
    "direction": find_directions,
    "distant-difference": find_distant_differences,
    "distant-growth": find_distant_growth,
    "increase-growth": find_increase_growth,
    "list-before": find_lists_before,
    "list-behind": find_lists_behind,
    "list-in-brackets": find_lists_in_brackets,
    "mark-passed": find_marks,
    "named-rate": find_rates,
    "ordinal-frame": find_ordinal_frames,
    "nested-threshold": find_nested_thresholds,
    "range-order": find_ranges,
    "ratio-total": find_ratio_totals,
    "restatement": find_restatements,
    "per-many": find_per_many,
    "sector-structure": find_sector_structure,
    "share": find_shares,
    "shares-total": find_shares_totals,
    "subset": find_subsets,
    "unit-product": find_unit_products,
    "sum": find_sums,
    "sum-coined": find_coined_sums,
    "sum-each": find_each,
    "sum-frame": find_frame_sums,
    "sum-named": find_named,
    "sum-split": find_splits,
    "sum-rows": find_rows,
    "sum-series": find_series,
    "sum-run": find_runs,
}

__all__ = ["FINDERS", "find_pattern"]
