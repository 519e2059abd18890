"""YAML of strings, lists and mappings only.

Plain loaders turn `12.00`, `no` and `1:30` into other things and drop duplicate keys in silence.
Here every scalar stays the string that was written, and a duplicate key is an error with its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Union

import yaml

Tree = Union[str, list["Tree"], dict[str, "Tree"]]  # noqa: UP007 (forward references on 3.10)

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # libyaml is optional
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


_LARGEST = 1_000_000
_DEEPEST = 50
# A file with fewer marks that open a level cannot go deep enough to hurt.
_FEW_MARKS = 5_000


@dataclass
class RuleFileError(Exception):
    """A rule or lexicon file that cannot be used; `line` is 1-based, 0 where it is not about a line."""

    path: Path
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}" if self.line else f"{self.path}: {self.problem}"


def load(path: Path) -> Tree:
    """The tree of a file.

    Raises:
        RuleFileError: the file is unreadable, no YAML, or holds a key twice or an alias.
    """
    return construct(path, compose(path))


def compose(path: Path) -> yaml.Node:
    """The node tree, for callers that report the line of a fault.

    Raises:
        RuleFileError: the file is unreadable, no YAML, or holds an alias.
    """
    text = _read(path)
    try:
        _refuse_depth(path, text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleFileError(path, line, f"not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise RuleFileError(path, 1, f"not valid YAML: {error}") from error
    if node is None:
        raise RuleFileError(path, 1, "the file is empty")
    _refuse_aliases(path, node)
    return node


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleFileError(path, 0, error.strerror or str(error)) from error
    if len(data) > _LARGEST:
        raise RuleFileError(path, 0, f"larger than {_LARGEST} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RuleFileError(path, line, "not UTF-8; save the file as UTF-8") from error


def _refuse_depth(path: Path, text: str) -> None:
    """The C loader goes down by recursion, and what is nested deep enough ends the process."""
    if sum(text.count(mark) for mark in "[{-?:") < _FEW_MARKS:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise RuleFileError(path, line, f"nested more than {_DEEPEST} levels deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _refuse_aliases(path: Path, node: yaml.Node) -> None:
    """A node that stands in two places is an alias, and a few of those make a huge tree."""
    seen: set[int] = set()
    pending = [node]
    while pending:
        node = pending.pop()
        if id(node) in seen:
            raise RuleFileError(path, node.start_mark.line + 1, "an alias (&, *) cannot be used here")
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            pending += node.value
        elif isinstance(node, yaml.MappingNode):
            pending += [part for pair in node.value for part in pair]


def construct(path: Path, node: yaml.Node) -> Tree:
    """Strings, lists and dicts of a node."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [construct(path, item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key = construct(path, key_node)
            if not isinstance(key, str):
                raise RuleFileError(path, key_node.start_mark.line + 1, "a key must be plain text")
            if key in found:
                raise RuleFileError(path, key_node.start_mark.line + 1, f"the key {key!r} stands twice")
            found[key] = construct(path, value_node)
        return found
    raise RuleFileError(path, node.start_mark.line + 1, f"unsupported YAML node {node.tag}")
