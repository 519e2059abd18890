"""What may go wrong while a run is under way: a clear message, the right exit code, and nothing else lost.

Killed processes and Ctrl-C among several: tests/test_jobs.py.  A reader that has gone, and standard output on a full
disk: tests/test_cli.py.  A damaged cache: tests/test_cache.py.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WRONG = "全区共有企业31家，其中工业企业10家、服务业企业12家、农业企业8家。\n"
RIGHT = "全区共有企业30家，其中工业企业10家、服务业企业12家、农业企业8家。\n"
NEEDS_FIFO = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three articles; a cache is kept."""
    (tmp_path / "in").mkdir()
    for name, text in (("a", WRONG), ("b", RIGHT), ("c", WRONG + "又讯。\n")):
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUDITOR_NO_CACHE")
    return tmp_path


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "auditor", *arguments]


def surroundings(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en_GB.UTF-8", "PYTHONIOENCODING": "utf-8", **more}


def start(*arguments: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(*arguments),
        env=surroundings(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        # a background job of a shell may have been told to ignore it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )


def finish(
    *arguments: str, before: Callable[[], None] | None = None, folder: Path | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        env=surroundings(**more),
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        preexec_fn=before,
    )


def paths(output: str) -> list[str]:
    return [one["path"] for one in json.loads(output)["documents"]]


def while_it_runs(folder: Path, change: Callable[[], None], *arguments: str) -> tuple[int, str, str]:
    """A run whose first input is a pipe: `change` happens when all inputs are listed, and none but the pipe is read."""
    os.mkfifo(folder / "first.txt")
    with start("check", "first.txt", "in", "--format", "json", *arguments) as process:
        with (folder / "first.txt").open("w", encoding="utf-8") as pipe:  # waits until it is opened for reading
            change()
            pipe.write(RIGHT)
        output, said = process.communicate(timeout=60)
    return process.returncode, output, said


# ---- inputs


@NEEDS_FIFO
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_vanishes_meanwhile(folder: Path, jobs: str) -> None:
    code, output, said = while_it_runs(folder, (folder / "in" / "b.txt").unlink, "-j", jobs)
    assert code == 2
    assert said == "auditor: in/b.txt: the file vanished before it could be read\n"
    assert paths(output) == ["first.txt", "in/a.txt", "in/c.txt"]


@NEEDS_FIFO
def test_a_file_that_becomes_unreadable_meanwhile(folder: Path) -> None:
    """A loop of links and a folder cannot be read by anybody, root included."""

    def change() -> None:
        for name in ("a", "b"):
            (folder / "in" / f"{name}.txt").unlink()
        (folder / "in" / "a.txt").symlink_to("a.txt")
        (folder / "in" / "b.txt").mkdir()

    code, output, said = while_it_runs(folder, change)
    assert code == 2
    lines = said.splitlines()
    assert lines[0].startswith("auditor: in/a.txt: cannot be read: Too many levels of symbolic links")
    assert lines[1:] == ["auditor: in/b.txt: is a folder, not a file"]
    assert paths(output) == ["first.txt", "in/c.txt"]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_leave_to_read_it(folder: Path) -> None:
    (folder / "in" / "b.txt").chmod(0)
    done = finish("check", "in", "--format", "json")
    assert (done.returncode, done.stderr) == (2, "auditor: in/b.txt: permission denied\n")
    assert paths(done.stdout) == ["in/a.txt", "in/c.txt"]


@NEEDS_FIFO
def test_a_folder_that_vanishes_meanwhile(folder: Path) -> None:
    code, output, said = while_it_runs(folder, lambda: shutil.rmtree(folder / "in"))
    assert code == 2
    assert len(said.splitlines()) == 3
    assert paths(output) == ["first.txt"]


# ---- outputs


def no_file_above(size: int) -> Callable[[], None]:
    """As on a full disk, no file can grow beyond so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few blocks, all but one taken."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("needs leave to mount a small disk")
    try:
        (place / "filler").write_bytes(b"x" * (48 << 10))
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_report_on_a_full_disk_leaves_nothing(full_disk: Path) -> None:
    (full_disk / "report.html").write_text("the old one", encoding="utf-8")
    done = finish("check", "in", "--format", "html", "-o", str(full_disk / "report.html"))
    assert done.returncode == 2
    assert done.stderr == f"Error: {full_disk}/report.html: No space left on device\n"
    assert sorted(path.name for path in full_disk.iterdir()) == ["filler", "report.html"]
    assert (full_disk / "report.html").read_text(encoding="utf-8") == "the old one"


def test_a_cache_on_a_full_disk_costs_nothing_else(full_disk: Path) -> None:
    whole = finish("check", "in", "--no-cache")
    for _ in range(2):
        done = finish("check", "in", "--cache-dir", str(full_disk / "cache"))
        assert (done.returncode, done.stdout, done.stderr) == (1, whole.stdout, "")
    assert not list(full_disk.rglob("*.tmp"))


def test_a_report_that_grows_too_large_leaves_nothing(folder: Path) -> None:
    done = finish("check", "in", "--no-cache", "--format", "html", "-o", "report.html", before=no_file_above(4096))
    assert (done.returncode, done.stderr) == (2, "Error: report.html: File too large\n")
    assert [path.name for path in folder.iterdir()] == ["in"]


def test_a_folder_of_pages_that_cannot_be_written(folder: Path) -> None:
    done = finish("check", "in", "--no-cache", "--format", "html", "-o", "pages/", before=no_file_above(4096))
    assert done.returncode == 2
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert not [path for path in (folder / "pages").rglob("*") if path.suffix == ".tmp"]


def test_a_cache_that_cannot_grow_costs_nothing_else(folder: Path) -> None:
    whole = finish("check", "in", "--no-cache")
    for _ in range(2):
        done = finish("check", "in", before=no_file_above(300))
        assert (done.returncode, done.stdout, done.stderr) == (1, whole.stdout, "")
    assert not list(folder.rglob("*.tmp"))
    after = finish("check", "in")
    assert (after.returncode, after.stdout, after.stderr) == (1, whole.stdout, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_report_to_a_full_device(folder: Path) -> None:
    done = finish("check", "in", "-o", "/dev/full")
    assert (done.returncode, done.stderr) == (2, "Error: /dev/full: No space left on device\n")


def test_the_other_report_is_written_where_one_cannot_be(folder: Path) -> None:
    """The first in order; a run is not lost because a later place fails."""
    arguments = ("--format", "json", "-o", "report.json", "--format", "html", "-o", "report.html")
    done = finish("check", "in", "--no-cache", *arguments, before=no_file_above(40_000))
    assert (done.returncode, done.stderr) == (2, "Error: report.html: File too large\n")
    assert paths((folder / "report.json").read_text(encoding="utf-8")) == ["in/a.txt", "in/b.txt", "in/c.txt"]
    assert not (folder / "report.html").exists()


# ---- the cache where nothing can be kept


def test_no_home_and_no_folder_for_a_cache(folder: Path) -> None:
    """A file stands where the cache would be: as good as a folder that may not be written, for root as well."""
    whole = finish("check", "in", "--no-cache")
    (folder / ".auditor_cache").write_text("", encoding="utf-8")
    done = finish("check", "in", HOME="/nonexistent", TMPDIR="/nonexistent")
    assert (done.returncode, done.stdout, done.stderr) == (1, whole.stdout, "")


def test_a_place_for_the_cache_that_was_asked_for(folder: Path) -> None:
    (folder / "there").write_text("", encoding="utf-8")
    whole = finish("check", "in", "--no-cache")
    done = finish("check", "in", "--cache-dir", "there")
    assert (done.returncode, done.stdout) == (1, whole.stdout)
    assert done.stderr == "auditor: there: the cache cannot be written (File exists); nothing new is kept\n"


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody can write to, with a cache of the articles in it."""
    place = tmp_path / "read-only"
    place.mkdir()
    finish("check", "in/a.txt", "in/b.txt", "--cache-dir", str(place / "cache"))
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "--bind", "-o", "ro", str(place), str(place)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("needs leave to mount a folder read-only")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_read_only_cache_is_read(read_only: Path) -> None:
    whole = finish("check", "in", "--no-cache", "--format", "json")
    done = finish("check", "in", "--format", "json", "--cache-dir", str(read_only / "cache"))
    assert (done.returncode, done.stdout) == (1, whole.stdout)
    said = "the cache cannot be written (Permission denied); nothing new is kept"
    assert done.stderr == f"auditor: {read_only}/cache: {said}\n"


def test_a_read_only_working_folder(read_only: Path) -> None:
    done = finish("check", "../in", "--format", "json", folder=read_only)
    assert (done.returncode, done.stderr) == (1, "")
    assert len(paths(done.stdout)) == 3


# ---- Ctrl-C, and runs side by side


@NEEDS_FIFO
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_while_an_input_is_awaited(folder: Path, jobs: str) -> None:
    """The last input is a pipe that nobody writes to; what was audited before is known to the next run."""
    for number in range(12):
        (folder / "in" / f"n{number:02}.txt").write_text(RIGHT + f"第{number}号。\n", encoding="utf-8")
    os.mkfifo(folder / "last.txt")
    process = start("check", "in", "last.txt", "-o", "report", "-j", jobs)
    with process, (folder / "last.txt").open("w"):  # waits until all others are handed out
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        output, said = process.communicate(timeout=60)
    assert (process.returncode, output, said.strip()) == (130, "", "")
    assert not (folder / "report").exists()
    assert not list(folder.rglob("*.tmp"))
    assert len(list((folder / ".auditor_cache").rglob("*.json"))) > 3
    again = finish("check", "in", "-o", "report")
    assert (again.returncode, again.stdout, again.stderr) == (1, "", "")


def test_ctrl_c_at_any_time_leaves_no_half_entry(folder: Path) -> None:
    for number in range(30):
        (folder / "in" / f"n{number:02}.txt").write_text(WRONG * 3 + f"第{number}号。\n", encoding="utf-8")
    whole = finish("check", "in", "--no-cache").stdout
    codes = set()
    for tenths in (3, 5, 8, 12):
        with start("check", "in", "-j", "2", "-o", "report") as process:
            time.sleep(tenths / 10)
            os.killpg(process.pid, signal.SIGINT)
            _, said = process.communicate(timeout=60)
        codes.add(process.returncode)
        if process.returncode != -signal.SIGINT:  # which is Python's own, before it has begun or when it has ended
            assert "Traceback" not in said
            assert (folder / "report").exists() == (process.returncode == 1)
        (folder / "report").unlink(missing_ok=True)
    assert codes <= {130, 1, -signal.SIGINT}
    assert codes != {-signal.SIGINT}
    assert not list(folder.rglob("*.tmp"))
    done = finish("check", "in")
    assert (done.returncode, done.stdout, done.stderr) == (1, whole, "")


def test_two_runs_at_once_on_one_cache(folder: Path) -> None:
    for number in range(20):
        (folder / "in" / f"n{number:02}.txt").write_text(WRONG + f"第{number}号。\n", encoding="utf-8")
    whole = finish("check", "in", "--no-cache", "--format", "json").stdout
    runs = [start("check", "in", "--format", "json", "-j", jobs) for jobs in ("1", "2", "1")]
    for run in runs:
        output, said = run.communicate(timeout=120)
        assert (run.returncode, output, said) == (1, whole, "")
    assert not list(folder.rglob("*.tmp"))
    entries = len(list((folder / ".auditor_cache").rglob("*.json")))
    assert finish("check", "in", "--format", "json").stdout == whole
    assert len(list((folder / ".auditor_cache").rglob("*.json"))) == entries


def test_the_cache_vanishes_meanwhile(folder: Path) -> None:
    whole = finish("check", "in", "--no-cache", "--format", "json").stdout
    finish("check", "in")
    with start("check", "in", "--format", "json", "-j", "1") as process:
        until = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < until:
            shutil.rmtree(folder / ".auditor_cache", ignore_errors=True)
        output, said = process.communicate(timeout=60)
    assert (process.returncode, output, said) == (1, whole, "")
