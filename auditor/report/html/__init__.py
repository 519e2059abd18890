"""Report → HTML: one page for itself, or a folder of pages with an index."""

from __future__ import annotations

from auditor.report.html.pages import Address, to_html, write_pages

__all__ = ["Address", "to_html", "write_pages"]
