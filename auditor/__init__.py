"""Consistency auditor for Chinese-language articles.

    import auditor
    report = auditor.audit("articles/")          # or a text, or several of either
    report.findings()                            # a pandas table

What is offered here is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.api import AuditReport, audit, audit_frame

__version__ = "0.1.0"
__all__ = ["AuditReport", "__version__", "audit", "audit_frame"]
_OFFERED = ("AuditReport", "audit", "audit_frame")


def __getattr__(name: str) -> object:
    if name not in _OFFERED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    found: object = getattr(import_module("auditor.api"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_OFFERED})
