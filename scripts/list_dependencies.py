"""Writes docs/dependencies.md: what auditor needs, within which bounds, under which licences, and what for.

    python scripts/list_dependencies.py

The licences are those that the installed packages state, so the extras must be installed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
LOCKS = {name: ROOT / "ci" / "locks" / f"{name}.txt" for name in ("run", "dev")}
EXTRAS = ("pandas", "gx")
# For users; the extra `dev` is for those who work on auditor.
_PURPOSES = {
    "click": "the command line",
    "jinja2": "the HTML report",
    "markupsafe": "text in the HTML report that stays text",
    "pathspec": "`per-file-ignores`, as in .gitignore",
    "regex": "patterns with a time limit",
    "pyyaml": "rule files, read as strings only",
    "tabulate": "tables in the terminal",
    "tomli": "settings, before Python 3.11",
    "wcwidth": "widths of characters in the terminal",
    "pandas": "tables",
    "pyarrow": "Parquet",
    "tqdm": "the progress bar of `audit_frame`",
    "xlsxwriter": "Excel",
    "great-expectations": "suites, checkpoints and Data Docs",
}
# How older packages put it.
_SPDX = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(?: ; (.*?))? \\$", re.MULTILINE)
_HEAD = """\
# Dependencies

What auditor needs; `make docs` writes this page. CI installs the versions of [`ci/locks`](../ci/locks), by their hashes, and `make lock`
takes newer ones; `make check` asks for known vulnerabilities of what users install, where it can. Nothing here is asked to use the
network: audits run without it. Whatever these packages need in turn is under licences as free as these.
"""


def page() -> str:
    """The whole page."""
    table = project()
    parts = [_HEAD, *section("Always", table["dependencies"])]
    for extra in EXTRAS:
        parts += section(f"With `auditor[{extra}]`", table["optional-dependencies"][extra])
    return "\n".join(parts)


def project() -> dict[str, Any]:
    """The table [project] of pyproject.toml."""
    toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    found: dict[str, Any] = toml.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def section(title: str, requirements: Iterable[str]) -> Iterator[str]:
    """A heading and a table."""
    yield f"## {title}\n"
    yield "| package | versions | in CI | licence | for |\n|---|---|---|---|---|"
    pins = pinned("dev")
    for requirement in sorted(map(Requirement, requirements), key=lambda one: one.name.lower()):
        name = canonicalize_name(requirement.name)
        bounds = str(requirement.specifier).split(",")
        versions = ", ".join(sorted(bounds, key=lambda bound: bound.startswith("<")))
        found = ", ".join(dict.fromkeys(version for version, _ in pins[name]))
        yield f"| {requirement.name} | {versions} | {found} | {licence(name)} | {_PURPOSES[name]} |"
    yield ""


def pinned(lock: str) -> dict[str, list[tuple[str, str]]]:
    """The versions that a lock names, and the marker of each."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, version, marker in _LOCKED.findall(LOCKS[lock].read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(name), []).append((version, marker))
    return found


def licence(name: str) -> str:
    """What an installed package says of its licence, as an SPDX expression.

    Raises:
        LookupError: it is not installed, or says nothing that is known here.
    """
    if name == "tomli":  # not installed where Python has it; MIT, as its files say
        return "MIT"
    said = distribution(name).metadata
    for key in ("License-Expression", "License"):
        if key in said and _EXPRESSION.fullmatch(said[key]):
            return said[key]
    for classifier in said.get_all("Classifier") or ():
        if classifier in _SPDX:
            return _SPDX[classifier]
    raise LookupError(f"{name}: no licence that is known here; look at its files, and add it to {__file__}")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
