"""What tables claim: totals of rows and columns, shares, changes, and prose that repeats a cell.

Every rule file whose finder begins with `table-` names one of these; every one is reached from a rule file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from auditor.tables.books import Book, read_book

if TYPE_CHECKING:
    from auditor.tables.sums import TableFinder

# Imported when a text has a table: module and function.
TABLE_FINDERS = {
    "table-cell": ("beside", "find_repeated_cells"),
    "table-change": ("ratios", "find_changes"),
    "table-cited-growth": ("cited", "find_cited_growth"),
    "table-cited-rate": ("cited", "find_cited_rates"),
    "table-cited-share": ("cited", "find_cited_shares"),
    "table-column-sum": ("sums", "find_column_sums"),
    "table-growth": ("ratios", "find_growth"),
    "table-parts": ("sums", "find_parts"),
    "table-product": ("products", "find_products"),
    "table-row-sum": ("sums", "find_row_sums"),
    "table-share": ("ratios", "find_shares"),
    "table-shares-hundred": ("sums", "find_shares_of_hundred"),
    "table-shares-total": ("sums", "find_shares_totals"),
}

__all__ = ["TABLE_FINDERS", "Book", "read_book", "table_finder"]


def table_finder(name: str) -> TableFinder:
    """The finder that rules know by this name."""
    module, function = TABLE_FINDERS[name]
    return cast("TableFinder", getattr(import_module(f"auditor.tables.{module}"), function))
