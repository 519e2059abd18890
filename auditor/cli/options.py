"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from auditor.reading import text_encoding

_COLOR_HELP = "Colours; auto: on a terminal, heeding NO_COLOR and FORCE_COLOR."


def _known_encoding(_context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    try:
        return None if name is None else text_encoding(name)
    except LookupError:
        raise click.BadParameter(f"unknown text encoding {name!r}") from None


def _writable_place(_context: click.Context, _parameter: click.Parameter, path: Path | None) -> Path | None:
    """Better refused before a long run than after it."""
    if path is None or str(path) == "-":
        return None
    if not path.resolve().parent.is_dir():
        raise click.BadParameter(f"no such folder: {path.parent}")
    return path


encoding_option = click.option(
    "--encoding", callback=_known_encoding, help="Encoding of the inputs [default: detected]."
)
lang_option = click.option("--lang", type=click.Choice(["zh", "en"]), help="Language [default: from the locale].")
color_option = click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help=_COLOR_HELP)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    callback=_writable_place,
    help="Write the report to a file: all of it or nothing.",
)


_FOLLOWING = "auditor.follow_links"


def _note_following(context: click.Context, _parameter: click.Parameter, is_wanted: bool) -> None:
    context.meta[_FOLLOWING] = is_wanted


def follows_links() -> bool:
    """What `--follow-links` says in the command that runs."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(_FOLLOWING))


_follow_option = click.option(
    "--follow-links",
    is_flag=True,
    expose_value=False,
    callback=_note_following,
    help="Follow links in folders, also to what lies outside.",
)


def input_options(command: Callable[..., None]) -> Callable[..., None]:
    """What every command that audits takes."""
    for decorate in (
        encoding_option,
        lang_option,
        _follow_option,
        click.argument("paths", nargs=-1, required=True),
    ):
        command = decorate(command)
    return command
