"""`--cache-dir` and `--no-cache`: where results are kept for the next run."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.frozen import dataclass

if TYPE_CHECKING:
    from auditor.cache.entries import Entries
    from auditor.cli.ruling import Ruling

FOLDER = ".auditor_cache"
_UNUSABLE = {
    "zh": "缓存不能写入（{reason}），本次结果不留存",
    "en": "the cache cannot be written ({reason}); nothing new is kept",
}


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the user says about the cache: the folder, if it was named, and whether there is to be any."""

    folder: Path | None = None
    wanted: bool = True

    def open(self, ruling: Ruling | None, lang: str) -> Entries | None:
        """The cache, by default beside the settings, or else in the working folder.

        One that cannot be made costs no more than time, and is mentioned only if it was asked for.
        """
        if not self.wanted:
            return None
        from auditor.cache.entries import Entries  # noqa: PLC0415

        settings = ruling.settings.path if ruling is not None else None
        entries = Entries(self.folder or (settings.parent if settings is not None else Path.cwd()) / FOLDER)
        try:
            entries.prepare()
        except OSError as error:
            if self.folder is not None:
                words = _UNUSABLE["zh" if lang == "zh" else "en"].format(reason=error.strerror or error)
                click.echo(f"auditor: {self.folder}: {words}", err=True)
        return entries if entries.folder.is_dir() else None


_OPTIONS = (
    click.option(
        "--cache-dir",
        type=click.Path(path_type=Path),
        envvar="AUDITOR_CACHE_DIR",
        show_envvar=True,
        help=f"Where to keep results [default: {FOLDER} beside the settings, or here].",
    ),
    click.option(
        "--no-cache", is_flag=True, envvar="AUDITOR_NO_CACHE", show_envvar=True, help="Audit anew, and keep nothing."
    ),
)


def cache_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options about the cache, as one argument `keeping`."""

    @functools.wraps(command)
    def with_cache(**values: Any) -> None:
        folder, unwanted = values.pop("cache_dir"), values.pop("no_cache")
        command(keeping=Keeping(folder, not unwanted), **values)

    decorated: Callable[..., None] = with_cache
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
