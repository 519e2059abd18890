"""Which form of report goes where: `--format` and `-o`, each as often as wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from auditor.cli.exits import Misuse
from auditor.frozen import dataclass
from auditor.report.rendering import HTML, TEXT

_ORDER = "auditor.order"
_OPTIONS = ("form", "output")


@dataclass(frozen=True, slots=True)
class Target:
    """A form of report, and its file or folder; none is standard output."""

    form: str
    path: Path | None

    @property
    def is_folder(self) -> bool:
        """A folder takes the pages of an HTML report."""
        return self.path is not None and self.path.is_dir()


class OrderedCommand(click.Command):
    """Remembers in which order `--format` and `-o` were given, which the values alone do not tell."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        ctx.meta[_ORDER] = tuple(parameter.name for parameter in order if parameter.name in _OPTIONS)
        return super().parse_args(ctx, args)


def targets_of(context: click.Context, forms: Sequence[str], outputs: Sequence[str]) -> list[Target]:
    """A `-o` belongs to the `--format` before it, or else to the one behind; a format without goes to stdout.

    Raises:
        click.UsageError: a `-o` without a format beside others that have one, two reports for one place, or a
            place that cannot be written.
    """
    given: dict[str, list[str]] = {"form": list(reversed(forms)), "output": list(reversed(outputs))}
    pairs: list[tuple[str, str | None]] = []
    waiting: str | None = None  # a -o that came before its format
    open_format = False
    for name in context.meta[_ORDER]:
        value = given[name].pop()
        if name == "form":
            pairs.append((value, waiting))
            open_format, waiting = waiting is None, None
        elif open_format:
            pairs[-1] = (pairs[-1][0], value)
            open_format = False
        elif waiting is not None:
            raise _spare(waiting)
        else:
            waiting = value
    if waiting is not None and pairs:
        raise _spare(waiting)
    found = [Target(form, _place(form, output)) for form, output in pairs or [(TEXT, waiting)]]
    _check_apart(found)
    return found


def _spare(output: str) -> Misuse:
    return Misuse(
        f"-o {output}：没有与它相配的 --format；请在每个 -o 之前写一个",
        f"-o {output}: no --format belongs to it; give one before each -o",
    )


def _place(form: str, output: str | None) -> Path | None:
    """Better refused before a long run than after it."""
    if output is None or output == "-":
        return None
    path = Path(output)
    if not path.resolve().parent.is_dir():
        raise Misuse(
            f"-o {output}：没有这个文件夹，请先建立：{path.parent}",
            f"-o {output}: no such folder: {path.parent}; make it first",
        )
    if form == HTML and output.endswith(("/", "\\")):
        path.mkdir(exist_ok=True)
    if form != HTML and path.is_dir():
        raise Misuse(
            f"-o {output}：是文件夹；只有 html 能写成一组网页",
            f"-o {output}: is a folder; only html makes a folder of pages",
        )
    return path


def _check_apart(found: Iterable[Target]) -> None:
    seen: set[Path | None] = set()
    for target in found:
        where = target.path.resolve() if target.path else None
        if where in seen:
            raise Misuse(
                f"两份报告都写到 {target.path or '标准输出'}：请给每个 --format 各配一个 -o",
                f"two reports for {target.path or 'standard output'}: give each --format its own -o",
            )
        seen.add(where)
