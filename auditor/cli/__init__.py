"""The command line.  Alone prints and exits; what it does not need, it does not import.

One module a command, named in `program.COMMANDS` and imported when it is called.
"""

from __future__ import annotations

from auditor.cli.program import cli, main

__all__ = ["cli", "main"]
