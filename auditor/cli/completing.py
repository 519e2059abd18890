"""What a shell offers behind TAB: rules, encodings and places; options and their choices click knows itself.

Rules are read from the first lines of their files, as nobody waits half a second for a TAB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

_KEY = re.compile(r"^(id|name|family|about):[ \t]*[\"']?([A-Za-z0-9-]+)", re.MULTILINE)
_SUFFIXES = (".yaml", ".yml")
_FIGURES, _IGNORE = "figures", "ignore"
ENCODINGS = {
    "utf-8": "Unicode",
    "gb18030": "简体，含 GBK、GB 2312",
    "big5hkscs": "繁體，含 Big5",
    "utf-16": "Unicode",
}


def offer_files(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files and folders, as the shell finds them."""
    return [CompletionItem(incomplete, type="file")]


def offer_encodings(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The encodings that Chinese texts come in."""
    return [CompletionItem(name, help=said) for name, said in ENCODINGS.items() if name.startswith(incomplete.lower())]


def offer_rule(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of rules, with their names."""
    wanted = incomplete.casefold()
    return [
        CompletionItem(one["id"], help=one.get("name"))
        for one in _rules(context)
        if one["id"].casefold().startswith(wanted)
    ]


def offer_selectors(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Families and ids, also behind a comma; what stands there already is not offered again."""
    before, comma, last = incomplete.rpartition(",")
    given = before.split(",")
    families = sorted({_family(one) for one in _rules(context)})
    found = [CompletionItem(name) for name in families if name.startswith(last)]
    found += offer_rule(context, parameter, last)
    return [CompletionItem(before + comma + one.value, help=one.help) for one in found if one.value not in given]


def _family(keys: dict[str, str]) -> str:
    """As the file says, or as follows from what the rule is about."""
    return keys.get("family", _IGNORE if "about" in keys else _FIGURES)


def _rules(context: click.Context) -> list[dict[str, str]]:
    """What the files of the built-in rules, of the settings and of `--rules` say first."""
    found: dict[str, dict[str, str]] = {}
    for path in _files(_places(context)):
        try:
            keys = dict(_KEY.findall(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError):
            continue
        if "id" in keys:
            found.setdefault(keys["id"], keys)
    return sorted(found.values(), key=lambda one: one["id"])


def _places(context: click.Context) -> Iterator[Path]:
    from auditor.packs import builtin  # noqa: PLC0415
    from auditor.settings import SettingsError, find_settings, read_settings  # noqa: PLC0415

    yield builtin()
    yield from map(Path, context.params.get("packs") or ())
    if context.params.get("no_config"):
        return
    config = context.params.get("config")
    try:
        yield from (read_settings(Path(config)) if config else find_settings(Path.cwd())).rules
    except SettingsError:
        return


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.suffix in _SUFFIXES and path.is_file())
