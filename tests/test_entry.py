"""How the program begins and ends: `auditor.__main__`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = "import runpy; sys.argv = ['auditor', *sys.argv[1:]]; runpy.run_module('auditor', run_name='__main__')"
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")


@pytest.fixture(params=["", "1"], autouse=True)
def unbuffered(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams with a buffer, and without."""
    monkeypatch.setenv("PYTHONUNBUFFERED", request.param)


def run(
    before: str, *arguments: str, stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    """The program as it is called, something being done before and after in the same process."""
    return subprocess.run(
        [sys.executable, "-c", f"import sys\n{before}\ntry: {RUN}\nfinally: print('after')", *arguments],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "LANG": "en_GB.UTF-8"},
        stdout=stdout,
        stderr=stderr,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_ctrl_c_while_the_program_is_imported() -> None:
    done = run(
        "class Finder:\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'auditor.cli.program': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Finder())",
        "--version",
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["no-such-command"], 2)])
def test_what_waits_for_the_end_is_done(arguments: list[str], code: int) -> None:
    done = run("import atexit; atexit.register(lambda: print('last', end=''))", *arguments)
    assert done.returncode == code
    assert done.stdout.endswith("last")


def test_the_end_takes_nothing_apart_unless_somebody_measures() -> None:
    assert "after" not in run("", "--version").stdout
    assert "after" in run("sys.setprofile(lambda *_: None)", "--version").stdout


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("options", ["", "-o report"])
def test_output_that_the_shell_has_closed(tmp_path: Path, options: str, closed: str) -> None:
    (tmp_path / "a.txt").write_text(
        "全区共有企业31家，其中工业企业10家、服务业企业12家、农业企业8家。\n", encoding="utf-8"
    )
    done = subprocess.run(
        [
            "/bin/sh",
            "-c",
            f'"$0" -m auditor check a.txt --cache-dir c {options} {closed}',
            sys.executable,
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert not options or "31家" in (tmp_path / "report").read_text(encoding="utf-8")


def test_a_profile_is_written(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cProfile", "-o", str(tmp_path / "profile"), "-m", "auditor", "--version"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=60, cwd=Path(__file__).parents[1])
    assert (tmp_path / "profile").stat().st_size > 1000


@FULL
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"]])
def test_help_that_cannot_be_printed(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = run("", *arguments, stdout=full.fileno())
    assert (done.returncode, done.stderr) == (2, "Error: standard output: No space left on device\n")


@FULL
def test_a_complaint_that_cannot_be_printed() -> None:
    with Path("/dev/full").open("w") as full:
        done = run("", "no-such-command", stderr=full.fileno())
    assert (done.returncode, done.stdout) == (2, "")


@FULL
def test_what_could_not_be_printed_at_the_end() -> None:
    with Path("/dev/full").open("w") as full:
        done = run("import atexit; atexit.register(lambda: print('last'))", "no-such-command", stdout=full.fileno())
    assert done.returncode in {2, 120}  # the latter where it is buffered
    assert "No space left" in done.stderr
