"""Lists, as JSON lines of module and pattern, every regular expression that the package compiles for an audit."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from typing import Any

import auditor
from auditor import regex

_SKIPPED = ("auditor.gx", "auditor.frames", "auditor.__main__", "auditor.regex")
_found: dict[tuple[str, str], None] = {}


def _recording(compile_: Any) -> Any:
    def recorded(pattern: Any, *arguments: Any, **options: Any) -> Any:
        module = sys._getframe(1).f_globals.get("__name__", "")
        if isinstance(pattern, str) and module.startswith("auditor"):
            _found.setdefault((module, pattern))
        return compile_(pattern, *arguments, **options)

    return recorded


def main() -> None:
    for library in (re, regex):
        library.compile = _recording(library.compile)  # type: ignore[attr-defined, union-attr]
    for module in pkgutil.walk_packages(auditor.__path__, "auditor."):
        if not module.name.startswith(_SKIPPED):
            importlib.import_module(module.name)
    engine = importlib.import_module("auditor.engine")
    document = importlib.import_module("auditor.model").Document
    for lang in ("zh", "en"):
        engine.Auditor(lang).audit(
            document("a.txt", "共有项目5个，其中工业3个、农业2个，增长3%。\n甲|1\n乙|2\n", "utf-8")
        )
    for module, pattern in _found:
        print(json.dumps([module, pattern]))


if __name__ == "__main__":
    main()
