"""What git says was changed since a revision: which files, and which of their lines."""

from __future__ import annotations

import os
import re
import subprocess
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path

from auditor.bilingual import Bilingual, SaidError, refused, same
from auditor.frozen import dataclass, replace
from auditor.held import revised, telling
from auditor.ignored import SIDECAR, TABLE
from auditor.model import DocumentReport, Finding, Report, Span
from auditor.nearest import nearest
from auditor.stricttoml import loads, within

_STDIN = "-"
_HUNK = re.compile(rb"@@ -[0-9,]+ \+([0-9]+)(?:,([0-9]+))? @@")
_DIFF = ("-c", "core.safecrlf=false", "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "-M")
_NO_REPOSITORY = Bilingual(
    "当前文件夹不在 git 仓库里；请在仓库中运行，或不用此选项",
    "not a git repository (or any of the parent directories); run it inside one, or without this option",
)
_LOOK_UP = Bilingual("；可用 git log --oneline --all 查看", "; git log --oneline --all lists what there is")
_SHALLOW = Bilingual(
    "；这是浅克隆，请多取一些历史，如 git fetch --unshallow，或 fetch-depth: 0",
    "; the clone is shallow: fetch more, as with git fetch --unshallow, or fetch-depth: 0",
)


class ChangesError(SaidError):
    """What keeps us from knowing; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Changed lines of a file, from 1; `cuts` are lines behind which others were taken away.  None: all of them."""

    ranges: tuple[tuple[int, int], ...] | None = None
    cuts: tuple[int, ...] = ()

    def touch(self, first: int, last: int) -> bool:
        """Was any of these lines changed?"""
        return self.ranges is None or any(start <= last and first <= end for start, end in self.ranges)

    def cut(self, first: int, last: int) -> bool:
        """Was anything taken away between two of these lines?"""
        return any(first <= line < last for line in self.cuts)


@dataclass(frozen=True, slots=True)
class Changes:
    """The changed files below `root`; what lies outside is as good as new.

    `again` are articles of which other findings are ignored than before: they count as changed in all their lines.
    """

    root: Path
    files: Mapping[Path, Lines]
    again: frozenset[Path] = frozenset()

    def concern(self, name: str) -> bool:
        """Is a file new, changed, or nothing that git could know?"""
        path = Path(name).resolve()
        outside = name == _STDIN or self.root not in path.parents or not path.exists()
        return outside or path in self.files or path in self.again

    def of(self, path: str) -> Lines:
        if path == _STDIN or Path(path).resolve() in self.again:
            return Lines()
        return self.files.get(Path(path).resolve(), Lines())


def changes_since(revision: str, folder: Path, settings: Path | None = None) -> Changes:
    """What differs in the working tree from where it left `revision`, with files that git does not know yet.

    `settings` is the file whose tables [[ignored]] are heeded.

    Raises:
        ChangesError: no git, no repository, or no such revision.
    """
    root = Path(_text(_git(folder, "rev-parse", "--show-toplevel"))).resolve()
    base = _base(root, revision)
    raw = _git(root, *_DIFF, "--raw", "-z", "--ignore-submodules", base, "--")
    patch = _git(root, *_DIFF, "--patch", "-U0", "--inter-hunk-context=0", "--ignore-submodules", base, "--")
    files = {root / path: lines for path, lines in zip(_paths(raw), _hunks(patch), strict=False)}
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    files |= {root / _path(name): Lines() for name in new.split(b"\0") if name}
    files = {path.resolve(): lines for path, lines in files.items()}
    again = {path.with_name(path.name.removesuffix(SIDECAR)) for path in files if path.name.endswith(SIDECAR)}
    if settings is not None and settings.resolve() in files:
        again |= _ignored_otherwise(root, base, settings.resolve())
    return Changes(root, files, frozenset(again))


def _ignored_otherwise(root: Path, base: str, settings: Path) -> set[Path]:
    """The articles of the entries that the settings have now and had not then, or the other way round."""
    try:
        before = _git(root, "show", f"{base}:{settings.relative_to(root).as_posix()}")
    except ChangesError:  # it is new
        before = b""
    return {(settings.parent / path).resolve() for path, _ in _entries(before) ^ _entries(settings.read_bytes())}


def _entries(settings: bytes) -> set[tuple[str, str]]:
    """The paths of the tables [[ignored]], each with all that its table says; none of what is no TOML."""
    try:
        tree = loads(settings.decode("utf-8-sig"))
    except ValueError:
        return set()
    found = within(tree, (TABLE,)) or within(tree, ("tool", "auditor", TABLE))
    tables = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return {(one["path"], repr(sorted(one.items()))) for one in tables if isinstance(one.get("path"), str)}


def _base(root: Path, revision: str) -> str:
    """The commit that both sides come from; the revision itself where a shallow clone does not know it."""
    try:
        commit = _text(_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"))
    except ChangesError as error:
        if revision == "HEAD":  # before the first commit everything is new
            return _text(_git(root, "hash-object", "-t", "tree", os.devnull))
        shallow = _text(_git(root, "rev-parse", "--is-shallow-repository")) == "true"
        said = Bilingual(f"git 不认识版本“{revision}”", f"git knows no revision {revision!r}")
        raise ChangesError(said + (_SHALLOW if shallow else _instead(root, revision))) from error
    try:
        return _text(_git(root, "merge-base", commit, "HEAD"))
    except ChangesError:
        return commit


def _instead(root: Path, revision: str) -> Bilingual:
    """What may have been meant: the branch of a remote, or a name with a slip."""
    names = _text(_git(root, "for-each-ref", "--format=%(refname:short)")).splitlines()
    meant = next((name for name in names if name.endswith(f"/{revision}")), None) if revision else None
    meant = meant or nearest(revision, ["HEAD", *names])
    return Bilingual(f"，是否指“{meant}”？", f"; did you mean {meant!r}?") if meant else _LOOK_UP


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise ChangesError(Bilingual("无法运行 git：", "git cannot be run: ") + refused(error)) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if b"not a git repository" in done.stderr:
            raise ChangesError(_NO_REPOSITORY)
        raise ChangesError(same(said[0] if said else f"git {arguments[0]} failed"))
    return done.stdout


def _text(data: bytes) -> str:
    return _path(data.removesuffix(b"\n"))


def _path(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _paths(raw: bytes) -> Iterator[str]:
    """The paths of `git diff --raw -z`, of a renamed file the new one."""
    fields = iter(raw.split(b"\0"))
    for status in fields:
        if status:
            path = next(fields)
            yield _path(next(fields) if status.rpartition(b" ")[2][:1] in b"RC" else path)


def _hunks(patch: bytes) -> Iterator[Lines]:
    """The changed lines of each file, in git's order; what is no text to git has changed as a whole."""
    for part in re.split(rb"^diff --git ", patch, flags=re.MULTILINE)[1:]:
        ranges: list[tuple[int, int]] = []
        cuts: list[int] = []
        whole = False
        for line in part.split(b"\n"):
            whole = whole or (line.startswith(b"Binary files ") and not ranges)
            if match := _HUNK.match(line):
                start, count = int(match[1]), int(match[2] or b"1")
                if count:
                    ranges.append((start, start + count - 1))
                else:
                    cuts.append(start)
        yield Lines() if whole else Lines(tuple(ranges), tuple(cuts))


def only_changed(report: Report, changes: Changes) -> Report:
    """The report with those findings alone that stand on changed lines, or whose claim touches them."""
    found = ((number, _only_changed(one, changes.of(one.document.path))) for number, one in telling(report.documents))
    return replace(report, documents=revised(report.documents, found))


def _only_changed(document: DocumentReport, lines: Lines) -> DocumentReport:
    if lines.ranges is None:
        return document
    text = document.document.text
    ends = [match.start() for match in re.finditer("\n", text)]

    def numbers(span: Span) -> tuple[int, int]:
        return bisect_right(ends, span.start - 1) + 1, bisect_right(ends, max(span.start, span.end - 1) - 1) + 1

    def is_new(finding: Finding) -> bool:
        spans = [finding.span, *(one.span for one in finding.related if one.path is None)]
        spans += [operand.span for claim in document.claims if claim.id == finding.claim for operand in claim.operands]
        hull = numbers(Span(min(spans).start, max(span.end for span in spans)))
        return any(lines.touch(*numbers(span)) for span in spans) or lines.cut(*hull)

    return replace(document, findings=tuple(filter(is_new, document.findings)))
