"""A mapping of a rule file that knows the line of each of its keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from auditor.bilingual import Bilingual, RuleFileError
from auditor.nearest import unknown
from auditor.strictyaml import PLAIN_KEY


class Fields:
    """Keys of one mapping, and their values as asked for.

    Raises:
        RuleFileError: no mapping, or a key stands twice.
    """

    def __init__(self, path: Path, node: yaml.Node, problem: Bilingual) -> None:
        self.path = path
        self.line = line_of(node)
        if not isinstance(node, yaml.MappingNode):
            raise RuleFileError(path, self.line, problem)
        self.lines: dict[str, int] = {}
        self._values: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise RuleFileError(path, line_of(key), PLAIN_KEY)
            if key.value in self.lines:
                first = self.lines[key.value]
                raise RuleFileError(path, line_of(key), _twice(key.value, first))
            self.lines[key.value] = line_of(key)
            self._values[key.value] = value

    def __contains__(self, key: str) -> bool:
        return key in self.lines

    def fail(self, key: str, problem: Bilingual) -> RuleFileError:
        """The error to raise about a key, or about the whole if it has no such key."""
        return RuleFileError(self.path, self.lines.get(key, self.line), problem)

    def expect(self, required: Sequence[str], optional: Sequence[str] = ()) -> None:
        """Refuse keys that are not known, and miss those that must be there."""
        for key in self.lines:
            if key not in required and key not in optional:
                raise self.fail(key, unknown("key", key, (*required, *optional)))
        for key in required:
            if key not in self.lines:
                raise self.fail(key, Bilingual(f"缺少键“{key}”", f"the key {key!r} is missing"))

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not blank; the default where there is no such key."""
        if key not in self.lines and default is not None:
            return default
        value = self._values[key]
        if not isinstance(value, yaml.ScalarNode):
            raise self.fail(key, Bilingual(f"“{key}”须是文字", f"{key!r} must be text"))
        if not value.value.strip():
            raise self.fail(key, Bilingual(f"“{key}”是空的", f"{key!r} is empty"))
        return str(value.value)

    def within(self, key: str, problem: Bilingual) -> Fields:
        """The mapping that is the value of a key."""
        found = Fields(self.path, self._values[key], problem)
        if not found.lines:
            raise self.fail(key, problem)
        found.line = self.lines[key]
        return found

    def items(self, key: str) -> list[yaml.Node]:
        """The values of a list; a single value is a list of one."""
        value = self._values[key]
        found = list(value.value) if isinstance(value, yaml.SequenceNode) else [value]
        if not found or (isinstance(value, yaml.ScalarNode) and not value.value):
            raise self.fail(key, Bilingual(f"“{key}”是空的", f"{key!r} is empty"))
        return found


def _twice(key: str, first: int) -> Bilingual:
    return Bilingual(
        f"键“{key}”出现了两次，第一次在第 {first} 行", f"the key {key!r} stands twice, first on line {first}"
    )


def line_of(node: yaml.Node) -> int:
    """The line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1
