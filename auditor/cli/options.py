"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from auditor.bilingual import Bilingual
from auditor.cli.completing import ENCODINGS, offer_encodings, offer_files
from auditor.cli.exits import BadValue
from auditor.reading import text_encoding

_COLOR_HELP = "Colours; auto: on a terminal, heeding NO_COLOR and FORCE_COLOR."


def _known_encoding(_context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    try:
        return None if name is None else text_encoding(name)
    except LookupError:
        said = Bilingual(
            f"没有“{name}”这种文字编码，常用的有 {'、'.join(ENCODINGS)}",
            f"unknown text encoding {name!r}; common ones are {', '.join(ENCODINGS)}",
        )
        raise BadValue(said) from None


def writable_place(_context: click.Context, _parameter: click.Parameter, path: Path | None) -> Path | None:
    """Better refused before a long run than after it."""
    if path is None or str(path) == "-":
        return None
    if not path.resolve().parent.is_dir():
        raise BadValue(
            Bilingual(f"没有这个文件夹，请先建立：{path.parent}", f"no such folder: {path.parent}; make it first")
        )
    return path


encoding_option = click.option(
    "--encoding",
    callback=_known_encoding,
    shell_complete=offer_encodings,
    help="Encoding of the inputs [default: detected].",
)
lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="Language of messages [default: from settings or locale]."
)
color_option = click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help=_COLOR_HELP)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    callback=writable_place,
    help="Write the report to a file: all of it or nothing.",
)


def input_options(command: Callable[..., None]) -> Callable[..., None]:
    """What every command that audits takes."""
    for decorate in (
        encoding_option,
        lang_option,
        click.argument("paths", nargs=-1, required=True, shell_complete=offer_files),
    ):
        command = decorate(command)
    return command
