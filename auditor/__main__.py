"""`python -m auditor`, and the command `auditor`."""

from __future__ import annotations

import atexit
import os
import sys
from typing import NoReturn

_INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line, ready for Ctrl-C before the rest is imported, and exit with its code."""
    try:
        _open_closed()
        from auditor.cli import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        _leave(_INTERRUPTED)
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        _leave(end.code)


def _open_closed() -> None:
    """Output that the shell has closed (`>&-`) goes nowhere; else the next file to be opened would take its number.
    It stays open for as long as the program runs."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _is_measured() -> bool:
    """Does a profiler, a debugger or a measurement of coverage look on?"""
    monitoring = getattr(sys, "monitoring", None)  # from 3.12 on
    looks_on = monitoring is not None and any(monitoring.get_tool(number) for number in range(6))
    return looks_on or sys.gettrace() is not None or sys.getprofile() is not None


def _leave(code: int) -> NoReturn:
    """Exit without taking apart all that was loaded, which takes some hundredths of a short run (mypy does the same)."""
    if _is_measured():
        sys.exit(code)  # whoever measures has yet to write down what was seen
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except Exception:  # a full disk, no standard output: Python says on its own way out what there is to say
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
