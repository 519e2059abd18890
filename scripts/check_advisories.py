"""Asks for known vulnerabilities of the locked packages; exit code 1 if there are any.

    python scripts/check_advisories.py [LOCK]...

By default those that `auditor` itself needs.  Where the advisories cannot be reached, or do not know the packages, it
says so and gives exit code 0: a machine without the network can be used for work all the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_LOCK = ROOT / "ci" / "locks" / "run.txt"
_OPTIONS = ("--format=json", "--require-hashes", "--disable-pip", "--progress-spinner=off", "--timeout=10")


def main(arguments: list[str]) -> int:
    """Ask for every lock; the exit code."""
    failed = False
    for lock in [Path(argument) for argument in arguments] or [_LOCK]:
        answer = ask(lock)
        failed |= any(bool(one.get("vulns")) for one in answer or ())
        for line in told(lock, answer):
            print(line)
    return int(failed)


def ask(lock: Path) -> list[dict[str, Any]] | None:
    """What pip-audit says of each package; None if it could not ask."""
    command = [sys.executable, "-m", "pip_audit", *_OPTIONS, "--requirement", str(lock)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None
    return found


def told(lock: Path, answer: list[dict[str, Any]] | None) -> Iterator[str]:
    """The answer in words."""
    if answer is None:
        yield f"advisories: SKIPPED for {lock.name}: they cannot be reached from here"
        return
    known = [one for one in answer if "skip_reason" not in one]
    unknown = len(answer) - len(known)
    if unknown:
        yield f"advisories: SKIPPED for {unknown} of {len(answer)} packages in {lock.name}: nothing is known of them here"
    for one in known:
        for advisory in one["vulns"]:
            fixed = ", ".join(advisory["fix_versions"]) or "no version yet"
            yield f"{one['name']} {one['version']}: {advisory['id']}, mended in {fixed}; run: make lock"
    if known:
        yield f"advisories: {len(known)} packages in {lock.name} asked for"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
