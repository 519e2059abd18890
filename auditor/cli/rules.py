"""`auditor rules`: list, show, test and begin rules, and make their reference page."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import click

from auditor.bilingual import Bilingual
from auditor.cli.completing import offer_rule
from auditor.cli.exits import FINDINGS, BadValue, Failure, refusal
from auditor.cli.options import lang_option, output_option
from auditor.cli.output import save_text, write
from auditor.cli.ruling import Ruling, rule_options
from auditor.report.environment import default_language

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID = re.compile(r"[A-Z]{2,8}[0-9]{1,6}")
_NAME_SAID = Bilingual(
    "须是小写字母、数字和连字符，如 gross-profit", "small letters, digits and hyphens, such as gross-profit"
)
_ID_SAID = Bilingual("须是大写字母加数字，如 USR101", "capital letters and a number, such as USR101")
_WRITTEN = {
    "zh": "已写入 {0}\n测试：auditor rules test {0}\n使用：auditor check --rules {0} 文章.txt",
    "en": "wrote {0}\ntry it: auditor rules test {0}\nuse it: auditor check --rules {0} article.txt",
}
_EPILOG = """\b
Examples:
  auditor rules list --select FIG2           rules by id, prefix or family / 列出规则
  auditor rules show FIG201                  one rule, its examples run / 查看一条规则
  auditor rules new gross-profit             begin a rule of your own / 新建规则
  auditor rules test house-rules/            do they do what they say? / 测试规则"""


@click.group(epilog=_EPILOG, short_help="List, show, test and write rules.  规则。")
def rules() -> None:
    """The rules: those built in and your own.  规则：内置的和您自己的。"""


@rules.command("list")
@rule_options
@lang_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Form of the answer.",
)
def list_rules(ruling: Ruling, lang: str | None, form: str) -> None:
    """List the rules that are on."""
    from auditor.handbook.catalogue import to_json, to_table  # noqa: PLC0415

    prepared = ruling.prepare()
    write(to_json(prepared) if form == "json" else to_table(prepared, ruling.language(lang)), form)


@rules.command()
@rule_options
@lang_option
@click.argument("rule_id", metavar="ID", shell_complete=offer_rule)
def show(ruling: Ruling, lang: str | None, rule_id: str) -> None:
    """Show everything about one rule, and run its examples."""
    from auditor.handbook.card import to_card  # noqa: PLC0415
    from auditor.handbook.catalogue import level  # noqa: PLC0415
    from auditor.handbook.trial import Court  # noqa: PLC0415
    from auditor.nearest import unknown  # noqa: PLC0415
    from auditor.selection import rank  # noqa: PLC0415

    prepared, lang = replace(ruling, select=(), ignore=()).prepare(), ruling.language(lang)
    by_id = {rule.id: rule for rule in prepared.rules} | {rule.name: rule for rule in prepared.rules}
    if rule_id not in by_id:
        several = [rule.id for rule in prepared.rules if rank(rule_id, rule) is not None]
        raise Failure(_several(rule_id, several) if several else unknown("rule", rule_id, by_id))
    trial = Court(prepared.rules, lang).try_rule(by_id[rule_id], mutate=False)
    write(to_card(trial, lang, level(prepared, trial.rule).value), "table")


@rules.command()
@rule_options
@lang_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.option("--mutate/--no-mutate", default=True, help="Change the digits of the good examples, too [default: yes].")
@click.option("--thorough", is_flag=True, help="Change each digit into all nine others instead of three.")
@click.argument("places", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
def test(ruling: Ruling, lang: str | None, form: str, mutate: bool, thorough: bool, places: tuple[Path, ...]) -> None:
    """Run the examples of rules: of those in PATH, or else of all that are on.

    Every digit of the good examples is changed, and each verdict held against a second opinion that is reached by
    brute force.  Exit code 1 if an example or a verdict is wrong.
    """
    from auditor.handbook.catalogue import ordered  # noqa: PLC0415
    from auditor.handbook.trial import Court  # noqa: PLC0415
    from auditor.handbook.verdicts import closing, trial_lines, trials_to_json  # noqa: PLC0415

    prepared, lang = replace(ruling, rules=(*ruling.rules, *places)).prepare(), ruling.language(lang)
    wanted = ordered(prepared.chosen() if ruling.select or ruling.ignore or not places else prepared.rules)
    if places:
        roots = [place.resolve() for place in places]
        wanted = [rule for rule in wanted if any(_lies_in(rule.path.resolve(), root) for root in roots)]
    if not wanted:
        raise Failure(Bilingual("这些地方没有要测试的规则", "no rule to test is left in these places"))
    court, trials = Court(prepared.rules, lang), []
    for rule in wanted:
        trials.append(court.try_rule(rule, mutate=mutate, thorough=thorough))
        if form == "text":
            write("".join(f"{line}\n" for line in trial_lines(trials[-1], lang)), form)
    write(trials_to_json(trials) if form == "json" else closing(trials, lang) + "\n", form)
    sys.exit(0 if all(trial.passed for trial in trials) else FINDINGS)


def _several(word: str, ids: list[str]) -> Bilingual:
    listing = f"auditor rules list --select {word}"
    return Bilingual(
        f"“{word}”不是一条规则，而是 {len(ids)} 条；列出它们：{listing}",
        f"{word!r} means {len(ids)} rules, not one; to list them: {listing}",
    )


def _lies_in(path: Path, root: Path) -> bool:
    return path == root or root in path.parents


@rules.command()
@lang_option
@click.option("--text", is_flag=True, help="A rule about words or marks instead of figures.")
@click.option("--id", "rule_id", help="Its id [default: the next that is free, from USR101].")
@click.option(
    "--dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder to write it to [default: here].",
)
@click.argument("name")
def new(lang: str | None, text: bool, rule_id: str | None, folder: Path, name: str) -> None:
    """Write a commented rule file to begin with; it passes `auditor rules test` as it is."""
    from auditor.handbook.template import free_id, new_rule  # noqa: PLC0415

    if not _NAME.fullmatch(name):
        raise BadValue(_NAME_SAID, "NAME")
    if rule_id is not None and not _ID.fullmatch(rule_id):
        raise BadValue(_ID_SAID, "--id")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = [path.name.partition("-")[0] for path in folder.iterdir()]
        found = rule_id or free_id("USR", there)
        path = folder / f"{found}-{name}.yaml"
        if found in there:
            raise Failure(
                Bilingual(
                    f"{folder}：已有规则 {found}，不会覆盖",
                    f"{folder}: a rule {found} is there already, not overwritten",
                )
            )
        with path.open("x", encoding="utf-8") as file:
            file.write(new_rule(name, found, str(path), text=text))
    except OSError as error:
        raise refusal(error.filename or folder, error) from error
    write(_WRITTEN[lang or default_language(os.environ)].format(path) + "\n", "text")


@rules.command()
@rule_options
@lang_option
@output_option
def docs(ruling: Ruling, lang: str | None, output: Path | None) -> None:
    """Make the reference page of the rules that are on, in Markdown."""
    from auditor.handbook.pages import to_page  # noqa: PLC0415

    page = to_page(ruling.prepare().chosen(), ruling.language(lang))
    if output is None:
        write(page, "utf-8")
    else:
        save_text(output, page)
