"""The examples of a rule file: `bad`, `good` and `silent`."""

from __future__ import annotations

from pathlib import Path

import yaml

from auditor.bilingual import Bilingual
from auditor.rules.fields import Fields, line_of
from auditor.rules.model import Example

_KEYS = {"bad": ("flags", "fixed"), "good": (), "silent": ()}


def read_examples(fields: Fields) -> dict[str, tuple[Example, ...]]:
    """Examples by kind, each with the line it begins on."""
    inner = fields.within(
        "examples", Bilingual("“examples”下分 bad、good、silent", "'examples' holds bad, good and silent")
    )
    inner.expect(tuple(_KEYS))
    found = {}
    for kind in _KEYS:
        found[kind] = tuple(_example(fields.path, kind, node) for node in inner.items(kind))
    return found


def _example(path: Path, kind: str, node: yaml.Node) -> Example:
    wanted = Bilingual(f"{kind} 的每个例句都要有 text", f"each {kind} example is a mapping with text")
    fields = Fields(path, node, wanted)
    if "text" not in fields:
        fields.expect((), ("text", *_KEYS[kind]))
        raise fields.fail("text", wanted)
    fields.expect(("text",), _KEYS[kind])
    text, flags, fixed = fields.text("text"), fields.text("flags", ""), fields.text("fixed", "")
    if kind == "bad" and not flags:
        raise fields.fail("flags", Bilingual("bad 例句要写明标出什么（flags）", "a bad example names what it flags"))
    if flags not in text:
        problem = Bilingual(f"例句里没有“{flags}”", f"the example's text does not have {flags!r}")
        raise fields.fail("flags", problem)
    if fixed and fixed == text:
        raise fields.fail("fixed", Bilingual("改正后与原文相同", "the mended text is the same as the text"))
    return Example(text, flags, fixed, line_of(node))
