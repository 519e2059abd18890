"""What a run is held against, as far as it must be known when no document needs the rules themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from auditor.batch import Engine
from auditor.cache.entries import Entries, digest
from auditor.cache.sources import engine_digest, packs_digest
from auditor.frozen import dataclass
from auditor.model import RuleInfo
from auditor.rows import codec
from auditor.sparing import Sparing

if TYPE_CHECKING:
    from auditor.selection import Choice
    from auditor.settings import Settings


class Ruled(Engine, Protocol):
    """The part of `auditor.engine.Auditor` that is asked for what is not known."""

    lang: str
    choice: Choice
    spared: Sparing | None


@dataclass(frozen=True, slots=True)
class Terms:
    """`digest` stands for all that decides a document's report, beside its text and the rules that `globs` spare it."""

    digest: str
    described: tuple[RuleInfo, ...]
    globs: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked of a run: its language, packs of rules, and in `said` all else that concerns rules.

    `folder` is where the globs for files that are spared start from.
    """

    lang: str
    packs: tuple[Path, ...] = ()
    said: str = ""
    folder: Path = Path()


def wishes_of(
    settings: Settings, lang: str, packs: tuple[Path, ...], select: tuple[str, ...], ignore: tuple[str, ...]
) -> Wishes:
    """What settings and options say about rules; packs, `select` and `ignore` are those of the options."""
    tables = (sorted(settings.severity.items()), sorted(settings.per_file_ignores.items()))
    named = sorted({word for entry in settings.ignored for word in entry.rules})  # a word that means no rule is refused
    words = repr((settings.path is None, settings.select, settings.ignore, *tables, named, select, ignore))
    folder = Path() if settings.path is None else settings.path.resolve().parent
    return Wishes(lang, (*settings.rules, *packs), words, folder)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The terms of a run, and the engine, if it had to be loaded to know them."""

    terms: Terms
    sparing: Sparing
    engine: Ruled | None = None


def agree(entries: Entries, wishes: Wishes, load: Callable[[], Ruled]) -> Agreed:
    """What the wishes come to.

    Raises:
        Exception: whatever `load` raises.
    """
    program, packs = engine_digest(entries), packs_digest(wishes.packs)
    key = digest("terms", program, packs, wishes.lang, wishes.said)
    engine = None
    try:
        terms: Terms = codec(Terms).read(entries.get(key))
    except (TypeError, ValueError, LookupError):
        engine = load()
        terms = _terms(engine, program, packs)
        if packs_digest(wishes.packs) == packs:  # else they were changed meanwhile
            entries.put(key, codec(Terms).write(terms))
    return Agreed(terms, Sparing(wishes.folder, terms.globs), engine)


def _terms(engine: Ruled, program: str, packs: str) -> Terms:
    choice = engine.choice
    severities = (f"{name} {level.value}" for name, level in sorted(choice.severities.items()))
    decisive = digest("rules", program, packs, engine.lang, " ".join(sorted(choice.on)), *severities)
    return Terms(decisive, engine.described, engine.spared.globs if engine.spared else ())
