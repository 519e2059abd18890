"""What the system refuses, in the user's words."""

from __future__ import annotations

from auditor.reading.messages import say


def describe(error: OSError | ValueError, lang: str) -> str:
    """One line that says why a path could not be read; it does not name the path."""
    if isinstance(error, PermissionError):
        return say(lang, "permission")
    if isinstance(error, IsADirectoryError):
        return say(lang, "folder")
    if isinstance(error, FileNotFoundError):
        return say(lang, "vanished")
    reason = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    return say(lang, "system", reason=reason)
