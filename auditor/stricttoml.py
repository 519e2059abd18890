"""TOML files whose faults are named with their line."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from auditor.bilingual import Bilingual, FileFaultError, refused

_PLACE = re.compile(r"\(at line ([0-9]+), column [0-9]+\)|\(at end of document\)")
_NOT_UTF8 = Bilingual("不是 UTF-8；请另存为 UTF-8", "not UTF-8; save the file as UTF-8")


class SettingsError(FileFaultError):
    """Settings that cannot be used."""


def parse(path: Path) -> dict[str, Any]:
    """The tree of a file.

    Raises:
        SettingsError: it cannot be read, or is no TOML.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(path, 0, refused(error)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(path, line, _NOT_UTF8) from error
    try:
        return loads(text)
    except (ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place.group(1)) if place and place.group(1) else text.count("\n") + 1
        problem = _PLACE.sub("", str(error)).strip()
        raise SettingsError(
            path, line, Bilingual(f"不是有效的 TOML：{problem}", f"not valid TOML: {problem}")
        ) from error


def loads(text: str) -> dict[str, Any]:
    """The tree of a text.

    Raises:
        ValueError: it is no TOML.
    """
    toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    loaded: dict[str, Any] = toml.loads(text)
    return loaded


def within(tree: Any, keys: Sequence[str]) -> Any:
    """What stands under a path of keys; None where nothing does."""
    for key in keys:
        if not isinstance(tree, dict) or key not in tree:
            return None
        tree = tree[key]
    return tree


def line_of(text: str, keys: Sequence[str]) -> int:
    """The line on which the value at a path of keys begins, or the word that is the last key stands.

    The shortest beginning of the text that is TOML and has the value ends with it; the one before ends before it.
    """
    lines = text.splitlines()
    start = 0
    for end in range(1, len(lines) + 1):
        try:
            tree = loads("\n".join(lines[:end]))
        except ValueError:
            continue
        if within(tree, keys) is not None:
            return next((n for n in range(start, end) if not _is_blank(lines[n])), start) + 1
        if isinstance(parent := within(tree, keys[:-1]), list) and keys[-1] in map(str, parent):
            return next((n for n in range(start, end) if keys[-1] in lines[n]), start) + 1
        start = end
    return 1


def line_of_entry(text: str, keys: Sequence[str], number: int, count: int) -> int:
    """The line of the head of one of `count` tables `[[keys]]`, from 0; of the first one where they are written otherwise."""
    name = r"\s*\.\s*".join(rf"[\"']?{re.escape(key)}[\"']?" for key in keys)
    heads = [match.start() for match in re.finditer(rf"^[ \t]*\[\[\s*{name}\s*\]\]", text, re.MULTILINE)]
    if not count or len(heads) != count:
        return line_of(text, keys)
    return text.count("\n", 0, heads[number]) + 1


def _is_blank(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
