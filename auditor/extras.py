"""Optional parts: what to install where one is missing."""

from __future__ import annotations

from importlib.util import find_spec

from auditor.bilingual import Bilingual


class MissingExtraError(ImportError):
    """A package of one of our extras is not installed; says how to install it, in both languages."""

    def __init__(self, extra: str, package: str) -> None:
        install = f"pip install 'auditor[{extra}]'"
        self.said = Bilingual(f"需要 {package}，请安装：{install}", f"this needs {package}: {install}")
        super().__init__(f"{self.said.en} / {self.said.zh}", name=package)


def require(extra: str, *packages: str) -> None:
    """
    Raises:
        MissingExtraError: one of the packages cannot be imported.
    """
    for package in packages:
        if find_spec(package) is None:
            raise MissingExtraError(extra, package)
