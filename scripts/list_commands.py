"""Writes docs/cli.md: what `--help` of every command says.

python scripts/list_commands.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from auditor.cli import cli  # noqa: E402

PAGE = ROOT / "docs" / "cli.md"
_WIDTH = 100
_HEAD = """\
# Commands

What `--help` says, command by command; `make docs` writes this page. [README](../README.md) has a tour,
[formats.md](formats.md) the forms of reports, [ci.md](ci.md) their use in CI.
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for context in contexts(cli, None):
        help_text = "\n".join(line.rstrip() for line in context.command.get_help(context).split("\n"))
        parts.append(f"## {context.command_path}\n\n```text\n{help_text}\n```\n")
    return "\n".join(parts)


def contexts(command: click.Command, parent: click.Context | None) -> Iterator[click.Context]:
    """A command and those below it, each as if it were called."""
    name = command.name if parent else "auditor"
    context = click.Context(command, parent, name, terminal_width=_WIDTH, max_content_width=_WIDTH)
    context.help_option_names = ["-h", "--help"]
    yield context
    if isinstance(command, click.Group):
        for found in command.list_commands(context):
            below = command.get_command(context, found)
            assert below is not None
            yield from contexts(below, context)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
