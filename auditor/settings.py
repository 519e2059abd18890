"""`auditor.toml`, or `[tool.auditor]` of `pyproject.toml`: looked for from a folder upwards, read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from auditor.bilingual import Bilingual
from auditor.frozen import dataclass
from auditor.ignored import TABLE, Ignored, read_ignored
from auditor.model import Severity
from auditor.nearest import unknown
from auditor.stricttoml import SettingsError, line_of, parse, within

__all__ = ["Settings", "SettingsError", "find_settings", "read_settings"]
OWN, SHARED = "auditor.toml", "pyproject.toml"
_OURS = ("tool", "auditor")
_LEVELS = tuple(level.value for level in Severity)
_CHOICES = {"lang": ("zh", "en"), "fail-on": (*_LEVELS, "never")}
_LISTS = ("rules", "select", "ignore")
_TABLES = ("severity", "per-file-ignores")
_KNOWN = (*_LISTS, *_CHOICES, *_TABLES, TABLE)
_ONE_FINDING = Bilingual(
    "“ignore”是规则的列表；忽略某一处请写 [[ignored]]",
    "'ignore' is a list of rules; to ignore one finding, write [[ignored]]",
)
# tool.auditor however it is quoted, or a table [tool] that may hold it
_OUR_TABLE = re.compile(rb"""tool["']?\s*\.\s*["']?auditor|\[\s*["']?tool["']?\s*\]|tool["']?\s*=""")


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
    ignored: tuple[Ignored, ...] = ()

    def fail(self, problem: Bilingual, *keys: str) -> SettingsError:
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
    return _OUR_TABLE.search(data) is not None and within(parse(path), _OURS) is not None


def read_settings(path: Path) -> Settings:
    """The settings of one file.

    Raises:
        SettingsError: it cannot be read, or says what is not known.
    """
    prefix = _prefix(path)
    table = within(parse(path), prefix)
    if table is None:
        raise SettingsError(path, 0, Bilingual("没有 [tool.auditor] 表", "there is no table [tool.auditor]"))
    return _Reader(path, prefix, table).read()


def _prefix(path: Path) -> tuple[str, ...]:
    return _OURS if path.name == SHARED else ()


class _Reader:
    """Reads one table; every fault is an error at its line."""

    def __init__(self, path: Path, prefix: tuple[str, ...], table: Any) -> None:
        self._settings = Settings(path)
        self._prefix = prefix
        self._path = path
        if not isinstance(table, dict):
            raise self._settings.fail(Bilingual("须是表", "must be a table"))
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
            ignored=self._ignored(),
        )

    def _ignored(self) -> tuple[Ignored, ...]:
        keys = (*self._prefix, TABLE)
        tables = self._table.get(TABLE, [])
        return read_ignored(self._path, tables, keys, with_path=True) if tables != [] else ()

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
        if keys == ("ignore",) and isinstance(value, list) and any(isinstance(one, dict) for one in value):
            raise self._settings.fail(_ONE_FINDING, *keys)
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            example = '["FIG201"]'
            problem = Bilingual(
                f"“{keys[-1]}”须是词的列表，如 {example}", f"{keys[-1]!r} must be a list of words, such as {example}"
            )
            raise self._settings.fail(problem, *keys)
        return tuple(word.strip() for word in value)

    def _tabled(self, key: str) -> dict[str, Any]:
        value = self._table.get(key, {})
        if not isinstance(value, dict):
            raise self._settings.fail(Bilingual(f"“{key}”须是表", f"{key!r} must be a table"), key)
        return value

    def _level(self, key: str, value: Any) -> str:
        levels = (*_LEVELS, "off")
        if value not in levels:
            raise self._settings.fail(unknown("severity", str(value), levels), "severity", key)
        return str(value)
