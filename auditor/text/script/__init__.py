"""Simplified and traditional characters, and what is neither."""
