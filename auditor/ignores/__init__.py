"""Findings that somebody has looked at and wants ignored: by comments in the text, a file beside it, or the settings.

A step of its own after the audit: the findings stay, marked with the reason; an ignore that does nothing is reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ignores.heeding import heed

if TYPE_CHECKING:
    from auditor.ignores.marking import Judges

__all__ = ["Judges", "heed"]
