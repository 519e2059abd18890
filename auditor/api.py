"""What Python programs call: `auditor.audit` and `auditor.audit_frame`."""

from __future__ import annotations

import os
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NoReturn, Union

from auditor.batch import Engine, Item, Recalls, audit_all
from auditor.cache.recall import remembering
from auditor.crew import Crew, cores
from auditor.engine import Auditor
from auditor.extras import require
from auditor.model import Document, DocumentReport, InputError, Report
from auditor.reading import read_documents

if TYPE_CHECKING:
    import pandas as pd
    from tqdm import tqdm

Source = Union[str, "os.PathLike[str]", Document]
_PROSE = re.compile(r"[\n。！？；]")
_LONGEST_PATH = 1024
_ROW_FAULTS = {
    "zh": {"missing": "第 {row} 行没有正文", "type": "第 {row} 行的正文不是文字，而是 {kind}",
           "no-id": "第 {row} 行没有编号", "twice": "第 {row} 行的编号已经用过", "row": "第 {row} 行"},
    "en": {"missing": "row {row} has no text", "type": "the text of row {row} is no text, but {kind}",
           "no-id": "row {row} has no id", "twice": "the id of row {row} has been used before", "row": "row {row}"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit found, as pandas tables; `report` holds the same as plain typed objects.

    The columns of each table and their types are listed in docs/pandas.md and do not change with the pandas version.
    """

    report: Report
    lang: str = "zh"
    ids: Mapping[str, Hashable] | None = field(default=None, repr=False)

    def figures(self) -> pd.DataFrame:
        """Every figure: as printed, its exact value, interval, unit, label and period."""
        return self._table("figures")

    def claims(self) -> pd.DataFrame:
        """Every relation that the prose asserts, with its verdict and working."""
        return self._table("claims")

    def operands(self) -> pd.DataFrame:
        """Every figure of every claim, with the part that it plays."""
        return self._table("operands")

    def findings(self) -> pd.DataFrame:
        """What an editor should look at."""
        return self._table("findings")

    def coverage(self) -> pd.DataFrame:
        """A row a document: how much of it was checked, and how much was found."""
        return self._table("coverage")

    def failures(self) -> pd.DataFrame:
        """The inputs that could not be audited."""
        return self._table("failures")

    def _table(self, name: str) -> pd.DataFrame:
        require("pandas", "pandas")
        from auditor.frames.making import make_frame  # noqa: PLC0415

        return make_frame(self.report, name, self.ids)

    def __repr__(self) -> str:
        found = sum(len(document.findings) for document in self.report.documents)
        failed = f", {len(self.report.errors)} failed" if self.report.errors else ""
        return f"<AuditReport: {len(self.report.documents)} documents, {found} findings{failed}>"

    def _repr_html_(self) -> str:
        from auditor.report.notebook import to_notebook  # noqa: PLC0415

        return to_notebook(self.report, lang=self.lang)


def audit(
    sources: Source | Iterable[Source] | Mapping[str, str],
    *,
    lang: str = "zh",
    encoding: str | None = None,
    compare: bool = True,
    cache: str | os.PathLike[str] | None = None,
) -> AuditReport:
    """Audit files or texts.

    Args:
        sources: one or several; a mapping holds texts by name.  A `str` that holds a line break or one of 。！？；
            is a text, and any other a path, as on the command line: a file, a folder, a wildcard.  A `Path` is
            always a path, a `Document` is taken as it is.
        lang: language of messages, `zh` or `en`.
        encoding: of the files; detected where it is None.
        compare: also look for what several of them have in common.
        cache: a folder where results are kept, so that what was audited before is not audited again.

    Inputs that cannot be read are in `failures()`, and cost the others nothing.
    """
    auditor = remembering(cache, _known(lang), partial(Auditor, lang))
    comparison = auditor.comparison if compare else None
    inputs = _recalled(auditor, _documents(sources, encoding, lang))
    return AuditReport(audit_all(auditor, inputs, lang, _nothing, comparison), lang)


def _recalled(auditor: Engine, inputs: Iterable[Document | InputError]) -> Iterable[Item]:
    return auditor.recall(inputs) if isinstance(auditor, Recalls) else inputs


def audit_frame(
    frame: pd.DataFrame,
    text: str = "body",
    id: str | None = None,
    *,
    lang: str = "zh",
    jobs: int | None = None,
    progress: bool | None = None,
    compare: bool = True,
    cache: str | os.PathLike[str] | None = None,
) -> AuditReport:
    """Audit a column of texts.

    Args:
        frame: a row an article.
        text: the column that holds the articles.
        id: the column that names them, the index where it is None.  The tables of the report have its values in
            their column `document`, to be merged on.
        lang: language of messages, `zh` or `en`.
        jobs: processes; as many as there are processors where it is None, one for a short frame.
        progress: a bar on standard error; None shows one on a terminal only.
        compare: also look for what several rows have in common.
        cache: a folder where results are kept, so that a text that was audited before is not audited again.

    A row without text or id, with an id used before, or whose audit goes wrong, is in `failures()`.

    Raises:
        KeyError: there is no such column.
    """
    require("pandas", "pandas", "tqdm")
    make = partial(remembering, cache, _known(lang), partial(Auditor, lang))
    auditor = make()
    ids: dict[str, Hashable] = {}
    rows = list(_rows(frame, text, id, ids, lang))
    crew = Crew(make, jobs or cores(), lang)
    comparison = auditor.comparison if compare else None
    with _bar(len(rows), lang, progress) as bar:
        report = audit_all(auditor, _recalled(auditor, rows), lang, lambda _: _advance(bar), comparison, crew)
    return AuditReport(report, lang, ids)


def _known(lang: str) -> str:
    if lang not in _ROW_FAULTS:
        raise ValueError(f"unknown language {lang!r}; known: {', '.join(_ROW_FAULTS)}")
    return lang


def _nothing(_: DocumentReport | InputError) -> None: ...


def _documents(
    sources: Source | Iterable[Source] | Mapping[str, str], encoding: str | None, lang: str
) -> Iterator[Document | InputError]:
    if isinstance(sources, Mapping):
        for name, text in sources.items():
            yield _text(str(name), text)
        return
    several = [sources] if isinstance(sources, (str, os.PathLike, Document)) else sources
    number = 0
    for are_paths, group in groupby(several, _is_path):
        if are_paths:
            yield from read_documents(
                [os.fspath(one) for one in group if not isinstance(one, Document)], encoding, lang=lang
            )
            continue
        for one in group:
            number += 1
            yield one if isinstance(one, Document) else _text(f"text-{number}", one)


def _is_path(source: Source) -> bool:
    if isinstance(source, str):
        return len(source) <= _LONGEST_PATH and _PROSE.search(source) is None
    return not isinstance(source, Document)


def _text(name: str, text: object) -> Document:
    if not isinstance(text, str):
        raise TypeError(f"{name}: a text is a str, not {type(text).__name__}")
    return Document(name, text, "utf-8")


def _rows(
    frame: pd.DataFrame,
    text: str,
    id: str | None,
    ids: dict[str, Hashable],
    lang: str,
) -> Iterator[Document | InputError]:
    """A document a row, or what is wrong with it; `ids` gets the id of each by its name in the report."""
    says = _ROW_FAULTS[lang]
    names = frame.index if id is None else frame[id]
    for row, (body, name) in enumerate(zip(frame[text], names, strict=True), 1):
        kind = type(body).__name__
        if _is_missing(name):
            yield InputError(says["row"].format(row=row), says["no-id"].format(row=row))
        elif str(name) in ids:
            yield InputError(str(name), says["twice"].format(row=row))
        else:
            ids[str(name)] = name
            if isinstance(body, str):
                yield Document(str(name), body, "utf-8")
            else:
                fault = says["missing" if _is_missing(body) else "type"]
                yield InputError(str(name), fault.format(row=row, kind=kind))


def _is_missing(value: object) -> bool:
    """None, NaN, NaT and NA; a list in a cell is no missing value."""
    import pandas  # noqa: PLC0415

    return bool(pandas.api.types.is_scalar(value) and pandas.isna(value))


def _advance(bar: tqdm[NoReturn]) -> None:
    bar.update()


def _bar(rows: int, lang: str, progress: bool | None) -> tqdm[NoReturn]:
    from tqdm import tqdm  # noqa: PLC0415

    hidden = None if progress is None else not progress  # None: not where standard error is no terminal
    return tqdm(
        total=rows, desc="核对" if lang == "zh" else "auditing", unit="篇" if lang == "zh" else "docs", disable=hidden
    )
