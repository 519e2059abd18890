"""auditor.crew: many processes, one order; what a killed process costs; Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor.crew import cores

TESTS = Path(__file__).parent
each_way = pytest.mark.parametrize("way", ["fork", "spawn"])
PROGRAM = """
import multiprocessing, os
import auditor.cli, auditor.crew, auditor.cli.running
from jobs_auditor import Mortal
auditor.cli.running.load_auditor = Mortal
auditor.crew.context = lambda: multiprocessing.get_context(os.environ["WAY"])
if __name__ == "__main__":
    auditor.cli.main()
"""
# 杀 kills the process that audits it, 退 ends it, 等 waits as long as there is a file "wait" beside it.
MORTAL = """
import os, signal, time
from pathlib import Path
from report_samples import FakeAuditor

class Mortal(FakeAuditor):
    def audit(self, document):
        with Path("pids").open("a") as stream:
            stream.write(f"{os.getpid()}\\n")
        if "杀" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "退" in document.text:
            os._exit(3)
        while "等" in document.text and Path("wait").exists():
            time.sleep(0.01)
        return super().audit(document)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "jobs_auditor.py").write_text(MORTAL, encoding="utf-8")
    return tmp_path


def write(folder: Path, *texts: str) -> list[str]:
    for number, text in enumerate(texts):
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return [f"{number:02}.txt" for number in range(len(texts))]


def surroundings(way: str = "fork") -> dict[str, str]:
    path = os.pathsep.join((str(TESTS.parent), str(TESTS), "."))
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "LANG": "en_US.UTF-8", "WAY": way}


