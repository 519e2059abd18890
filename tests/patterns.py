"""Every pattern of the package: those of its modules, those put together from the lexicon, those of rules.

`python tests/patterns.py` writes them as JSON.  That has to be a process of its own, because patterns are caught as
they are made; what a call such as `regex.sub(r"…", …)` names is read from the source as well.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

PACKAGE = Path(__file__).parent.parent / "auditor"
ARTICLES = sorted((PACKAGE.parent / "fixtures").glob("*/*.txt"))
_CALLS = frozenset(
    {"compile", "compile_now", "search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"}
)
_MAKERS = frozenset(str(PACKAGE / name) for name in ("regex.py", "plain.py"))
_ANCHORED = frozenset({"match", "fullmatch"})
_DUMMY = frozenset({"pattern", "flags", "groups", "groupindex"})


@dataclass(frozen=True, slots=True)
class Known:
    """A pattern, the library that reads it, and where it is written; does it look for its start, or is that given?"""

    source: str
    flags: int
    library: str
    file: str
    line: int
    scans: bool

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


@lru_cache(maxsize=1)
def patterns() -> tuple[list[Known], list[str]]:
    """All patterns, and the calls in the source whose pattern was not met."""
    finished = subprocess.run([sys.executable, "-W", "ignore", __file__], stdout=subprocess.PIPE, check=True)
    told = json.loads(finished.stdout)
    return [Known(*one) for one in told["patterns"]], told["unmet"]


class _Catch:
    """What the package compiles, by file and line, from now on."""

    def __init__(self) -> None:
        import regex  # noqa: PLC0415

        self.found: dict[str, dict[tuple[str, int, str, int], None]] = {}
        for library in (re, regex):
            real, name = library.compile, library.__name__

            def noting(source: Any, flags: int = 0, _real: Any = real, _name: str = name, **rest: Any) -> Any:
                self._note(source, flags, _name)
                return _real(source, flags, **rest)

            library.compile = noting  # type: ignore[attr-defined]
        ours: Any = importlib.import_module("auditor.regex")
        late = importlib.import_module("auditor.plain").Later
        now, begin = ours.compile_now, late.__init__

        def at_once(source: str, flags: int = 0) -> Any:
            self._note(source, flags, "regex")
            return now(source, flags)

        def begun(one: Any, make: Any, source: str, flags: int) -> None:
            self._note(source, flags, "regex" if make is at_once else "re")
            begin(one, make, source, flags)

        ours.compile_now, late.__init__ = at_once, begun

    def _note(self, source: Any, flags: int, library: str) -> None:
        frame: FrameType | None = sys._getframe(2)
        while frame is not None and frame.f_code.co_filename in _MAKERS:
            if frame.f_code.co_name == "__getattr__":
                return  # it was noted when it was asked for
            frame = frame.f_back
        file = frame.f_code.co_filename if frame is not None else ""
        if frame is not None and file.startswith(f"{PACKAGE}/"):
            kept = self.found.setdefault(file[len(str(PACKAGE)) + 1 :], {})
            kept[_text(source), int(flags), library, frame.f_lineno] = None


def _gather() -> tuple[list[Known], list[str]]:
    caught = _Catch()
    modules = {str(one.__file__)[len(str(PACKAGE)) + 1 :]: one for one in _modules()}
    _use_them()
    trees = {file: ast.parse((PACKAGE / file).read_text("utf-8")) for file in modules}
    anchored = _only_matched(trees)
    found, unmet = [], []
    for file, tree in trees.items():
        for call, name in _calls(tree):
            if ast.unparse(call.func).startswith("plain.") and not hasattr(modules[file], "plain"):
                continue  # a text or a pattern of that name
            lines = range(call.lineno, (call.end_lineno or call.lineno) + 1)
            made = _method(call) in ("compile", "compile_now")
            scans = _owned(name, file) not in anchored if made else _method(call) not in _ANCHORED
            mine = [one for one in caught.found.get(file, {}) if one[3] in lines]
            if not mine or not made:
                mine += _written(call, modules[file])
            found += [Known(*one[:3], file, call.lineno, scans) for one in mine]
            if not mine:
                unmet.append(f"{file}: {ast.unparse(call.args[0])}")
    return list(dict.fromkeys(found)), unmet


def _modules() -> Iterator[ModuleType]:
    package = importlib.import_module("auditor")
    for one in pkgutil.walk_packages(package.__path__, "auditor."):
        if not one.name.endswith(("__main__", "auditor.regex", "auditor.plain")):
            yield importlib.import_module(one.name)


def _use_them() -> None:
    """Patterns of rules are made when they are loaded, those put together from words when a text has to be read."""
    packs, loading = importlib.import_module("auditor.packs"), importlib.import_module("auditor.rules.loading")
    for kind in ("figures", "text"):
        loading.load_rules(packs.builtin() / kind)  # what is kept of them is compiled only when a text needs it
    engine = importlib.import_module("auditor.engine").Auditor("zh")
    document = importlib.import_module("auditor.model").Document
    importlib.import_module("auditor.plausible").builtin_ranges()
    for path in ARTICLES:
        engine.audit(document(path.name, path.read_text("utf-8"), "utf-8"))


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Calls of a library of patterns, and the name that what they give is kept by, if it is."""
    names: dict[ast.AST, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.keyword(arg=str(name), value=value):
                names[value] = name
            case ast.FunctionDef(name=name, body=[*_, ast.Return(value=ast.Call() as value)]):
                names[value] = name
        if isinstance(node, ast.Call) and node.args and _method(node) in _CALLS:
            yield node, names.get(node, "")


def _method(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(value=ast.Name(id="re" | "regex" | "plain"), attr=name):
            return name
    return ""


def _only_matched(trees: Mapping[str, ast.Module]) -> set[tuple[str, str]]:
    """Names after which nothing but `.match(` and `.fullmatch(` stands, wherever they are used: by module if they are
    private, else by ''."""
    asked: dict[tuple[str, str], set[str]] = {}
    alone: Counter[tuple[str, str]] = Counter()
    for file, tree in trees.items():
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(
                    value=(ast.Name(id=name) | ast.Attribute(attr=name) | ast.Call(func=ast.Name(id=name))), attr=method
                ):
                    asked.setdefault(_owned(name, file), set()).add(method)
                    alone[_owned(name, file)] -= 1
            match node:
                case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name, ctx=ast.Load()):
                    alone[_owned(name, file)] += 1
    return {name for name, methods in asked.items() if not alone[name] and methods - _DUMMY <= _ANCHORED}


def _owned(name: str, file: str) -> tuple[str, str]:
    return name, file if name.startswith("_") else ""


def _written(call: ast.Call, module: ModuleType) -> list[tuple[str, int, str, int]]:
    """The pattern of a call, if its module alone says what it is."""
    names = vars(module)
    try:
        source = eval(compile(ast.Expression(call.args[0]), "pattern", "eval"), dict(names))
    except NameError:
        return []
    library = "regex" if names[ast.unparse(call.func).split(".")[0]].__name__.endswith("regex") else "re"
    return [(_text(source), 0, library, call.lineno)] if isinstance(source, str | bytes) else []


def _text(source: Any) -> str:
    return source.decode("latin-1") if isinstance(source, bytes) else str(source)


if __name__ == "__main__":
    gathered, missing = _gather()
    print(json.dumps({"patterns": [astuple(one) for one in gathered], "unmet": missing}))
