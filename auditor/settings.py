"""`auditor.toml`, or `[tool.auditor]` of `pyproject.toml`: looked for from a folder upwards, read strictly."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from auditor.model import Severity
from auditor.nearest import unknown

OWN, SHARED = "auditor.toml", "pyproject.toml"
_TABLE = ("tool", "auditor")
_LEVELS = tuple(level.value for level in Severity)
_CHOICES = {"lang": ("zh", "en"), "fail-on": (*_LEVELS, "never")}
_LISTS = ("rules", "select", "ignore")
_TABLES = ("severity", "per-file-ignores")
_KNOWN = (*_LISTS, *_CHOICES, *_TABLES)
# tool.auditor however it is quoted, or a table [tool] that may hold it
_OUR_TABLE = re.compile(rb"""tool["']?\s*\.\s*["']?auditor|\[\s*["']?tool["']?\s*\]|tool["']?\s*=""")
_PLACE = re.compile(r"\(at line ([0-9]+), column [0-9]+\)|\(at end of document\)")


@dataclass
class SettingsError(Exception):
    """Settings that cannot be used; `line` is 1-based, 0 where it is not about a line."""

    path: Path
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}" if self.line else f"{self.path}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file says; paths in it are relative to its folder."""

    path: Path | None = None
    lang: str | None = None
    fail_on: str | None = None
    rules: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fail(self, problem: str, *keys: str) -> SettingsError:
        """The error to raise about what stands under a key, or about one word of it."""
        assert self.path is not None
        text = self.path.read_text(encoding="utf-8-sig")
        return SettingsError(self.path, line_of(text, (*_prefix(self.path), *keys)), problem)


def find_settings(folder: Path) -> Settings:
    """The settings of the nearest folder upwards that has any; the default where none has.

    Raises:
        SettingsError: they cannot be read, or say what is not known.
    """
    for place in (folder, *folder.parents):
        own, shared = place / OWN, place / SHARED
        if own.is_file():
            return read_settings(own)
        if shared.is_file() and _mentions_us(shared):
            return read_settings(shared)
    return Settings()


def _mentions_us(path: Path) -> bool:
    """Is there a table for us?  Most files are told apart without reading them as TOML."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return _OUR_TABLE.search(data) is not None and _within(_parse(path), _TABLE) is not None


def read_settings(path: Path) -> Settings:
    """The settings of one file.

    Raises:
        SettingsError: it cannot be read, or says what is not known.
    """
    prefix = _prefix(path)
    table = _within(_parse(path), prefix)
    if table is None:
        raise SettingsError(path, 0, "there is no table [tool.auditor]")
    return _Reader(path, prefix, table).read()


def _prefix(path: Path) -> tuple[str, ...]:
    return _TABLE if path.name == SHARED else ()


def _parse(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(path, 0, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(path, line, "not UTF-8; save the file as UTF-8") from error
    try:
        return _loads(text)
    except (ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place.group(1)) if place and place.group(1) else text.count("\n") + 1
        raise SettingsError(path, line, f"not valid TOML: {_PLACE.sub('', str(error)).strip()}") from error


def _loads(text: str) -> dict[str, Any]:
    toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    loaded: dict[str, Any] = toml.loads(text)
    return loaded


def _within(tree: Any, keys: Sequence[str]) -> Any:
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
            tree = _loads("\n".join(lines[:end]))
        except ValueError:
            continue
        if _within(tree, keys) is not None:
            return next((n for n in range(start, end) if not _is_blank(lines[n])), start) + 1
        if isinstance(parent := _within(tree, keys[:-1]), list) and keys[-1] in map(str, parent):
            return next((n for n in range(start, end) if keys[-1] in lines[n]), start) + 1
        start = end
    return 1


def _is_blank(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


class _Reader:
    """Reads one table; every fault is an error at its line."""

    def __init__(self, path: Path, prefix: tuple[str, ...], table: Any) -> None:
        self._settings = Settings(path)
        self._path = path
        if not isinstance(table, dict):
            raise self._settings.fail("must be a table")
        self._table: dict[str, Any] = table

    def read(self) -> Settings:
        for key in self._table:
            if key not in _KNOWN:
                raise self._settings.fail(unknown("setting", key, _KNOWN), key)
        severity = {str(key): self._level(key, value) for key, value in self._tabled("severity").items()}
        spared = {key: self._words(("per-file-ignores", key), value) for key, value in self._spared().items()}
        return Settings(
            path=self._path,
            lang=self._chosen("lang"),
            fail_on=self._chosen("fail-on"),
            rules=tuple(self._path.parent / word for word in self._listed("rules")),
            select=self._listed("select"),
            ignore=self._listed("ignore"),
            severity=severity,
            per_file_ignores=spared,
        )

    def _spared(self) -> dict[str, Any]:
        return self._tabled("per-file-ignores")

    def _chosen(self, key: str) -> str | None:
        value = self._table.get(key)
        if value is not None and value not in _CHOICES[key]:
            raise self._settings.fail(unknown("value", str(value), _CHOICES[key]), key)
        return value

    def _listed(self, key: str) -> tuple[str, ...]:
        return self._words((key,), self._table.get(key, []))

    def _words(self, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            raise self._settings.fail(f'{keys[-1]!r} must be a list of words, such as ["FIG201"]', *keys)
        return tuple(word.strip() for word in value)

    def _tabled(self, key: str) -> dict[str, Any]:
        value = self._table.get(key, {})
        if not isinstance(value, dict):
            raise self._settings.fail(f"{key!r} must be a table", key)
        return value

    def _level(self, key: str, value: Any) -> str:
        levels = (*_LEVELS, "off")
        if value not in levels:
            raise self._settings.fail(unknown("severity", str(value), levels), "severity", key)
        return str(value)
