"""What tables claim: totals of rows and columns, shares, changes, and prose that repeats a cell.

Every rule file whose finder begins with `table-` names one of these; every one is reached from a rule file.
"""

from __future__ import annotations

from auditor.tables.beside import find_repeated_cells
from auditor.tables.books import Book, read_book
from auditor.tables.cited import find_cited_growth, find_cited_rates, find_cited_shares
from auditor.tables.products import find_products
from auditor.tables.ratios import find_changes, find_growth, find_shares
from auditor.tables.sums import (
    TableFinder,
    find_column_sums,
    find_parts,
    find_row_sums,
    find_shares_of_hundred,
    find_shares_totals,
)

TABLE_FINDERS: dict[str, TableFinder] = {
    "table-cell": find_repeated_cells,
    "table-change": find_changes,
    "table-cited-growth": find_cited_growth,
    "table-cited-rate": find_cited_rates,
    "table-cited-share": find_cited_shares,
    "table-column-sum": find_column_sums,
    "table-growth": find_growth,
    "table-parts": find_parts,
    "table-product": find_products,
    "table-row-sum": find_row_sums,
    "table-share": find_shares,
    "table-shares-hundred": find_shares_of_hundred,
    "table-shares-total": find_shares_totals,
}

__all__ = ["TABLE_FINDERS", "Book", "read_book"]
