"""Optional parts: what to install where one is missing."""

from __future__ import annotations

from importlib.util import find_spec


class MissingExtraError(ImportError):
    """A package of one of our extras is not installed; says how to install it, in both languages."""

    def __init__(self, extra: str, package: str) -> None:
        install = f"pip install 'auditor[{extra}]'"
        super().__init__(f"this needs {package}: {install} / 需要 {package}：{install}", name=package)


def require(extra: str, *packages: str) -> None:
    """
    Raises:
        MissingExtraError: one of the packages cannot be imported.
    """
    for package in packages:
        if find_spec(package) is None:
            raise MissingExtraError(extra, package)
