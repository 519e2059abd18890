"""`auditor.audit` and `auditor.audit_frame`: what a Python program gets."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import auditor
from auditor.model import Document
from auditor.report.decimals import decimal_string

pd = pytest.importorskip("pandas", reason="needs auditor[pandas]")

WRONG = "2023年共获得荣誉29项（国家级荣誉5项、省级荣誉13项、市级荣誉14项）。\n"
RIGHT = "本区共有學校３２所，其中小學２０所、中學１２所。\n"
THIRD = "约三分之一的农户，即33.3%，加入了合作社。\n"


def test_a_text_is_audited() -> None:
    report = auditor.audit(WRONG, lang="en")
    found = report.findings()
    assert list(found["rule"]) == ["FIG101"]
    assert (found["severity"] >= "warning").all()
    assert "5项 + 13项 + 14项 = 32项" in found["working"].iloc[0]
    assert set(report.claims()["verdict"]) == {"fails"}


def test_files_texts_and_documents_mix(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(WRONG, encoding="gb18030")
    report = auditor.audit([tmp_path, RIGHT, Document("丙", RIGHT * 2, "utf-8"), str(tmp_path / "没有.txt")])
    assert list(report.coverage()["document"]) == [str(tmp_path / "甲.txt"), "text-1", "丙"]
    assert report.coverage()["encoding"].iloc[0].startswith("gb")
    assert list(report.failures()["document"]) == [str(tmp_path / "没有.txt")]


def test_a_mapping_names_its_texts() -> None:
    report = auditor.audit({"一": WRONG, "二": "没有句号"})
    assert dict(zip(report.coverage()["document"], report.coverage()["errors"], strict=True)) == {"一": 1, "二": 0}


def test_a_short_string_is_a_path() -> None:
    assert len(auditor.audit("没有这个文件.txt").failures()) == 1


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError, match="一: a text is a str, not bytes"):
        auditor.audit({"一": b"x"})
    with pytest.raises(ValueError, match="unknown language 'fr'"):
        auditor.audit(WRONG, lang="fr")


def test_texts_are_compared_unless_told_otherwise() -> None:
    long = "".join(f"第{n}个项目位于城北，由区水务部门负责建设，计划投资{n * 37 + 11}万元。" for n in range(2, 14))
    both = {"甲": long, "乙": long}
    assert "DUP201" in set(auditor.audit(both).findings()["rule"])
    assert "DUP201" not in set(auditor.audit(both, compare=False).findings()["rule"])


def test_exact_values_come_back_without_loss() -> None:
    report = auditor.audit([WRONG, RIGHT, THIRD])
    table = report.figures()
    values = [figure.value for document in report.report.documents for figure in document.figures]
    assert [Fraction(value) for value in table["value"]] == values
    assert table["value_float"].tolist() == pytest.approx([float(value) for value in values])
    assert any("/" in decimal_or_fraction for decimal_or_fraction in table["value"]), table["value"]
    assert decimal_string(Fraction(1, 3)) not in set(table["value"])


def test_operands_join_claims_and_figures() -> None:
    report = auditor.audit([WRONG, RIGHT])
    operands, keys = report.operands(), ["document", "claim"]
    joined = operands.merge(report.claims(), on=keys, suffixes=("", "_claim"))
    assert len(joined) == len(operands) > 0
    figures = operands.dropna(subset="figure").merge(report.figures(), on=["document", "figure"], suffixes=("", "_f"))
    assert (figures["text"] == figures["text_f"]).all()
    assert (report.claims()["operands"] == operands.groupby(keys, sort=False).size().to_numpy()).all()


def test_a_report_shows_itself_in_a_notebook() -> None:
    report = auditor.audit({"<b>甲</b>": WRONG, "二": RIGHT}, lang="en")
    shown = report._repr_html_()
    assert "2 documents" in shown and "FIG101" in shown and "29项" in shown
    assert "<b>" not in shown and "&lt;b&gt;" in shown
    assert repr(report) == "<AuditReport: 2 documents, 1 findings>"


def test_a_notebook_shows_only_the_first_findings_the_gravest_before() -> None:
    report = auditor.audit({str(n): WRONG.replace("2023", str(1990 + n)) for n in range(14)}, compare=False)
    assert report._repr_html_().count("<tr>") == 11
    assert "另有 4 处" in report._repr_html_()
    assert "1 篇未能核对" in auditor.audit("没有.txt")._repr_html_()


@pytest.mark.parametrize("jobs", [1, 2])
def test_rows_of_a_frame_join_back_by_id(jobs: int) -> None:
    frame = pd.DataFrame({"url": [7, 8, 9], "body": [WRONG, RIGHT, WRONG.replace("2023", "2021")]})
    report = auditor.audit_frame(frame, id="url", jobs=jobs, progress=False)
    merged = frame.merge(report.coverage(), left_on="url", right_on="document", how="left", validate="1:1")
    assert list(merged["errors"]) == [1, 0, 1]
    assert set(report.findings()["document"]) == {7, 9}
    assert report.findings()["document"].dtype == report.figures()["document"].dtype == "Int64"


def test_a_frame_and_its_texts_give_the_same(tmp_path: Path) -> None:
    texts = {"a": WRONG, "b": RIGHT, "c": THIRD}
    frame = pd.DataFrame({"body": list(texts.values())}, index=list(texts))
    one, other = auditor.audit_frame(frame, jobs=2), auditor.audit(texts)
    for table in ("figures", "claims", "operands", "findings", "coverage", "failures"):
        pd.testing.assert_frame_equal(getattr(one, table)(), getattr(other, table)())


def test_one_bad_row_never_loses_the_others() -> None:
    frame = pd.DataFrame(
        {"id": ["a", "b", "c", "c", None, "e"], "body": [WRONG, None, RIGHT, RIGHT, RIGHT, ["no text"]]}, dtype=object
    )
    report = auditor.audit_frame(frame, id="id", lang="en")
    assert list(report.coverage()["document"]) == ["a", "c"]
    failures = report.failures()
    assert [str(name) for name in failures["document"].fillna("?")] == ["b", "c", "?", "e"]
    assert list(failures["message"]) == [
        "row 2 has no text",
        "the id of row 4 has been used before",
        "row 5 has no id",
        "the text of row 6 is no text, but list",
    ]


def test_a_row_that_kills_its_process_costs_no_other_its_audit(tmp_path: Path) -> None:
    """In a script without a guard, whose processes are spawned because pandas has threads."""
    (tmp_path / "mortal.py").write_text(MORTAL, encoding="utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    ran = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["begun", "3,19", "20"]


MORTAL = """
import os
import auditor.api
import auditor.engine

