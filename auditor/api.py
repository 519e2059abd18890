"""What Python programs call: `auditor.audit` and `auditor.audit_frame`."""

from __future__ import annotations

import os
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Union, cast

from auditor.audited import AuditReport
from auditor.batch import Engine, Item, Recalls, audit_all, engine_behind
from auditor.cache.recall import remembering
from auditor.cache.terms import wishes_of
from auditor.crew import Crew, cores
from auditor.engine import Auditor
from auditor.extras import require
from auditor.frozen import dataclass
from auditor.ignores import heed
from auditor.model import Document, DocumentReport, InputError
from auditor.preparing import Options, prepare
from auditor.reading import read_documents
from auditor.settings import Settings, read_settings

if TYPE_CHECKING:
    import pandas as pd
    from tqdm import tqdm

    from auditor.ignores import Judges

__all__ = ["AuditReport", "audit", "audit_frame"]

Source = Union[str, "os.PathLike[str]", Document]
Words = str | Iterable[str]
Places = Union[str, "os.PathLike[str]", Iterable[Union[str, "os.PathLike[str]"]]]
_PROSE = re.compile(r"[\n。！？；]")
_LONGEST_PATH = 1024
_ROW_FAULTS = {
    "zh": {"missing": "第 {row} 行没有正文", "type": "第 {row} 行的正文不是文字，而是 {kind}",
           "no-id": "第 {row} 行没有编号", "twice": "第 {row} 行的编号已经用过", "row": "第 {row} 行",
           "column": "没有名为 {name} 的一列，或有多列同名；各列为：{known}"},
    "en": {"missing": "row {row} has no text", "type": "the text of row {row} is no text, but {kind}",
           "no-id": "row {row} has no id", "twice": "the id of row {row} has been used before", "row": "row {row}",
           "column": "there is not one column {name}, but none or several; columns: {known}"},
}  # fmt: skip


def audit(
    sources: Source | Iterable[Source] | Mapping[str, str],
    *,
    lang: str | None = None,
    encoding: str | None = None,
    compare: bool = True,
    select: Words = (),
    ignore: Words = (),
    rules: Places = (),
    config: str | os.PathLike[str] | None = None,
    cache: str | os.PathLike[str] | None = None,
) -> AuditReport:
    """Audit files or texts.

    Args:
        sources: one or several; a mapping holds texts by name.  A `str` that holds a line break or one of 。！？；
            is a text, and any other a path, as on the command line: a file, a folder, a wildcard.  A `Path` is
            always a path, a `Document` is taken as it is.
        lang: language of messages, `zh` or `en`; that of the settings, else `zh`, where it is None.
        encoding: of the files; detected where it is None.
        compare: also look for what several of them have in common.
        select: only these rules: ids, beginnings of ids, families; as for `auditor check --select`.
        ignore: not these rules.
        rules: files or folders of more rules.
        config: a settings file, `auditor.toml` or `pyproject.toml`.  None is looked for: what a program finds must
            not depend on the folder that it is started in.
        cache: a folder where results are kept, so that what was audited before is not audited again.

    Inputs that cannot be read are in `failures()`, and cost the others nothing.  What comments in the texts, files
    beside them (`NAME.auditor.toml`) and the settings want ignored stays among the findings, with the reason in
    `suppressed`.

    Raises:
        SettingsError: the settings cannot be used.
        RuleFileError: a rule file cannot be used.
        SelectorError: a word of `select` or `ignore` means no rule, or no rule is left.
    """
    wanted = _wanted(lang, select, ignore, rules, config)
    auditor, lang = _engine(wanted, cache), wanted.lang
    comparison = auditor.comparison if compare else None
    inputs = _recalled(auditor, _documents(sources, encoding, lang))
    report = audit_all(auditor, inputs, lang, _nothing, comparison)
    return AuditReport(heed(report, lang, partial(_judges, auditor), wanted.settings.ignored), lang)


def _recalled(auditor: Engine, inputs: Iterable[Document | InputError]) -> Iterable[Item]:
    return auditor.recall(inputs) if isinstance(auditor, Recalls) else inputs


def _judges(auditor: Engine) -> Judges:
    return cast("Judges", engine_behind(auditor))


def audit_frame(
    frame: pd.DataFrame,
    text: str = "body",
    id: str | None = None,
    *,
    lang: str | None = None,
    jobs: int | None = None,
    progress: bool | None = None,
    compare: bool = True,
    select: Words = (),
    ignore: Words = (),
    rules: Places = (),
    config: str | os.PathLike[str] | None = None,
    cache: str | os.PathLike[str] | None = None,
) -> AuditReport:
    """Audit a column of texts.

    Args:
        frame: a row an article.
        text: the column that holds the articles.
        id: the column that names them, the index where it is None.  The tables of the report have its values in
            their column `document`, to be merged on.
        lang: language of messages, as for `audit`.
        jobs: processes; as many as there are processors where it is None, one for a short frame.
        progress: a bar on standard error; None shows one on a terminal only.
        compare: also look for what several rows have in common.
        select, ignore, rules, config, cache: as for `audit`.

    A row without text or id, with an id used before, or whose audit goes wrong, is in `failures()`.

    Raises:
        KeyError: there is no such column, or more than one.
        SettingsError, RuleFileError, SelectorError: as `audit`.
    """
    require("pandas", "pandas", "tqdm")
    wanted = _wanted(lang, select, ignore, rules, config)
    make = partial(_engine, wanted, cache)
    auditor, lang = make(), wanted.lang
    ids: dict[str, Hashable] = {}
    rows = list(_rows(frame, text, id, ids, lang))
    crew = Crew(make, jobs or cores(), lang)
    comparison = auditor.comparison if compare else None
    with _bar(len(rows), lang, progress) as bar:
        report = audit_all(auditor, _recalled(auditor, rows), lang, lambda _: _advance(bar), comparison, crew)
    return AuditReport(heed(report, lang, partial(_judges, auditor), beside=False), lang, ids)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is said about rules, and the language."""

    lang: str
    settings: Settings
    options: Options


def _wanted(
    lang: str | None, select: Words, ignore: Words, rules: Places, config: str | os.PathLike[str] | None
) -> _Wanted:
    settings = Settings() if config is None else read_settings(Path(config))
    options = Options(tuple(map(Path, _several(rules))), _words(select), _words(ignore))
    return _Wanted(_known(lang or settings.lang or "zh"), settings, options)


def _engine(wanted: _Wanted, cache: str | os.PathLike[str] | None) -> Engine:
    """What audits; may be asked for again, in another process."""
    said = wanted.options
    wishes = wishes_of(wanted.settings, wanted.lang, said.rules, said.select, said.ignore)
    return remembering(cache, wishes, partial(_loaded, wanted))


def _loaded(wanted: _Wanted) -> Auditor:
    prepared = prepare(wanted.settings, wanted.options)
    return Auditor(wanted.lang, prepared.rules, prepared.choice, prepared.spared)


def _words(words: Words) -> tuple[str, ...]:
    return tuple(part.strip() for word in _several(words) for part in str(word).split(",") if part.strip())


def _several(one: Words | Places) -> tuple[str | os.PathLike[str], ...]:
    return (one,) if isinstance(one, (str, os.PathLike)) else tuple(one)


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
    for column in (text, id):
        if column is not None and list(frame.columns).count(column) != 1:
            raise KeyError(says["column"].format(name=column, known=", ".join(map(str, frame.columns))))
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
