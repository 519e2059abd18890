"""Repairs: what they may touch, that bytes around them stay, the diff, and the command."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from gold import audit
from hypothesis import given
from hypothesis import strategies as st
from report_samples import make_finding

import auditor.cli
from auditor.model import DocumentReport, Edit, Span
from auditor.reading.decoding import decode
from auditor.repair import RepairError, apply, apply_to_bytes, certain_edits, is_harmless
from auditor.report.diff import unified_diff

TWICE = "今年启动启动河东片区的改造。\n"
ONCE = "今年启动河东片区的改造。\n"


def edits_of(text: str) -> tuple[Edit, ...]:
    return certain_edits(audit(text))


def with_edits(text: str, *edits: Edit) -> DocumentReport:
    """A report whose only finding brings these edits; the figures are those of the audit."""
    report = audit(text)
    return replace(report, findings=(replace(make_finding(Span(0, 1)), edits=edits),))


# -- what is certain ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (TWICE, ONCE),
        ("這座橋是是村裏修的，村裏人都說好。", "這座橋是村裏修的，村裏人都說好。"),
        # 启动|启动仪式 may be meant; only the particle is certain
        ("单产高于于去年，启动启动仪式前已经收割。", "单产高于去年，启动启动仪式前已经收割。"),
        ("的的的的的确确", "的的的的的确确"),
        ("没有一处要改。", "没有一处要改。"),
    ],
)
def test_repairs_of_an_audit(text: str, right: str) -> None:
    assert apply(text, edits_of(text)) == right


def test_repaired_text_needs_no_repair() -> None:
    assert not edits_of(apply(TWICE, edits_of(TWICE)))


@pytest.mark.parametrize("edit", [(4, 6, ""), (3, 5, ""), (5, 7, "9"), (4, 9, "12万"), (5, 5, "0"), (0, 12, "全县")])
def test_an_edit_that_touches_a_figure_is_refused(edit: tuple[int, int, str]) -> None:
    text = "全县共有128家企业在库。"
    start, end, new = edit
    assert not certain_edits(with_edits(text, Edit(Span(start, end), new)))


def test_an_edit_beside_a_figure_is_made() -> None:
    text = "全县共共有128家企业在库。"
    report = with_edits(text, Edit(Span(3, 4), ""))
    assert apply(text, certain_edits(report)) == "全县共有128家企业在库。"


@pytest.mark.parametrize("text", ["电话１２３４５", "型号A12", "12、13"])
def test_digits_that_are_no_figures_are_left_alone_too(text: str) -> None:
    assert not is_harmless(text, Edit(Span(0, len(text)), ""), ())


@pytest.mark.parametrize("new", ["\n", "甲\r\n", ""])
def test_line_ends_are_left_alone(new: str) -> None:
    assert not is_harmless("甲\n乙", Edit(Span(0, 2), new), ())


def test_of_edits_that_overlap_the_first_is_made() -> None:
    text = "甲乙丙丁戊"
    report = with_edits(
        text, Edit(Span(0, 2), "子"), Edit(Span(1, 3), "丑"), Edit(Span(3, 4), "寅"), Edit(Span(3, 4), "卯")
    )
    assert apply(text, certain_edits(report)) == "子丙" + "卯戊"


# -- bytes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("gb18030", b""),
        ("gb18030", b"\x84\x31\x95\x33"),
    ],
)
def test_mark_encoding_and_line_ends_stay(encoding: str, mark: bytes, end: str) -> None:
    text = f"标题{end}{TWICE.strip()}{end}结尾𠀀{end}"
    data = mark + text.encode(encoding)
    decoded = decode(data, encoding)
    changed = apply_to_bytes(data, decoded.text, decoded.encoding, edits_of(decoded.text))
    assert changed == mark + text.replace("启动启动", "启动").encode(encoding)


def test_a_character_with_two_codes_keeps_the_one_it_had() -> None:
    """Code page 950 reads A1C3 and A1C5 as others do, and F9FA as 2550, which it writes as F9F9."""
    data = "他是是村長。".encode("cp950") + b"\xf9\xf9\xf9\xfa" + "完".encode("cp950")
    text = data.decode("cp950")
    changed = apply_to_bytes(data, text, "cp950", [Edit(Span(1, 2), "")])
    assert changed == "他是村長。".encode("cp950") + b"\xf9\xf9\xf9\xfa" + "完".encode("cp950")


def test_a_character_that_the_encoding_lacks_is_refused() -> None:
    data = "甲乙".encode("gb2312")
    with pytest.raises(RepairError):
        apply_to_bytes(data, "甲乙", "gb2312", [Edit(Span(0, 1), "𠀀")])


def test_bytes_of_another_text_are_refused() -> None:
    with pytest.raises(RepairError):
        apply_to_bytes("别的字".encode(), "甲乙", "utf-8", [Edit(Span(0, 1), "")])


@given(st.text(alphabet="甲乙𠀀a\n\r9", max_size=20), st.data())
def test_bytes_and_text_are_edited_alike(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edits = [Edit(Span(start, end), data.draw(st.text(alphabet="丙𠀀", max_size=3)))]
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        assert apply_to_bytes(text.encode(encoding), text, encoding, edits).decode(encoding) == apply(text, edits)


# -- the diff ----------------------------------------------------------------------------------------


def test_a_diff_shows_the_lines_around() -> None:
    text = "".join(f"第{name}行\n" for name in "甲乙丙丁戊己庚辛")
    at = text.index("丁")
    assert unified_diff("a.txt", text, [Edit(Span(at, at + 1), "口")]) == (
        "--- a/a.txt\n+++ b/a.txt\n@@ -1,7 +1,7 @@\n"
        " 第甲行\n 第乙行\n 第丙行\n-第丁行\n+第口行\n 第戊行\n 第己行\n 第庚行\n"
    )


def test_no_edits_no_diff() -> None:
    assert unified_diff("a.txt", "甲\n", []) == ""


def test_a_last_line_without_its_end_is_told() -> None:
    diff = unified_diff("a.txt", "甲乙", [Edit(Span(0, 1), "")])
    assert diff.splitlines()[3:] == ["-甲乙", "\\ No newline at end of file", "+乙", "\\ No newline at end of file"]


@pytest.mark.parametrize("text", ["a1\r\na2\r\na3\r\n" * 9, "a1\na2", "a\n" * 30, "a1\ra2\n\n\na3\n" * 5])
def test_patch_applies_the_diff(text: str, tmp_path: Path) -> None:
    places = [at for at, char in enumerate(text) if char == "a"][::4]
    edits = [Edit(Span(at, at + 1), "bb") for at in places]
    (tmp_path / "x.txt").write_text(text, encoding="utf-8", newline="")
    command = ["patch", "-p1", "--binary", "-s"]
    try:
        subprocess.run(command, cwd=tmp_path, input=unified_diff("x.txt", text, edits).encode(), check=True, timeout=30)
    except FileNotFoundError:
        pytest.skip("patch is not installed")
    assert (tmp_path / "x.txt").read_bytes() == apply(text, edits).encode()


# -- the command -------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "twice.txt").write_bytes(TWICE.encode())
    (tmp_path / "good.txt").write_bytes("没有一处要改。\n".encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fix(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(auditor.cli.cli, ["fix", "--lang", "en", *arguments], input=stdin)


def test_the_diff_is_shown_and_nothing_written(folder: Path) -> None:
    for arguments in (["twice.txt"], ["twice.txt", "--diff"]):
        result = fix(*arguments)
        assert result.exit_code == 1
        assert f"-{TWICE}+{ONCE}" in result.stdout
        assert "1 repairs in 1 files" in result.stderr
    assert (folder / "twice.txt").read_bytes() == TWICE.encode()


def test_nothing_to_repair(folder: Path) -> None:
    result = fix("good.txt")
    assert (result.exit_code, result.stdout) == (0, "")


def test_write_changes_the_file_and_keeps_its_mode(folder: Path) -> None:
    path = folder / "twice.txt"
    path.chmod(0o640)
    result = fix("twice.txt", "good.txt", "--write")
    assert (result.exit_code, result.stdout) == (0, "")
    assert path.read_bytes() == ONCE.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["good.txt", "twice.txt"]
    assert fix("twice.txt").exit_code == 0


def test_backups_are_kept_and_never_overwritten(folder: Path) -> None:
    path = folder / "twice.txt"
    (folder / "twice.txt.bak").write_bytes(b"older")
    assert fix("twice.txt", "--write", "--backup").exit_code == 0
    assert (folder / "twice.txt.bak").read_bytes() == b"older"
    assert (folder / "twice.txt.bak2").read_bytes() == TWICE.encode()
    assert path.read_bytes() == ONCE.encode()
    assert not (folder / "good.txt.bak").exists()


def test_a_backup_without_write_is_a_usage_error(folder: Path) -> None:
    assert fix("twice.txt", "--backup").exit_code == 2


def test_standard_input_is_shown_but_never_written(folder: Path) -> None:
    shown = fix("-", stdin=TWICE.encode())
    assert shown.exit_code == 1
    assert f"+{ONCE}" in shown.stdout
    refused = fix("-", "--write", stdin=TWICE.encode())
    assert refused.exit_code == 2
    assert "not a regular file" in refused.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    writer = subprocess.Popen([sys.executable, "-c", f"open('pipe.txt', 'wb').write({TWICE.encode()!r})"], cwd=folder)
    result = fix("pipe.txt", "--write")
    writer.wait(30)
    assert result.exit_code == 2
    assert "not a regular file" in result.stderr


def test_a_link_is_followed(folder: Path) -> None:
    (folder / "link.md").symlink_to("twice.txt")
    assert fix("link.md", "--write").exit_code == 0
    assert (folder / "link.md").is_symlink()
    assert (folder / "twice.txt").read_bytes() == ONCE.encode()


def test_one_bad_input_does_not_cost_the_others(folder: Path) -> None:
    result = fix("missing.txt", "twice.txt", "--write")
    assert result.exit_code == 2
    assert (folder / "twice.txt").read_bytes() == ONCE.encode()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the folder can always be written")
def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        result = fix("twice.txt", "--write")
    finally:
        folder.chmod(0o700)
    assert result.exit_code == 2
    assert (folder / "twice.txt").read_bytes() == TWICE.encode()


def test_figures_survive_every_repair(folder: Path) -> None:
    text = "全县启动启动河东改造，共投入3.2亿元，高于于去年的2.9亿元。\n"
    (folder / "figures.txt").write_text(text, encoding="utf-8")
    fix("figures.txt", "--write")
    changed = (folder / "figures.txt").read_text(encoding="utf-8")
    assert changed == "全县启动河东改造，共投入3.2亿元，高于去年的2.9亿元。\n"
    assert [one.text for one in audit(changed).figures] == [one.text for one in audit(text).figures]


def test_only_what_is_on_is_repaired(folder: Path) -> None:
    assert "-今年启动启动" in fix("twice.txt").stdout
    (folder / "auditor.toml").write_text('ignore = ["duplicate"]\n', encoding="utf-8")
    assert (fix("twice.txt").exit_code, fix("twice.txt").stdout) == (0, "")
    assert fix("twice.txt", "--no-config").exit_code == 1
    assert fix("twice.txt", "--select", "script").exit_code == 0


def test_showing_and_writing_exclude_each_other(folder: Path) -> None:
    before = (folder / "twice.txt").read_bytes()
    assert fix("twice.txt", "--diff", "--write").exit_code == 2
    assert (folder / "twice.txt").read_bytes() == before
