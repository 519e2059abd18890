"""docs/pandas.md and docs/pandas.ipynb: what they show runs, and what they promise is so."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import auditor
from auditor.frames.columns import TABLES

pd = pytest.importorskip("pandas", reason="needs auditor[pandas]")

DOCS = Path(__file__).parents[1] / "docs"


def run_cell(source: str, names: dict[str, Any]) -> object:
    """As a notebook does: the value of the last expression is what is shown."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


def test_the_notebook_runs_and_shows_what_it_speaks_of() -> None:
    notebook = json.loads((DOCS / "pandas.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    shown = [run_cell(source, names) for source in cells]
    assert isinstance(shown[0], auditor.AuditReport)
    tables = [one for one in shown if isinstance(one, pd.DataFrame)]
    assert all(len(table) for table in tables) and len(tables) >= 5
    assert {"FIG101", "FIG402"} <= set(tables[0]["rule"])


def test_the_notebook_is_kept_without_outputs() -> None:
    cells = json.loads((DOCS / "pandas.ipynb").read_text(encoding="utf-8"))["cells"]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented_with_its_type(table: str) -> None:
    lines = (DOCS / "pandas.md").read_text(encoding="utf-8").splitlines()
    (row,) = [line for line in lines if line.startswith(f"| `{table}` |")]
    columns = [f"`{name}`" + ("" if kind == "string" else f" {kind}") for name, kind in TABLES[table].items()]
    assert row.split("|")[3].strip() == ", ".join(columns)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "text", ["全区共有企业30家，其中工业企业10家、服务业企业12家、农业企业6家。\n", "没有数字。\n"]
)
def test_tables_have_the_promised_types_empty_or_not(table: str, text: str) -> None:
    frame = getattr(auditor.audit(text), table)()
    assert list(frame.columns) == list(TABLES[table])
    for name, kind in TABLES[table].items():
        shown = "category" if kind in ("severity", "verdict") else kind
        assert str(frame[name].dtype) == shown, name
