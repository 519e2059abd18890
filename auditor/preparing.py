"""Settings and the options of a command → an auditor with the rules that the user wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from auditor.bilingual import Bilingual
from auditor.frozen import dataclass
from auditor.rulebook import gather
from auditor.rules import Rule
from auditor.selection import Choice, SelectorError, Wishes, choose_rules, meant
from auditor.settings import Settings, SettingsError
from auditor.sparing import Sparing, compiled


@dataclass(frozen=True, slots=True)
class Options:
    """What a command says about rules; `rules` add to the settings' packs."""

    rules: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rules of a run, which of them report, and for a path which of those do not."""

    rules: tuple[Rule, ...]
    choice: Choice
    spared: Sparing | None = None

    def chosen(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.id in self.choice.on)


def prepare(settings: Settings, options: Options) -> Prepared:
    """Load and choose.  `--select` puts the settings' select and ignore aside; `--ignore` adds to them.

    Raises:
        RuleFileError: a rule file that cannot be used.
        SettingsError: settings that name no rule.
        SelectorError: options that name no rule, or leave none.
    """
    rules = gather((*settings.rules, *options.rules))
    _check_settings(settings, rules)
    select, ignore = settings.select, (*settings.ignore, *options.ignore)
    if options.select:
        select, ignore = options.select, options.ignore
    choice = choose_rules(rules, Wishes(select, ignore, settings.severity))
    return Prepared(rules, choice, _spared(settings, rules))


def _check_settings(settings: Settings, rules: Sequence[Rule]) -> None:
    """Words of the settings are refused at their own line.

    Raises:
        SettingsError: a word means no rule.
    """
    words: list[tuple[str, ...]] = [("select", word) for word in settings.select]
    words += [("ignore", word) for word in settings.ignore]
    words += [("severity", word) for word in settings.severity]
    words += [("per-file-ignores", glob, word) for glob, found in settings.per_file_ignores.items() for word in found]
    for entry in settings.ignored:
        for word in entry.rules:
            try:
                meant(word, rules)
            except SelectorError as error:
                raise SettingsError(entry.file, entry.line, error.problem) from error
    for keys in words:
        try:
            meant(keys[-1], rules)
        except SelectorError as error:
            raise settings.fail(error.problem, *keys) from error


def _spared(settings: Settings, rules: Sequence[Rule]) -> Sparing | None:
    """Which rules are left out for a path: the globs are those of a .gitignore beside the settings.

    Raises:
        SettingsError: a glob that is none.
    """
    if not settings.per_file_ignores or settings.path is None:
        return None
    globs: list[tuple[str, tuple[str, ...]]] = []
    for glob, words in settings.per_file_ignores.items():
        try:
            compiled(glob)
        except ValueError as error:
            raise settings.fail(
                Bilingual(f"不是通配符：“{glob}”", f"no glob: {glob!r}"), "per-file-ignores", glob
            ) from error
        globs.append((glob, tuple(sorted(_all_meant(words, rules)))))
    return Sparing(settings.path.resolve().parent, tuple(globs))


def _all_meant(words: Iterable[str], rules: Sequence[Rule]) -> frozenset[str]:
    return frozenset[str]().union(*(meant(word, rules) for word in words))


__all__ = ["Options", "Prepared", "SettingsError", "prepare"]
