"""What a run is held against, as far as it must be known when no document needs the rules themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from auditor.batch import Audits, Compares
from auditor.cache.entries import Entries, digest
from auditor.cache.rows import codec
from auditor.cache.sources import engine_digest, packs_digest
from auditor.model import RuleInfo
from auditor.sparing import Sparing

if TYPE_CHECKING:
    from auditor.selection import Choice


class Engine(Audits, Protocol):
    """The part of `auditor.engine.Auditor` that is asked for what is not known."""

    lang: str
    choice: Choice
    spared: Sparing | None

    def comparison(self) -> Compares: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """`digest` stands for all that decides a document's report, beside its text and the rules that `globs` spare it."""

    digest: str
    described: tuple[RuleInfo, ...]
    globs: tuple[tuple[str, tuple[str, ...]], ...] = ()


def known_terms(
    entries: Entries, load: Callable[[], Engine], lang: str, packs: Sequence[Path], wishes: str
) -> tuple[Terms, Engine | None]:
    """The terms of a run in `lang` with these packs of rules; `wishes` is all else that was said about rules.

    The engine comes along if it had to be loaded to know them.

    Raises:
        Exception: whatever `load` raises.
    """
    program, ours = engine_digest(entries), packs_digest(packs)
    key = digest("terms", program, ours, lang, wishes)
    try:
        known: Terms = codec(Terms).read(entries.get(key))
    except (TypeError, ValueError, LookupError):
        pass
    else:
        return known, None
    engine = load()
    choice = engine.choice
    severities = (f"{name} {level.value}" for name, level in sorted(choice.severities.items()))
    decisive = digest("rules", program, ours, lang, " ".join(sorted(choice.on)), *severities)
    terms = Terms(decisive, engine.described, engine.spared.globs if engine.spared else ())
    if packs_digest(packs) == ours:  # else they were changed meanwhile
        entries.put(key, codec(Terms).write(terms))
    return terms, engine
