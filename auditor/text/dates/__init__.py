"""Dates that cannot be."""
