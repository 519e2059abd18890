"""auditor.cli: options, exit codes, where output goes, and what happens when things go wrong."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from report_samples import FakeAuditor

import auditor.cli
from auditor import __version__
from auditor.cli.output import write
from auditor.report.environment import default_language, wants_color
from auditor.report.json_report import schema
from auditor.report.saving import save

if TYPE_CHECKING:
    from typing_extensions import Buffer

Run = Callable[..., Result]
TESTS = Path(__file__).parent
# The real command line around the fake engine, for runs in a process of their own.
PROGRAM = (
    "import auditor.cli.running, report_samples\n"
    "auditor.cli.running.load_auditor = report_samples.FakeAuditor\n"
    "auditor.cli.main()\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: one clean article and one for each severity."""
    for name, text in (
        ("clean", "好 12"),
        ("error", "坏\n"),
        ("warning", "疑"),
        ("note", "注"),
        ("crash", "崩"),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("auditor.cli.running.load_auditor", FakeAuditor)
    return tmp_path


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: str, data: bytes | None = None) -> Result:
        return CliRunner().invoke(auditor.cli.cli, arguments, input=data)

    return invoke


def command(program: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", program, *arguments]


def surroundings(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS))), **more}


def finish(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(PROGRAM, *arguments),
        env=surroundings(**environment),
        capture_output=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    ("fail_on", "codes"),
    [
        ("error", {"clean": 0, "note": 0, "warning": 0, "error": 1}),
        ("warning", {"clean": 0, "note": 0, "warning": 1, "error": 1}),
        ("note", {"clean": 0, "note": 1, "warning": 1, "error": 1}),
        ("never", {"clean": 0, "note": 0, "warning": 0, "error": 0}),
    ],
)
def test_exit_code_follows_fail_on(run: Run, fail_on: str, codes: dict[str, int]) -> None:
    found = {name: run("check", f"{name}.txt", "--fail-on", fail_on).exit_code for name in codes}
    assert found == codes


def test_fail_on_is_warning_unless_told(run: Run) -> None:
    assert [run("check", f"{name}.txt").exit_code for name in ("note", "warning")] == [0, 1]


def test_input_errors_win_but_the_others_are_audited(run: Run, folder: Path) -> None:
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02\x03\x04\x05\x06")
    result = run("check", "missing.txt", "binary.txt", "error.txt", "clean.txt", "--fail-on", "never")
    assert result.exit_code == 2
    assert [line.split(": ")[:2] for line in result.stderr.splitlines()] == [
        ["auditor", "missing.txt"],
        ["auditor", "binary.txt"],
    ]
    assert "error.txt\n  1:1  错误" in result.stdout
    assert "2 个文件" in result.stdout
    assert "2 个输入无法核对" in result.stdout


def test_a_crash_costs_only_its_document(run: Run) -> None:
    result = run("check", "crash.txt", "error.txt", "--format", "json", "--lang", "en")
    assert result.exit_code == 2
    assert result.stderr == "auditor: crash.txt: the audit failed: RuntimeError: 第一行 第二行\n"
    report = json.loads(result.stdout)
    Draft202012Validator(schema()).validate(report)
    assert [document["path"] for document in report["documents"]] == ["error.txt"]
    assert [error["path"] for error in report["errors"]] == ["crash.txt"]


