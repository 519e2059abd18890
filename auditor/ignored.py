"""Ignores that stand beside an article, in a file of its own or in the settings: tables `[[ignored]]`.

[[ignored]]
rule = "FIG201"            # or ["FIG201", "DUP1"]: ids, beginnings of ids, families
text = "占35%"             # words of the article where the finding is; without, it counts for the whole article
id = "7ac4448fef7038d0"    # the finding's id, as JSON has it
reason = "按2019年口径"
path = "articles/one.txt"  # in the settings only
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from auditor.bilingual import Bilingual
from auditor.frozen import dataclass
from auditor.nearest import unknown
from auditor.stricttoml import SettingsError, line_of_entry

TABLE = "ignored"
# What the file beside an article is called, behind the article's name.
SIDECAR = ".auditor.toml"
_HERE = Bilingual("[[ignored]]：", "[[ignored]]: ")
_OWN = ("rule", "text", "id", "reason")
_A_TABLE = Bilingual('须写作 [[ignored]]，其下有 rule = "FIG201"', 'must be tables [[ignored]] with rule = "FIG201"')


@dataclass(frozen=True, slots=True)
class Ignored:
    """Findings of some rules that are to be ignored; `path` is the article, None where the file belongs to one."""

    file: Path
    line: int
    rules: tuple[str, ...]
    text: str = ""
    id: str = ""
    reason: str = ""
    path: Path | None = None

    @property
    def where(self) -> str:
        """The file's name and the line of the entry."""
        return f"{self.file.name}:{self.line}"


def read_ignored(file: Path, tables: Any, keys: tuple[str, ...], *, with_path: bool) -> tuple[Ignored, ...]:
    """The entries of a TOML file; `keys` lead to them.  Paths in it are relative to its folder.

    Raises:
        SettingsError: an entry says what is not known, or misses what it needs.
    """
    text = file.read_text(encoding="utf-8-sig")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SettingsError(file, line_of_entry(text, keys, 0, 0), _A_TABLE)
    return tuple(
        _entry(file, line_of_entry(text, keys, number, len(tables)), table, with_path)
        for number, table in enumerate(tables)
    )


def _entry(file: Path, line: int, table: dict[str, Any], with_path: bool) -> Ignored:
    known = (*_OWN, "path") if with_path else _OWN
    for key in table:
        if key not in known:
            raise SettingsError(file, line, _HERE + unknown("key", key, known))
    rules = table.get("rule", [])
    rules = [rules] if isinstance(rules, str) else rules
    if not isinstance(rules, list) or not rules or not all(isinstance(one, str) and one.strip() for one in rules):
        problem = Bilingual('须有 rule，如 rule = "FIG201"', 'needs a rule, such as rule = "FIG201"')
        raise SettingsError(file, line, _HERE + problem)
    words = {key: _words(file, line, key, table.get(key, "")) for key in known[1:]}
    path = words.pop("path", "")
    if with_path and not path:
        problem = Bilingual(
            '须有 path，如 path = "articles/one.txt"', 'needs a path, such as path = "articles/one.txt"'
        )
        raise SettingsError(file, line, _HERE + problem)
    article = file.parent / path if path else None
    return Ignored(file, line, tuple(one.strip() for one in rules), path=article, **words)


def _words(file: Path, line: int, key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise SettingsError(file, line, _HERE + Bilingual(f"“{key}”须是文字", f"{key!r} must be text"))
    return value.strip()
