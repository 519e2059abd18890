"""Consistency auditor for Chinese-language articles."""

__version__ = "0.1.0"