def test_an_engine_that_does_not_load_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_lang: str, _ruling: object) -> FakeAuditor:
        raise ValueError("rules/a.yaml:3: unknown key")

    monkeypatch.setattr("auditor.cli.running.load_auditor", refuse)
    result = run("check", "clean.txt")
    assert result.exit_code == 2
    assert result.stderr == "错误：ValueError: rules/a.yaml:3: unknown key\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "clean.txt", "--format", "xml"),
        ("check", "clean.txt", "--fail-on", "holds"),
        ("check", "clean.txt", "--encoding", "no-such-code"),
        ("check", "clean.txt", "--lang", "fr"),
        ("check", "clean.txt", "-o", "missing/report.txt"),
        ("check", "clean.txt", "-o", "."),
        ("figures",),
        ("figures", "clean.txt", "--format", "text"),
        ("no-such-command",),
    ],
)
def test_usage_errors(run: Run, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    for locale, usage, problem in (("en_GB.UTF-8", "Usage: ", "\nError: "), ("zh_CN.UTF-8", "用法：", "\n错误：")):
        monkeypatch.setenv("LANG", locale)
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith(usage)
        assert problem in result.stderr
        assert result.stdout == ""


def test_standard_input(run: Run) -> None:
    result = run("check", "-", data="疑".encode("gb18030") + "的记者在市政府".encode("gb18030"))
    assert result.exit_code == 1
    assert result.stdout.startswith("（标准输入）\n  1:1  警告")
    report = json.loads(run("check", "-", "--format", "json", data="疑".encode()).stdout)
    assert report["documents"][0]["path"] == "-"


def test_encoding_is_passed_on(run: Run, folder: Path) -> None:
    (folder / "big5.txt").write_bytes("坏".encode("cp950", "ignore") + "疑".encode("cp950"))
    report = json.loads(run("check", "big5.txt", "--encoding", "big5", "--format", "json").stdout)
    assert report["documents"][0]["encoding"] == "cp950"
    assert report["summary"]["warning"] == 1
    assert run("check", "clean.txt", "--encoding", "ascii").exit_code == 2


def test_folders_and_wildcards(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "crash.txt").rename(folder / "sub" / "crash.log")
    (folder / "sub" / "deep.md").write_text("注", encoding="utf-8")
    for arguments in ((".",), ("**/*.txt", "**/*.md"), ("*.txt", "sub")):
        report = json.loads(run("check", *arguments, "--format", "json").stdout)
        assert report["summary"]["documents"] == 5
        assert report["errors"] == []


def test_language_of_report_and_engine(run: Run) -> None:
    assert "错误  FIG201  zh:坏" in run("check", "error.txt", "--lang", "zh").stdout
    assert "error  FIG201  en:坏" in run("check", "error.txt", "--lang", "en").stdout
    assert "找不到" in run("check", "missing.txt", "--lang", "zh").stderr
    assert "no such file" in run("check", "missing.txt", "--lang", "en").stderr


def test_language_from_the_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "错误" in run("check", "error.txt").stdout
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert "error  FIG201" in run("check", "error.txt").stdout


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "zh_TW.Big5"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "fr_FR", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US"}, "zh"),
    ],
)
def test_default_language(environment: dict[str, str], language: str) -> None:
    assert default_language(environment) == language