class Mortal(auditor.engine.Auditor):
    def audit(self, document):
        if document.text == "致命":
            os._exit(9)
        return super().audit(document)

engine = auditor.api._engine

def make(wanted, cache):
    auditor.api.Auditor = Mortal
    return engine(wanted, cache)
"""
SCRIPT = """
import threading
import pandas
import auditor.api, mortal
print("begun")
threading.Thread(target=threading.Event().wait, daemon=True).start()
auditor.api.Auditor = mortal.Mortal
auditor.api._engine = mortal.make
texts = ["致命" if n in (3, 19) else "荣誉3项（甲级1项、乙级2项）。" for n in range(22)]
report = auditor.api.audit_frame(pandas.DataFrame({"body": texts}), jobs=2, lang="en")
print(",".join(map(str, report.failures()["document"])), len(report.coverage()))
"""


def test_an_exception_in_an_audit_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor.engine import Auditor  # noqa: PLC0415

    audit = Auditor.audit

    def fragile(self: Auditor, document: Document) -> object:
        if document.path == "b":
            raise RuntimeError("broken")
        return audit(self, document)

    monkeypatch.setattr(Auditor, "audit", fragile)
    report = auditor.audit_frame(pd.DataFrame({"body": [WRONG, RIGHT]}, index=["a", "b"]), lang="en")
    assert list(report.failures()["message"]) == ["the audit failed: RuntimeError: broken"]
    assert list(report.coverage()["document"]) == ["a"]


def test_an_unknown_column_is_an_error_at_once() -> None:
    with pytest.raises(KeyError, match="article"):
        auditor.audit_frame(pd.DataFrame({"body": [WRONG]}), text="article")


def test_progress_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    frame = pd.DataFrame({"body": [WRONG, RIGHT, None]})
    auditor.audit_frame(frame, lang="en", progress=True)
    assert "auditing: 100%" in capsys.readouterr().err
    auditor.audit_frame(frame, lang="en")
    assert capsys.readouterr() == ("", "")


PROGRAM = """
import sys
import auditor
assert not {"pandas", "regex", "yaml"} & set(sys.modules)
report = auditor.audit("共有学校5所，其中小学2所、中学2所。", lang="en")
assert len(report.report.documents) == 1
assert "pandas" not in sys.modules
"""


def test_importing_the_package_imports_nothing_else() -> None:
    finished = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False)
    assert finished.returncode == 0, finished.stderr


def test_a_missing_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    report = auditor.audit(WRONG)
    monkeypatch.setattr("auditor.extras.find_spec", lambda _: None)
    with pytest.raises(ImportError, match=r"pip install 'auditor\[pandas\]'"):
        report.figures()


def test_what_is_not_offered_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        auditor.nothing  # noqa: B018
    assert {"audit", "audit_frame", "AuditReport"} <= set(dir(auditor))