def check(way: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "program.py", "check", *arguments],
        env=surroundings(way),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def pids(folder: Path) -> list[int]:
    return [int(line) for line in (folder / "pids").read_text(encoding="utf-8").splitlines()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@each_way
def test_results_come_in_the_order_of_the_inputs(folder: Path, way: str) -> None:
    names = write(folder, *("坏" * (number % 3) + f" {number}" for number in range(30)))
    alone = check(way, *names, "missing.txt", "--format", "json", "-j", "1")
    assert len(set(pids(folder))) == 1
    many = check(way, *names, "missing.txt", "--format", "json", "-j", "3")
    assert 2 <= len(set(pids(folder))) <= 4
    assert (many.stdout, many.stderr, many.returncode) == (alone.stdout, alone.stderr, alone.returncode)
    assert [one["path"] for one in json.loads(many.stdout)["documents"]] == names


# In a long run, a process has several documents in hand.
@pytest.mark.parametrize(("count", "killed", "ended", "crashed"), [(12, 3, 4, 8), (160, 100, 101, 150)])
@each_way
def test_a_killed_process_costs_its_document(
    folder: Path, way: str, count: int, killed: int, ended: int, crashed: int
) -> None:
    texts = ["坏"] * count
    texts[killed], texts[ended], texts[crashed] = "杀", "退", "崩"
    names = write(folder, *texts)
    finished = check(way, *names, "--format", "json", "-j", "2", "--lang", "en")
    assert finished.returncode == 2
    assert finished.stderr.splitlines() == [
        f"auditor: {names[killed]}: not audited: its process was killed by signal 9",
        f"auditor: {names[ended]}: not audited: its process ended with code 3",
        f"auditor: {names[crashed]}: the audit failed: RuntimeError: 第一行 第二行",
    ]
    left = [one["path"] for one in json.loads(finished.stdout)["documents"]]
    assert left == [name for number, name in enumerate(names) if number not in (killed, ended, crashed)]


def test_short_documents_are_handed_out_together_and_long_ones_alone(folder: Path) -> None:
    def handed(text: str) -> list[int]:
        (folder / "hands").unlink(missing_ok=True)
        assert check("fork", *write(folder, *[text] * 200), "-j", "2").returncode == 0
        return [int(line) for line in (folder / "hands").read_text(encoding="utf-8").splitlines()]

    program = PROGRAM.replace(
        "if __name__",
        "give = auditor.crew._Shift._give\n"
        "def counted(self, together):\n"
        "    open('hands', 'a').write(f'{len(together)}\\n' * bool(together))\n"
        "    give(self, together)\n"
        "auditor.crew._Shift._give = counted\n"
        "if __name__",
    )
    (folder / "program.py").write_text(program, encoding="utf-8")
    short = handed("好")
    assert sum(short) == 200
    assert short[:30] == [1] * 30
    assert max(short) in range(4, 17)
    assert handed("好" * 5_000) == [1] * 200


def test_errors_do_not_wait_for_documents_that_were_not_handed_out(folder: Path) -> None:
    names = [*write(folder, *["好"] * 71), *(f"missing{number}.txt" for number in range(600))]
    finished = check("fork", *names, "--format", "json", "-j", "2", "--lang", "en")
    assert len(finished.stderr.splitlines()) == 600
    assert len(json.loads(finished.stdout)["documents"]) == 71


def test_it_is_said_in_chinese_too(folder: Path) -> None:
    finished = check("fork", *write(folder, *["坏"] * 9, "杀"), "-j", "2", "--lang", "zh")
    assert finished.stderr == "auditor: 09.txt: 核对此文的进程被信号 9 终止，此文未核对\n"


@pytest.mark.parametrize(
    ("texts", "most"),
    [(["坏"] * 8, 1), (["好" * 300_000], 1), (["好" * 150_000, "好" * 60_000, "坏"], 3), (["坏"] * 9, 3)],
)
def test_a_small_run_needs_no_other_process(folder: Path, texts: list[str], most: int) -> None:
    program = subprocess.Popen(
        [sys.executable, "program.py", "check", *write(folder, *texts), "--format", "jsonl", "-j", "2"],
        env=surroundings(),
        stdout=subprocess.DEVNULL,
    )
    program.wait(timeout=60)
    assert (set(pids(folder)) == {program.pid}) == (most == 1)


@each_way
def test_ctrl_c_ends_all_of_them_quietly(folder: Path, way: str) -> None:
    (folder / "wait").touch()
    names = write(folder, *["坏"] * 10, "等", "等", "等")
    with subprocess.Popen(
        [sys.executable, "program.py", "check", *names, "-j", "2", "-o", "report"],
        env=surroundings(way),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        until = time.monotonic() + 20
        while (not (folder / "pids").exists() or len(pids(folder)) < 12) and time.monotonic() < until:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
        try:
            said = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, said[0], said[1].strip()) == (130, b"", b"")
    assert not any(map(is_running, pids(folder)))
    assert not (folder / "report").exists()


def interrupt(folder: Path, way: str, names: list[str], at_work: str) -> None:
    """Ctrl-C, once a file of this name tells of each of two processes that it is at work."""
    with subprocess.Popen(
        [sys.executable, "program.py", "check", *names, "-j", "2"],
        env=surroundings(way),
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        until = time.monotonic() + 20
        while len(list(folder.glob(at_work))) < 2 and time.monotonic() < until:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=30)[1].strip() == b""
    assert process.returncode == 130
    assert len(pids(folder)) == 2


@each_way
def test_ctrl_c_lets_them_put_away_what_they_have_begun(folder: Path, way: str) -> None:
    program = (folder / "jobs_auditor.py").read_text(encoding="utf-8")
    slow = """        if "半" in document.text:
            half = Path(f"{os.getpid()}.half")
            try:
                half.touch()
                time.sleep(30)
            finally:
                half.unlink()
"""
    (folder / "jobs_auditor.py").write_text(
        program.replace('        if "杀"', slow + '        if "杀"'), encoding="utf-8"
    )
    interrupt(folder, way, write(folder, *["半"] * 12), "*.half")
    assert list(folder.glob("*.half")) == []


def test_a_process_that_does_not_hear_is_killed(folder: Path) -> None:
    program = (folder / "jobs_auditor.py").read_text(encoding="utf-8")
    deaf = """        if "聋" in document.text:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            Path(f"{os.getpid()}.deaf").touch()
            time.sleep(50)
"""
    (folder / "jobs_auditor.py").write_text(
        program.replace('        if "杀"', deaf + '        if "杀"'), encoding="utf-8"
    )
    (folder / "program.py").write_text(
        PROGRAM.replace("if __name__", "auditor.crew._SECONDS_TO_END = 0.2\nif __name__"), encoding="utf-8"
    )
    interrupt(folder, "fork", write(folder, *["聋"] * 12), "*.deaf")
    until = time.monotonic() + 10  # killed, it may still take a moment to go
    while any(map(is_running, pids(folder))) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(is_running, pids(folder)))


def test_processes_end_with_one_that_is_killed(folder: Path) -> None:
    (folder / "wait").touch()
    names = write(folder, *["坏"] * 10, "等", "等")
    process = subprocess.Popen(
        [sys.executable, "program.py", "check", *names, "-j", "2"],
        env=surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 20
    while (not (folder / "pids").exists() or len(pids(folder)) < 12) and time.monotonic() < until:
        time.sleep(0.02)
    process.kill()
    process.wait(timeout=30)
    (folder / "wait").unlink()
    while any(map(is_running, pids(folder))) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(is_running, pids(folder)))


def test_documents_are_compared_whatever_process_audits_them(folder: Path) -> None:
    passage = "青禾县农技站在河西片区开展秋播指导，组织技术员逐村查看墒情，并为种粮大户讲解药剂拌种的用量与时机。" * 1
    more = "活动期间共发放明白纸六百份，现场答复农户提问，站里还公布了咨询电话，安排专人值守到播种结束为止。"
    names = write(folder, passage + more, *(f"第{number}号简报，今日无事。\n" for number in range(20)), passage + more)
    runs = [
        subprocess.run(
            [sys.executable, "-m", "auditor", "check", *names, "--no-config", "--format", "json", "-j", jobs],
            env=surroundings(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        for jobs in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    found = json.loads(runs[1].stdout)["documents"][-1]["findings"]
    assert any(related.get("path") == "00.txt" for one in found for related in one["related"])


def test_the_cores_are_those_that_may_be_used() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
