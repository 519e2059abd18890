"""Text of unknown origin → what each carrier can hold without being steered by it."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping

from auditor import plain

# Legal in JSON, but able to upset a terminal or a reader: C1 controls, line separators, directional
# marks, and the lone surrogates that stand for undecodable bytes of a file name.
_UNSAFE = plain.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# Not allowed in XML 1.0, even when escaped.
_NOT_XML = plain.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Each call of the encoder that indents leaves a ring of functions behind, which only a search for garbage takes away.
_OFTEN = 64
_REPLACEMENT = "\ufffd"


def dump_json(data: object, indent: int | None = None) -> str:
    """JSON that keeps Chinese readable, and escapes what could upset a reader."""
    separators = None if indent is not None else (",", ":")
    dumped = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", dumped)


def dump_with_lists(data: object, lists: Mapping[str, Iterable[object]]) -> Iterator[str]:
    """The JSON of an object, indented, in pieces: where it has an empty list under one of the names, as no other place
    in it may, it gets the items of that list, which are made one at a time.  They stand in the order of the names."""
    rest = dump_json(data, indent=1)
    for name, items in lists.items():
        before, rest = rest.split(f'"{name}": []', 1)
        depth = len(before) - len(before.rstrip(" "))
        yield f'{before}"{name}": '
        yield from _list(items, depth)
    yield rest + "\n"


def dump_list(items: Iterable[object]) -> Iterator[str]:
    """The JSON of a list, indented, an item at a time."""
    yield from _list(items, 0)
    yield "\n"


def _list(items: Iterable[object], depth: int) -> Iterator[str]:
    margin, opened = "\n" + " " * (depth + 1), False
    for number, item in enumerate(items, 1):
        if number % _OFTEN == 0:
            gc.collect(0)
        # One by one: as dictionaries, all documents take ten times the room that they take as text.
        yield ("," if opened else "[") + margin + dump_json(item, indent=1).replace("\n", margin)
        opened = True
    yield "\n" + " " * depth + "]" if opened else "[]"


def for_xml(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NOT_XML.sub(_REPLACEMENT, text)
