"""`auditor completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from auditor.cli.output import write

_SHELLS = ("bash", "zsh", "fish")
_PROGRAM = "auditor"
_VARIABLE = "_AUDITOR_COMPLETE"
_SPLIT = "string split"
_EPILOG = """\b
Examples:
  echo 'eval "$(auditor completion bash)"' >> ~/.bashrc      bash 4.4 or newer
  echo 'eval "$(auditor completion zsh)"' >> ~/.zshrc        zsh, after compinit
  auditor completion fish > ~/.config/fish/completions/auditor.fish"""


@click.command(epilog=_EPILOG, short_help="Let a shell complete commands, rules and files.  命令行补全。")
@click.argument("shell", metavar="bash|zsh|fish", type=click.Choice(_SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that lets a shell complete commands, options, rules and files of auditor.

    The shell asks `auditor` itself, so that new options and rules of your own are known at once.
    """
    complete = get_completion_class(shell)
    assert complete is not None
    script = complete(context.find_root().command, {}, _PROGRAM, _VARIABLE).source()
    # fish would take FIG101,PUN101 for FIG101
    write(script.replace(_SPLIT, f"{_SPLIT} --max 1") + "\n", "utf-8")
