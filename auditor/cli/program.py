"""The group of commands, and the process around it."""

from __future__ import annotations

import errno
import gc
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from auditor import __version__
from auditor.bilingual import Bilingual
from auditor.cli.complaints import LANGUAGE, Told, language_of
from auditor.cli.exits import Misuse
from auditor.nearest import unknown

# Each in a module of its own, as an attribute named like the command (`-` as `_`).
COMMANDS = {
    "check": "auditor.cli.check",
    "explain": "auditor.cli.explain",
    "export": "auditor.cli.export",
    "figures": "auditor.cli.figures",
    "rules": "auditor.cli.rules",
    "fix": "auditor.cli.fix",
    "gx": "auditor.cli.gx",
    "completion": "auditor.cli.completion",
}
# What a disk says that takes no more.
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EIO}
_INTERRUPTED = 128 + signal.SIGINT
# New objects before the collector looks for garbage: what is loaded at the start is none, and would be looked through
# a hundred times.  What an audit leaves behind is little, so a long run takes a few megabytes more.
NEW_OBJECTS = 100_000
_EPILOG = """\b
Examples:
  auditor check articles/                    find what cannot be true / 查出自相矛盾的数字
  auditor figures 报道.txt                   see how figures are read / 查看数字如何被读取
  auditor explain 报道.txt:12                why a figure was checked or not / 说明核对经过
  auditor rules list                         what is checked / 查看有哪些规则
  auditor export articles/ --to audit.xlsx   tables for further work / 导出表格
  auditor fix articles/                      show certain repairs / 显示有把握的修改"""


class _Commands(click.Group):
    """Imports a command only when it is called, or listed; complains in the language that is asked for."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        lang = language_of(args)
        try:
            context = super().make_context(info_name, args, parent, **extra)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.ClickException as error:
            raise Told(error, lang) from error
        context.meta.setdefault(LANGUAGE, lang)
        return context

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.ClickException as error:
            raise Told(error, ctx.meta[LANGUAGE]) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """
        Raises:
            click.UsageError: no such command, with what may have been meant.
        """
        name = args[0]
        if name in COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        said = unknown("command", name, COMMANDS)
        if Path(name).exists():
            said = Bilingual(
                f"没有“{name}”这个命令；要核对这个文件或文件夹，请用：auditor check {name}",
                f"unknown command {name!r}; to audit what has this name: auditor check {name}",
            )
        raise Misuse(said.zh, said.en, ctx)

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[name]), name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="auditor", message="%(prog)s %(version)s")
def cli() -> None:
    """Find the figures in Chinese articles, recompute what the prose claims, say what cannot be true.

    核对中文文章中的数字与说法，指出自相矛盾之处。
    """


def main() -> NoReturn:
    """Run and exit; 130 after Ctrl-C, as a shell expects."""
    gc.set_threshold(NEW_OBJECTS)
    try:
        code = cli.main(prog_name="auditor", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        sys.exit(_shown(error))
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        from auditor.cli.output import unprinted  # noqa: PLC0415 (help, or the version)

        sys.exit(_shown(Told(unprinted(error), language_of(sys.argv[1:]))))
    finally:
        gc.freeze()  # the process ends: no use in looking through all of it once more
    sys.exit(code if isinstance(code, int) else 0)


def _shown(error: click.ClickException) -> int:
    """The exit code of an error that was shown, if that is possible."""
    try:
        error.show()
    except OSError:
        from auditor.cli.output import let_go  # noqa: PLC0415

        let_go(sys.stderr)
    return error.exit_code
