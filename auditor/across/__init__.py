"""The documents of one run beside each other: what stands in two of them."""

from __future__ import annotations

from auditor.across.comparison import Comparison

__all__ = ["Comparison"]
