"""docs/cli.md is what `--help` says, and the examples of `--help` can be run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from auditor.cli import cli
from auditor.cli.program import COMMANDS as PROGRAMS
from scripts.list_commands import PAGE, contexts, page

_EXAMPLE = re.compile(r"\bauditor (?!completion)[^|)\"]*?(?=\s{2,}|\s*\||$)", re.MULTILINE)
COMMANDS = {context.command_path: context.command for context in contexts(cli, None)}
EXAMPLES = [
    (path, line) for path, command in COMMANDS.items() for line in _EXAMPLE.findall((command.epilog or "").strip())
]


def test_page_is_what_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: make docs"


def test_page_has_every_command() -> None:
    headings = re.findall(r"^## (.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == list(COMMANDS)
    assert {"auditor check", "auditor rules new", "auditor gx run"} <= set(headings)


def test_every_option_and_command_says_what_it_does() -> None:
    silent = [
        (path, option.name)
        for path, command in COMMANDS.items()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []
    assert [path for path, command in COMMANDS.items() if not command.help] == []


def test_commands_that_people_type_have_examples() -> None:
    assert {path for path, _ in EXAMPLES} >= {
        "auditor",
        *(f"auditor {name}" for name in PROGRAMS if name != "completion"),
    }


@pytest.mark.parametrize(("path", "line"), EXAMPLES)
def test_examples_are_understood(path: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert line.startswith(path)
    parse(cli, "auditor", shlex.split(line)[1:], None)


def parse(command: click.Command, name: str, words: list[str], parent: click.Context | None) -> None:
    """Read a command line without running it.

    Raises:
        click.UsageError: it cannot be read.
    """
    with command.make_context(name, words, parent) as context:
        if isinstance(command, click.Group):
            rest = [*context._protected_args, *context.args]
            found, below, rest = command.resolve_command(context, rest)
            assert found is not None
            assert below is not None
            parse(below, found, rest, context)
