"""The file of ignores beside an article: `报道.txt.auditor.toml`."""

from __future__ import annotations

from pathlib import Path

from auditor.bilingual import Bilingual
from auditor.ignored import TABLE, Ignored, read_ignored
from auditor.nearest import unknown
from auditor.stricttoml import SettingsError, line_of, parse

_EMPTY = Bilingual("没有 [[ignored]]", "there is no [[ignored]]")


def read_sidecar(path: Path) -> tuple[Ignored, ...]:
    """What a file beside an article says.

    Raises:
        SettingsError: it cannot be read, or says what is not known.
    """
    tree = parse(path)
    for key in tree:
        if key != TABLE:
            line = line_of(path.read_text(encoding="utf-8-sig"), (key,))
            raise SettingsError(path, line, unknown("key", key, (TABLE,)))
    if TABLE not in tree:
        raise SettingsError(path, 0, _EMPTY)
    return read_ignored(path, tree[TABLE], (TABLE,), with_path=False)
