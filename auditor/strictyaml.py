"""YAML of strings, lists and mappings only.

Plain loaders turn `12.00`, `no` and `1:30` into other things and drop duplicate keys in silence.
Here every scalar stays the string that was written, and a duplicate key is an error with its place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Union

import yaml

from auditor.bilingual import Bilingual, RuleFileError, refused

Tree = Union[str, list["Tree"], dict[str, "Tree"]]  # noqa: UP007 (forward references on 3.10)

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # libyaml is optional
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


_LARGEST = 1_000_000
_DEEPEST = 50
# A file with fewer marks that open a level cannot go deep enough to hurt.
_FEW_MARKS = 5_000
NOT_UTF8 = Bilingual("不是 UTF-8；请另存为 UTF-8", "not UTF-8; save the file as UTF-8")
PLAIN_KEY = Bilingual("键必须是纯文字", "a key must be plain text")


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
        raise RuleFileError(path, line, _no_yaml(error.problem)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise RuleFileError(path, 1, _no_yaml(error)) from error
    if node is None:
        raise RuleFileError(path, 1, Bilingual("文件是空的", "the file is empty"))
    _refuse_aliases(path, node)
    return node


def _no_yaml(problem: object) -> Bilingual:
    return Bilingual(f"不是有效的 YAML：{problem}", f"not valid YAML: {problem}")


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleFileError(path, 0, refused(error)) from error
    if len(data) > _LARGEST:
        raise RuleFileError(path, 0, Bilingual(f"超过 {_LARGEST} 字节", f"larger than {_LARGEST} bytes"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RuleFileError(path, line, NOT_UTF8) from error


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
                problem = Bilingual(f"嵌套超过 {_DEEPEST} 层", f"nested more than {_DEEPEST} levels deep")
                raise RuleFileError(path, line, problem)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _refuse_aliases(path: Path, node: yaml.Node) -> None:
    """A node that stands in two places is an alias, and a few of those make a huge tree."""
    seen: set[int] = set()
    pending = [node]
    while pending:
        node = pending.pop()
        if id(node) in seen:
            problem = Bilingual("这里不能用别名（&、*）", "an alias (&, *) cannot be used here")
            raise RuleFileError(path, node.start_mark.line + 1, problem)
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
                raise RuleFileError(path, key_node.start_mark.line + 1, PLAIN_KEY)
            if key in found:
                problem = Bilingual(f"键“{key}”出现了两次", f"the key {key!r} stands twice")
                raise RuleFileError(path, key_node.start_mark.line + 1, problem)
            found[key] = construct(path, value_node)
        return found
    problem = Bilingual(f"不支持的 YAML 节点 {node.tag}", f"unsupported YAML node {node.tag}")
    raise RuleFileError(path, node.start_mark.line + 1, problem)
