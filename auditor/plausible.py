"""What no figure of its kind can well be: ranges by unit, name and role, from rules/lexicon/plausible.yaml or given.

A figure is implausible only if no value within its rounding lies in the range; what no range speaks of is never judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from auditor import regex
from auditor.bilingual import Bilingual, RuleFileError, SaidError
from auditor.exact import Fraction
from auditor.frozen import dataclass
from auditor.interval import Interval
from auditor.nearest import unknown
from auditor.packs import builtin
from auditor.relations.limits import limits
from auditor.strictyaml import compose, construct

_KEYS = ("title", "unit", "dimension", "label", "words", "unless", "unless-words", "roles", "low", "high")
_EXAMPLES = ("bad", "good")
ROLES = ("level", "rate", "share", "change", "growth", "multiple", "limit")
_WORDS = {"capped": "capped_name", "not_capped": "not_capped"}
_ANY = regex.compile("")


@dataclass(frozen=True, slots=True)
class Range:
    """Where the figures of one kind lie: `low` and `high` in the base unit, both included; None is unbounded.

    `unit` and `dimension` are those of `rules/lexicon/units.yaml`, empty for any; so is `roles`.
    """

    zh: str
    en: str
    unit: str
    dimension: str
    label: regex.Pattern[str]
    unless: regex.Pattern[str] | None
    roles: frozenset[str]
    within: Interval

    def title(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en

    def fits(self, unit: str, dimension: str, role: str, label: str) -> bool:
        """Does it speak of figures like this?"""
        return (
            self.unit in ("", unit)
            and self.dimension in ("", dimension)
            and (not self.roles or role in self.roles)
            and self.label.search(label) is not None
            and (self.unless is None or self.unless.search(label) is None)
        )

    def admits(self, value: Interval) -> bool:
        """Can the figure be right?"""
        return self.within.meets(value)


def range_for(ranges: Iterable[Range], unit: str, dimension: str, role: str, label: str) -> Range | None:
    """The range of such figures: the first that fits."""
    return next((one for one in ranges if one.fits(unit, dimension, role, label)), None)


@lru_cache(maxsize=1)
def builtin_ranges() -> tuple[Range, ...]:
    """Those of rules/lexicon/plausible.yaml.

    Raises:
        RuleFileError: the file is damaged.
    """
    return read_ranges(load_trees(builtin() / "lexicon" / "plausible.yaml"))


def load_trees(path: Path) -> list[dict[str, Any]]:
    """The entries of a file as plain data, each of which `read_ranges` takes.

    Raises:
        RuleFileError: the file cannot be read, or an entry says what cannot be understood.
    """
    node = compose(path)
    trees = construct(path, node)
    if not isinstance(trees, list):
        raise RuleFileError(path, 1, Bilingual("应为范围的列表", "must be a list of ranges"))
    found: list[dict[str, Any]] = []
    for tree, place in zip(trees, node.value, strict=True):
        try:
            read_ranges([tree])
        except SaidError as error:
            raise RuleFileError(path, place.start_mark.line + 1, error.problem) from error
        assert isinstance(tree, dict)
        found.append(tree)
    return found


def read_ranges(trees: Sequence[Any]) -> tuple[Range, ...]:
    """Ranges from plain data, as the file has them.

    Raises:
        SaidError: an entry says what cannot be understood.
    """
    return tuple(map(_range, trees))


def _range(tree: Any) -> Range:
    if not isinstance(tree, Mapping):
        raise SaidError(Bilingual("每一条范围应为一个映射", "a range must be a mapping"))
    for key in tree:
        if key not in (*_KEYS, *_EXAMPLES):
            raise SaidError(unknown("key", str(key), _KEYS))
    title = tree.get("title", "")
    zh, en = (title.get("zh", ""), title.get("en", "")) if isinstance(title, Mapping) else (title, title)
    return Range(
        zh=str(zh or en),
        en=str(en or zh),
        unit=_text(tree, "unit"),
        dimension=_text(tree, "dimension"),
        label=_pattern(tree, "label", "words") or _ANY,
        unless=_pattern(tree, "unless", "unless-words"),
        roles=_roles(tree.get("roles", [])),
        within=_interval(tree),
    )


def _text(tree: Mapping[str, Any], key: str) -> str:
    value = tree.get(key, "")
    if not isinstance(value, str):
        raise SaidError(Bilingual(f"{key} 应为文字", f"{key} must be text"))
    return value


def _pattern(tree: Mapping[str, Any], key: str, words: str) -> regex.Pattern[str] | None:
    if words in tree:
        if tree[words] not in _WORDS:
            raise SaidError(unknown("word", str(tree[words]), _WORDS))
        found: regex.Pattern[str] = getattr(limits(), _WORDS[tree[words]])
        return found
    written = _text(tree, key)
    try:
        return regex.compile_now(written) if written else None
    except regex.error as error:
        raise SaidError(
            Bilingual(f"{key}：不是正则表达式：{error}", f"{key}: no regular expression: {error}")
        ) from error


def _roles(roles: Any) -> frozenset[str]:
    if not isinstance(roles, (list, tuple)):
        raise SaidError(Bilingual("roles 应为列表", "roles must be a list"))
    for role in roles:
        if role not in ROLES:
            raise SaidError(unknown("role", str(role), ROLES))
    return frozenset(roles)


def _interval(tree: Mapping[str, Any]) -> Interval:
    low, high = (_number(tree, key) for key in ("low", "high"))
    if low is not None and high is not None and low > high:
        raise SaidError(Bilingual(f"low {low} 大于 high {high}", f"low {low} is above high {high}"))
    return Interval(low, high)


def _number(tree: Mapping[str, Any], key: str) -> Fraction | None:
    if tree.get(key) is None:
        return None
    try:
        return Fraction(str(tree[key]))
    except (ValueError, ZeroDivisionError) as error:
        raise SaidError(
            Bilingual(f"{key} 应为数字，而不是 {tree[key]!r}", f"{key} must be a number, not {tree[key]!r}")
        ) from error
