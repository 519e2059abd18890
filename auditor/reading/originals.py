"""The bytes of an input once more, for writing it anew."""

from __future__ import annotations

import stat
from pathlib import Path

from auditor.reading.failures import describe
from auditor.reading.messages import say
from auditor.reading.paths import STDIN


class OriginalError(ValueError):
    """Not a file that can be replaced; the message is the user's."""


def original(path: str, lang: str = "zh") -> bytes:
    """What a regular file holds.

    Raises:
        OriginalError: it is standard input, a pipe, a device, a folder, or cannot be read.
    """
    try:
        if path == STDIN or not stat.S_ISREG(Path(path).stat().st_mode):
            raise OriginalError(say(lang, "not-regular"))
        return Path(path).read_bytes()
    except OSError as error:
        raise OriginalError(describe(error, lang)) from error
