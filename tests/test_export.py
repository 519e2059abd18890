"""`auditor export`, and the files that it writes, read back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import auditor
from auditor.cli import cli

pd = pytest.importorskip("pandas", reason="needs auditor[pandas]")
openpyxl = pytest.importorskip("openpyxl", reason="reads back what was written: pip install openpyxl")

from auditor.frames.columns import TABLES  # noqa: E402
from auditor.frames.making import make_frame  # noqa: E402
from auditor.frames.writing import write_tables  # noqa: E402

WRONG = "2023年共获得荣誉29项（国家级荣誉5项、省级荣誉13项、市级荣誉14项），气温-6.7℃。\n"
RIGHT = "本區共有學校３２所，其中小學２０所、中學１２所。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def export(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", "--lang", "en", *arguments])


def test_a_file_is_named_after_its_table(folder: Path) -> None:
    assert export("甲.txt", "乙.txt", "--to", "figures.csv", "--to", "claims.parquet").exit_code == 0
    expected = auditor.audit([Path("甲.txt"), Path("乙.txt")], lang="en")
    pd.testing.assert_frame_equal(pd.read_parquet(folder / "claims.parquet"), expected.claims())
    table = pd.read_csv(folder / "figures.csv", dtype="string")
    assert list(table["text"]) == ["'" * text.startswith("-") + text for text in expected.figures()["text"]]
    assert list(table["value"]) == list(expected.figures()["value"])
    assert (folder / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,")


def test_lines_of_json_are_objects_with_null_for_what_is_missing(folder: Path) -> None:
    assert export(".", "--table", "operands", "--to", "x.jsonl").exit_code == 0
    rows = [json.loads(line) for line in (folder / "x.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 4
    assert all(list(row) == list(TABLES["operands"]) for row in rows)
    assert {row["period"] for row in rows} == {"2023", None}
    assert all(isinstance(row["start"], int) for row in rows)


def test_a_workbook_has_all_tables_with_headers_frozen_and_links(folder: Path) -> None:
    assert export(".", "--to", "audit.xlsx").exit_code == 0
    book = openpyxl.load_workbook(folder / "audit.xlsx")
    assert tuple(book.sheetnames) == tuple(TABLES)
    for name, columns in TABLES.items():
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert [cell.value for cell in sheet[1]] == list(columns)
    working = list(TABLES["claims"]).index("working")
    assert book["claims"].column_dimensions[chr(ord("A") + working)].width > 30
    claim = book["findings"].cell(2, list(TABLES["findings"]).index("claim") + 1)
    target = claim.hyperlink.location.rsplit("!A", 1)[1]
    linked = [cell.value for cell in book["claims"][int(target)]]
    assert linked[:2] == [book["findings"].cell(2, 1).value, claim.value]


def test_a_cell_is_never_a_formula(folder: Path) -> None:
    evil = '=HYPERLINK("http://x.example","29项")'
    report = auditor.audit({evil: WRONG, "+1|cmd": RIGHT, "-6.7%": RIGHT, "http://x.example/": RIGHT}).report
    tables = {"coverage": make_frame(report, "coverage")}
    write_tables(tables, folder / "c.csv")
    assert list(pd.read_csv(folder / "c.csv")["document"]) == ["'" + evil, "'+1|cmd", "-6.7%", "http://x.example/"]
    write_tables(tables, folder / "c.xlsx")
    cells = [row[0] for row in openpyxl.load_workbook(folder / "c.xlsx")["coverage"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (name, "s", None) for name in (evil, "+1|cmd", "-6.7%", "http://x.example/")
    ]


def test_what_no_cell_can_hold_is_shortened_or_replaced(folder: Path) -> None:
    frame = make_frame(auditor.audit({"甲\ud800" + "乙" * 40_000: RIGHT}).report, "coverage")
    write_tables({"coverage": frame}, folder / "c.xlsx")
    name = openpyxl.load_workbook(folder / "c.xlsx")["coverage"]["A2"].value
    assert len(name) == 32_767 and name.endswith("…") and name.startswith("甲\ufffd")


def test_empty_tables_are_written_with_their_columns(folder: Path) -> None:
    (folder / "空.txt").write_text("没有数字。", encoding="utf-8")
    assert export("空.txt", "--to", "claims.parquet", "--to", "findings.csv", "--to", "a.xlsx").exit_code == 0
    assert list(pd.read_parquet("claims.parquet").columns) == list(TABLES["claims"])
    assert list(pd.read_csv("findings.csv").columns) == list(TABLES["findings"])
    assert openpyxl.load_workbook("a.xlsx")["claims"].max_row == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "a.pdf"], "must end in one of .csv, .jsonl, .parquet, .xlsx"),
        (["--to", "a.csv"], "say which --table"),
        (["--to", "nowhere/claims.csv"], "no such folder"),
        (["--to", "a.csv", "--table", "claims", "--table", "figures"], "takes one --table"),
        (["--to", "a.csv", "--table", "nothing"], "is not one of"),
        ([], "Missing option '--to'"),
    ],
)
def test_what_cannot_be_written_is_refused_before_the_audit(folder: Path, arguments: list[str], said: str) -> None:
    result = export("没有.txt", *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert "没有.txt" not in result.output


def test_an_input_that_cannot_be_read_is_told_and_listed(folder: Path) -> None:
    result = export("甲.txt", "没有.txt", "--to", "failures.jsonl")
    assert result.exit_code == 2
    assert [
        json.loads(line)["document"] for line in (folder / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    ] == ["没有.txt"]


def test_an_input_is_never_overwritten(folder: Path) -> None:
    (folder / "figures.csv").write_text(WRONG, encoding="utf-8")
    assert export("figures.csv", "--to", "figures.csv").exit_code == 2
    assert (folder / "figures.csv").read_text(encoding="utf-8") == WRONG


def test_a_missing_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.extras.find_spec", lambda name: None if name == "pyarrow" else True)
    result = export("甲.txt", "--to", "claims.parquet")
    assert result.exit_code == 2
    assert "this needs pyarrow: pip install 'auditor[pandas]'" in result.output
    assert export("甲.txt", "--to", "claims.csv").exit_code == 0


def test_its_help_does_not_load_pandas() -> None:
    program = (
        "import sys\nfrom auditor.cli import cli\n"
        "cli.main(['export', '--help'], standalone_mode=False)\n"
        "assert not {'pandas', 'numpy', 'regex'} & set(sys.modules)"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert finished.returncode == 0, finished.stderr


def test_a_missing_extra_of_great_expectations_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.extras.find_spec", lambda name: None if name == "great_expectations" else True)
    result = CliRunner().invoke(cli, ["gx", "suite"], env={"LANG": "en_GB.UTF-8"})
    assert result.exit_code == 2
    assert "this needs great_expectations: pip install 'auditor[gx]'" in result.output
