"""Report → HTML: one page for itself, or a folder of pages with an index."""

from __future__ import annotations

from auditor.report.html.pages import Address, html_pieces, to_html, write_pages

__all__ = ["Address", "html_pieces", "to_html", "write_pages"]
