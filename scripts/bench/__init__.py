"""Measurements: `python -m scripts.bench`, or some of them by name."""
