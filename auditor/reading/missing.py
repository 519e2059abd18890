"""Why an argument gives no input, and what may have been meant."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from auditor.model import InputError
from auditor.reading.messages import say
from auditor.reading.paths import SUFFIXES, WILDCARD


def missing(argument: str, lang: str) -> InputError:
    """Nothing has this name; a near one may have been meant."""
    if not argument:
        return InputError(argument, say(lang, "no-name"))
    suggestion = _nearest(Path(argument))
    if suggestion is None:
        return InputError(argument, say(lang, "missing"))
    return InputError(argument, say(lang, "missing-near", suggestion=suggestion))


def _nearest(path: Path) -> Path | None:
    """An existing path that differs in the first name that does not exist."""
    wrong = path
    while wrong != wrong.parent and not wrong.parent.is_dir():
        wrong = wrong.parent
    try:
        names = sorted(entry.name for entry in wrong.parent.iterdir())
    except OSError:
        return None
    by_case = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(wrong.name.casefold(), by_case, n=1)
    return wrong.parent / by_case[near[0]] if near else None


def unmatched(pattern: str, lang: str) -> InputError:
    """The folder before the first wildcard may be what is wrong."""
    parts = Path(pattern).parts
    wild = next(place for place, part in enumerate(parts) if WILDCARD.search(part))
    folder = Path(*parts[:wild])
    near = None if folder.is_dir() else _nearest(folder)
    if near is not None:
        return InputError(pattern, say(lang, "missing-near", suggestion=near.joinpath(*parts[wild:])))
    return InputError(pattern, say(lang, "no-match", suffixes="/".join(SUFFIXES)))


def empty(argument: str, others: Sequence[str], lang: str) -> InputError:
    """Why a folder gives no input, and what to do about it; `others` are the suffixes that it holds."""
    ours = "/".join(SUFFIXES)
    if not others:
        return InputError(argument, say(lang, "empty-folder", suffixes=ours))
    return InputError(argument, say(lang, "other-files", suffixes=ours, others="/".join(others)))
