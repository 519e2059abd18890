"""Options about rules and settings, and what they come to."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.complaints import LANGUAGE
from auditor.cli.completing import offer_selectors
from auditor.cli.exits import Failure, Misuse
from auditor.frozen import dataclass
from auditor.report.environment import default_language

if TYPE_CHECKING:
    from auditor.cache.terms import Wishes
    from auditor.preparing import Prepared
    from auditor.settings import Settings


def _words(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the command line says about rules, and the settings beneath it."""

    settings: Settings
    rules: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def language(self, lang: str | None) -> str:
        """The language of messages: as the option says, the settings, or the locale."""
        return lang or self.settings.lang or default_language(os.environ)

    def wishes(self, lang: str) -> Wishes:
        """All that is said about rules, so that a cache knows which results it may use."""
        from auditor.cache.terms import wishes_of  # noqa: PLC0415

        return wishes_of(self.settings, lang, self.rules, self.select, self.ignore)

    def prepare(self) -> Prepared:
        """The rules that are wanted.

        Raises:
            Failure: rules or settings that cannot be used; the message says where.
        """
        from auditor.bilingual import RuleFileError  # noqa: PLC0415
        from auditor.preparing import Options, prepare  # noqa: PLC0415
        from auditor.selection import SelectorError  # noqa: PLC0415
        from auditor.settings import SettingsError  # noqa: PLC0415

        try:
            return prepare(self.settings, Options(self.rules, self.select, self.ignore))
        except (RuleFileError, SelectorError, SettingsError) as error:
            raise Failure(error.problem if isinstance(error, SelectorError) else error.said) from error


def _settings(config: Path | None, no_config: bool) -> Settings:
    from auditor.settings import Settings, SettingsError, find_settings, read_settings  # noqa: PLC0415

    try:
        if config is not None:
            return read_settings(config)
        return Settings() if no_config else find_settings(Path.cwd())
    except SettingsError as error:
        raise Failure(error.said) from error


_PATH = click.Path(path_type=Path)
_OPTIONS = (
    click.option("--rules", "packs", type=_PATH, multiple=True, help="More rules: a folder or a file. Repeatable."),
    click.option(
        "--select",
        callback=_words,
        shell_complete=offer_selectors,
        multiple=True,
        help="Only these rules: ids, prefixes or families.",
    ),
    click.option(
        "--ignore",
        callback=_words,
        shell_complete=offer_selectors,
        multiple=True,
        help="Not these rules; the more exact word decides.",
    ),
    click.option("--config", type=_PATH, help="Settings [default: auditor.toml or pyproject.toml, upwards]."),
    click.option("--no-config", is_flag=True, help="Heed no settings file."),
)


def rule_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options about rules, as one argument `ruling`."""

    @functools.wraps(command)
    def with_ruling(**values: Any) -> None:
        packs, select, ignore = values.pop("packs"), values.pop("select"), values.pop("ignore")
        config, no_config = values.pop("config"), values.pop("no_config")
        if config is not None and no_config:
            raise Misuse("--config 与 --no-config 不能同时用", "--config and --no-config exclude each other")
        settings = _settings(config, no_config)
        if not values.get("lang") and settings.lang:
            click.get_current_context().meta[LANGUAGE] = settings.lang
        command(ruling=Ruling(settings, packs, select, ignore), **values)

    decorated: Callable[..., None] = with_ruling
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