@pytest.mark.parametrize(
    ("choice", "terminal", "environment", "colored"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": "0"}, False),
        ("auto", False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_wants_color(choice: str, terminal: bool, environment: dict[str, str], colored: bool) -> None:
    assert wants_color(choice, terminal, environment) is colored


def test_color_of_a_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("check", "error.txt").stdout
    assert "\x1b[" in run("check", "error.txt", "--color", "always").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check", "error.txt").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("check", "error.txt").stdout


def test_verbose(run: Run) -> None:
    assert "clean.txt" not in run("check", "clean.txt").stdout
    assert "核对过的关系 · 数字 1 个" in run("check", "clean.txt", "-v").stdout


def test_output_is_what_would_be_printed(run: Run, folder: Path) -> None:
    for form in ("text", "json"):
        printed = run("check", "error.txt", "--format", form)
        written = run("check", "error.txt", "--format", form, "-o", "report")
        assert (written.exit_code, written.stdout) == (1, "")
        assert (folder / "report").read_text(encoding="utf-8") == printed.stdout
    assert run("check", "error.txt", "-o", "-").stdout != ""


def test_output_replaces_at_once_and_keeps_permissions(folder: Path) -> None:
    target, link = folder / "report", folder / "link"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to("report")
    with target.open("rb") as reader:
        save(link, b"new")
        assert reader.read() == b"old"
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o640)
    assert link.is_symlink()
    mask = os.umask(0o027)
    try:
        save(folder / "fresh", b"new")
    finally:
        os.umask(mask)
    assert (folder / "fresh").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_output_that_fails_leaves_the_old_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    (folder / "report").write_bytes(b"old")
    before = sorted(folder.iterdir())

    def refuse(_handle: int) -> None:
        raise failure

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(type(failure)):
        save(folder / "report", b"new")
    assert (folder / "report").read_bytes() == b"old"
    assert sorted(folder.iterdir()) == before


def test_output_that_cannot_be_made_to_its_end_leaves_the_old_file(folder: Path) -> None:
    (folder / "report").write_bytes(b"old")
    before = sorted(folder.iterdir())

    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save(folder / "report", pieces())
    assert (folder / "report").read_bytes() == b"old"
    assert sorted(folder.iterdir()) == before


def test_output_failure_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    result = run("check", "clean.txt", "-o", "report")
    assert (result.exit_code, result.stderr) == (2, "错误：report: 磁盘已满\n")


def test_output_never_replaces_an_input(run: Run, folder: Path) -> None:
    result = run("check", "error.txt", "-o", "./error.txt")
    assert result.exit_code == 2
    assert (folder / "error.txt").read_text(encoding="utf-8") == "坏\n"


def test_output_goes_into_a_pipe_instead_of_replacing_it(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    reader = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        save(folder / "pipe", b"report")
        assert os.read(reader, 100) == b"report"
    finally:
        os.close(reader)
    assert (folder / "pipe").is_fifo()


def test_output_that_takes_little_at_a_time_gets_all(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = bytearray()

    class Narrow(io.RawIOBase):
        def write(self, data: Buffer, /) -> int:
            taken.extend(bytes(data)[:7])
            return min(7, len(bytes(data)))

    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=Narrow(), encoding="utf-8"))
    write("一行文字\n" * 10, "text")
    assert taken.decode("utf-8") == "一行文字\n" * 10


def test_figures(run: Run) -> None:
    table = run("figures", "clean.txt")
    assert table.exit_code == 0
    assert table.stdout.startswith("clean.txt\n")
    assert "1:3" in table.stdout
    parsed = json.loads(run("figures", "clean.txt", "error.txt", "--format", "json").stdout)
    assert [document["path"] for document in parsed["documents"]] == ["clean.txt", "error.txt"]
    assert parsed["documents"][0]["figures"][0]["value"] == "12"
    assert run("figures", "error.txt").exit_code == 0
    assert run("figures", "missing.txt", "clean.txt").exit_code == 2


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout == f"auditor {__version__}\n"
    for arguments in (("--help",), ("check", "--help"), ("figures", "--help")):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "Examples:\n" in result.stdout
    assert "Exit codes:\n" in run("check", "-h").stdout


def test_main_turns_an_interrupt_into_130(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "stop.txt").write_text("断", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["auditor", "check", "stop.txt", "-o", "report"])
    with pytest.raises(SystemExit) as caught:
        auditor.cli.main()
    assert caught.value.code == 130
    assert not (folder / "report").exists()


def test_process_interrupted() -> None:
    announced = PROGRAM.replace(
        "report_samples.FakeAuditor",
        "lambda lang, ruling: print('ready', file=sys.stderr, flush=True) or report_samples.FakeAuditor(lang)",
    )
    with subprocess.Popen(
        command("import sys\n" + announced, "check", "-"),
        env=surroundings(),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a shell that runs the tests in the background has them ignore Ctrl-C, and children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"ready\n"
        time.sleep(0.2)  # by then it waits for its standard input
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        finally:
            process.kill()
        assert process.stderr.read().strip() == b""
    assert process.returncode == 130


def test_process_codes_and_streams() -> None:
    finished = finish("check", "error.txt", "missing.txt", "clean.txt", LANG="en_US.UTF-8")
    assert finished.returncode == 2
    assert finished.stdout.decode().startswith("error.txt\n  1:1  error")
    assert finished.stderr.decode().count("\n") == 1
    assert [finish("check", name).returncode for name in ("clean.txt", "error.txt")] == [0, 1]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_process_with_a_reader_that_goes_away(folder: Path, unbuffered: str) -> None:
    (folder / "long.txt").write_text("坏\n" * 20_000, encoding="utf-8")
    with subprocess.Popen(
        command(PROGRAM, "check", "long.txt"),
        env=surroundings(PYTHONUNBUFFERED=unbuffered),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_process_whose_output_cannot_be_written() -> None:
    with Path("/dev/full").open("wb") as full:
        finished = subprocess.run(
            command(PROGRAM, "check", "clean.txt"),
            env=surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=30,
            check=False,
        )
    assert finished.returncode == 2
    assert finished.stderr == "错误：标准输出：磁盘已满\n".encode()


def test_process_prints_what_a_poor_terminal_can_show() -> None:
    assert b"error.txt" in finish("check", "error.txt", PYTHONIOENCODING="ascii").stdout
    printed = finish("check", "error.txt", "--format", "json", PYTHONIOENCODING="ascii").stdout
    assert json.loads(printed.decode("utf-8"))["documents"][0]["findings"][0]["message"] == "zh:坏"


def test_process_with_a_file_name_that_is_no_text(folder: Path) -> None:
    name = os.fsdecode(b"\xb1\xa8\xb5\xc0.txt")
    (folder / name).write_text("坏", encoding="utf-8")
    finished = finish("check", name)
    assert (finished.stderr, "坏" in finished.stdout.decode("utf-8")) == (b"", True)
    printed = finish("check", name, "--format", "json").stdout
    assert json.loads(printed)["documents"][0]["path"] == name


def test_check_imports_no_more_than_it_needs() -> None:
    heavy = ("pandas", "great_expectations", "jsonschema", "charset_normalizer", "tabulate")
    program = (
        "import contextlib, sys\n"
        + PROGRAM.replace("auditor.cli.main()", "with contextlib.suppress(SystemExit): auditor.cli.main()")
        + f"sys.exit(' '.join(sorted(set({heavy!r}) & set(sys.modules))) or 0)"
    )
    finished = subprocess.run(
        command(program, "check", "clean.txt"),
        env=surroundings(),
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout != b""
