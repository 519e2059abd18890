"""What the user's environment says about language and colour."""

from __future__ import annotations

from collections.abc import Mapping


def default_language(environment: Mapping[str, str]) -> str:
    """Chinese ("zh") for a Chinese locale and for none (unset, C, POSIX), English ("en") for any other."""
    names = (environment.get(key, "") for key in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "").partition(".")[0].lower()
    return "zh" if locale in ("", "c", "posix") or locale.startswith("zh") else "en"


def wants_color(choice: str, is_terminal: bool, environment: Mapping[str, str]) -> bool:
    """The user's choice; on auto NO_COLOR, then FORCE_COLOR, then whether a terminal will show it."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "") not in ("", "0"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"
