"""What is said to users, in Chinese and English; which of the two is chosen where it is shown."""

from __future__ import annotations

import errno
from pathlib import Path

from auditor.frozen import dataclass

_REFUSALS = {
    errno.EACCES: "没有权限",
    errno.EEXIST: "已经存在",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
}


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One wording in both languages."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """The wording in `lang` ("zh"; anything else is English)."""
        return self.zh if lang == "zh" else self.en

    def __add__(self, other: Bilingual) -> Bilingual:
        return Bilingual(self.zh + other.zh, self.en + other.en)


def same(words: str) -> Bilingual:
    """What is the same in both languages: a name, a place."""
    return Bilingual(words, words)


def refused(error: OSError) -> Bilingual:
    """Why the system refuses."""
    said = error.strerror or str(error)
    return Bilingual(_REFUSALS.get(error.errno or 0, said), said)


class SaidError(ValueError):
    """What is wrong, in both languages; `str` is English."""

    def __init__(self, problem: Bilingual) -> None:
        super().__init__(problem.en)
        self.problem = problem


class FileFaultError(Exception):
    """A file that cannot be used; `line` is 1-based, 0 where it is not about a line.  `str` is English."""

    def __init__(self, path: Path, line: int, problem: Bilingual) -> None:
        super().__init__(path, line, problem)
        self.path = path
        self.line = line
        self.problem = problem

    @property
    def said(self) -> Bilingual:
        """File, line and problem."""
        return same(f"{self.path}:{self.line}: " if self.line else f"{self.path}: ") + self.problem

    def __str__(self) -> str:
        return self.said.en


class RuleFileError(FileFaultError):
    """A rule or lexicon file that cannot be used."""
