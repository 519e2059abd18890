"""Numbered points: gaps, repeats, wrong order."""
