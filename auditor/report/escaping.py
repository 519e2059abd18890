"""Text of unknown origin → what each carrier can hold without being steered by it."""

from __future__ import annotations

import json

from auditor import plain

# Legal in JSON, but able to upset a terminal or a reader: C1 controls, line separators, directional
# marks, and the lone surrogates that stand for undecodable bytes of a file name.
_UNSAFE = plain.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# Not allowed in XML 1.0, even when escaped.
_NOT_XML = plain.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"


def dump_json(data: object, indent: int | None = None) -> str:
    """JSON that keeps Chinese readable, and escapes what could upset a reader."""
    separators = None if indent is not None else (",", ":")
    dumped = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", dumped)


def for_xml(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NOT_XML.sub(_REPLACEMENT, text)
