"""Paragraphs cut off at their end or head."""
