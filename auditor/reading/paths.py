"""Arguments → inputs: files, folders, wildcards and standard input, in a stable order, each once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from itertools import takewhile
from pathlib import Path

from auditor import plain
from auditor.model import InputError
from auditor.reading.failures import describe
from auditor.reading.messages import say

STDIN = "-"
SUFFIXES = (".txt", ".md")
# In a message.
_MOST_SUFFIXES = 5
WILDCARD = plain.compile(r"[*?\[]")
_ANY_DEPTH = "**"


def expand(arguments: Iterable[str], lang: str = "zh", follow_links: bool = False) -> Iterator[str | InputError]:
    """Paths to read, as the user would write them, or why an argument gives none.

    A folder is searched to any depth for the supported suffixes, sorted, hidden names left out.
    Unless links are to be followed, those to folders are left alone, and those to files that lie
    outside are refused: whoever writes into a folder must not decide what else is read.
    A file named outright is taken whatever its suffix, and wherever a link leads.
    """
    seen: set[str] = set()
    for argument in arguments:
        for found in _expand_one(argument, lang, follow_links):
            if isinstance(found, str):
                key = _identity(found)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _expand_one(argument: str, lang: str, follow_links: bool) -> Iterator[str | InputError]:
    if argument == STDIN:
        yield STDIN
        return
    try:
        is_folder = Path(argument).is_dir()
        exists = is_folder or Path(argument).exists()
    except (OSError, ValueError) as error:
        yield InputError(argument, describe(error, lang))
        return
    if argument and is_folder:
        yield from _folder(argument, lang, follow_links)
    elif argument and exists:
        yield argument
    elif WILDCARD.search(argument):
        yield from _matches(argument, lang, follow_links)
    else:
        from auditor.reading.missing import missing  # noqa: PLC0415 (only on the way to an error)

        yield missing(argument, lang)


def _identity(path: str) -> str:
    """The same for every way of naming a file."""
    if path == STDIN:
        return STDIN
    try:
        return os.path.realpath(path)
    except OSError:  # the working directory is gone
        return path


def _folder(argument: str, lang: str, follow_links: bool) -> Iterator[str | InputError]:
    found = False
    others: set[str] = set()
    for item in _walk(argument, lang, follow_links):
        if isinstance(item, InputError):
            found = True
            yield item
        elif _is_supported(item.name):
            found = True
            name = _as_written(argument, item.path)
            is_out = not follow_links and item.is_symlink() and _leads_out(Path(item.path), Path(argument))
            yield InputError(name, say(lang, "link-out")) if is_out else name
        elif len(others) < _MOST_SUFFIXES:
            others.add(_suffix(item.name))
    if not found:
        from auditor.reading.missing import empty  # noqa: PLC0415 (only on the way to an error)

        yield empty(argument, sorted(others - {""}), lang)


def _as_written(argument: str, path: str) -> str:
    """A path below the folder `argument`, beginning as the user wrote it ("./a" stays "./a/b")."""
    below = path.removeprefix(argument).lstrip(os.sep).replace(os.sep, "/")
    return argument + below if argument.endswith("/") else f"{argument}/{below}"


def _leads_out(item: Path, folder: Path) -> bool:
    """Is it a link to something that does not lie below the folder?  One that leads nowhere is for reading to tell."""
    try:
        return item.is_symlink() and item.exists() and folder.resolve() not in item.resolve().parents
    except (OSError, RuntimeError):
        return False


def _walk(folder: str, lang: str, follow_links: bool) -> Iterator[os.DirEntry[str] | InputError]:
    """Files below `folder` in sorted order.  Keeps its own stack: trees may be very deep.

    The system tells what an entry is along with its name, so that thousands of files need not be asked one by one.
    """
    pending: list[os.DirEntry[str] | str] = [folder]
    entered: set[str] = set()
    while pending:
        entry = pending.pop()
        if not isinstance(entry, str) and not _is_subfolder(entry, follow_links):
            if _is_readable_kind(entry):
                yield entry
            continue
        place = os.fspath(entry)
        if follow_links:  # which may lead back
            where = _identity(place)
            if where in entered:
                continue
            entered.add(where)
        try:
            pending.extend(reversed(_children(place)))
        except OSError as error:
            yield InputError(str(Path(place)), describe(error, lang))


def _children(folder: str) -> list[os.DirEntry[str]]:
    """Entries that are not hidden, sorted by name.

    Raises:
        OSError: the folder cannot be listed.
    """
    with os.scandir(folder) as entries:
        return sorted((one for one in entries if not one.name.startswith(".")), key=lambda one: one.name)


def _is_subfolder(entry: Path | os.DirEntry[str], follow_links: bool = False) -> bool:
    try:
        return entry.is_dir() and (follow_links or not entry.is_symlink())
    except OSError:
        return False


def _is_readable_kind(entry: Path | os.DirEntry[str]) -> bool:
    """Files, and links that lead nowhere (reading names them); no pipes, devices or folders."""
    try:
        return entry.is_file() or (entry.is_symlink() and not Path(entry).exists())
    except OSError:
        return True


def _is_supported(name: str) -> bool:
    return _suffix(name).lower() in SUFFIXES


def _suffix(name: str) -> str:
    """As `Path` has it, which would remember every name for as long as the program runs."""
    before, dot, after = name.rpartition(".")
    return dot + after if before and after else ""


def _matches(pattern: str, lang: str, follow_links: bool) -> Iterator[str | InputError]:
    """Files of a wildcard that the shell left alone; a suffix in the pattern admits that suffix."""
    root = Path(Path(pattern).anchor or ".")
    parts = list(Path(pattern).relative_to(Path(pattern).anchor).parts)
    named_suffix = Path(parts[-1]).suffix and not WILDCARD.search(Path(parts[-1]).suffix)
    folders_only = pattern.endswith("/")
    found = False
    for item in _descend(root, parts):
        if _is_subfolder(item):
            if parts[-1] != _ANY_DEPTH:
                found = True
                yield from _folder(str(item), lang, follow_links)
        elif not folders_only and _is_readable_kind(item) and (named_suffix or _is_supported(item.name)):
            found = True
            is_out = not follow_links and _leads_out(item, _fixed(root, parts))
            yield InputError(str(item), say(lang, "link-out")) if is_out else str(item)
    if not found:
        from auditor.reading.missing import unmatched  # noqa: PLC0415 (only on the way to an error)

        yield unmatched(pattern, lang)


def _fixed(root: Path, parts: list[str]) -> Path:
    """The folder that a pattern looks into, up to its first wildcard."""
    return root.joinpath(*takewhile(lambda part: not WILDCARD.search(part), parts))


def _descend(folder: Path, parts: list[str]) -> Iterator[Path]:
    """What the parts of a pattern match below `folder`; a hidden name needs a pattern that says so."""
    part, rest = parts[0], parts[1:]
    if not WILDCARD.search(part):
        entry = folder / part
        if rest and entry.is_dir():
            yield from _descend(entry, rest)
        elif not rest and entry.exists():
            yield entry
        return
    if part == _ANY_DEPTH and rest:
        yield from _descend(folder, rest)
    try:
        entries = sorted(folder.iterdir())
    except OSError:  # as a shell does: what cannot be listed matches nothing
        return
    for entry in entries:
        if entry.name.startswith(".") and not part.startswith("."):
            continue
        if part == _ANY_DEPTH:
            if _is_subfolder(entry):
                yield from _descend(entry, parts)
            elif not rest:
                yield entry
        elif fnmatch(entry.name, part):
            if not rest:
                yield entry
            elif _is_subfolder(entry):
                yield from _descend(entry, rest)
