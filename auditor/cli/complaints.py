"""What a command line is told that cannot be followed, in the user's language.

click says it in English; its usual complaints are put into Chinese here, and what is not known stays as it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import IO, Any

import click

from auditor.cli.exits import INPUT_ERRORS
from auditor.report.environment import default_language

LANGUAGE = "auditor.lang"
_OPTION = "--lang"
_LANGUAGES = ("zh", "en")
# What click says → the same in Chinese.  \1 is a name, \2 what belongs to it.
_CHINESE = (
    (r"No such option:? '?([^' .]+)'?\.?", r"没有“\1”这个选项"),
    (r"No such command '(.*)'\.", r"没有“\1”这个命令"),
    (r"(?: ?\(?Possible options: |Did you mean one of: )(.*?)[?)]?", r"，是否指 \1？"),
    (r"Did you mean (.*)\?", r"，是否指 \1？"),
    (r"Missing command\.", "缺少命令"),
    (r"Missing argument '(.*?)'\.", r"缺少参数“\1”"),
    (r"Missing option '(.*?)'\.", r"缺少选项“\1”"),
    (r"Choose from:\s*(.*)", r"，可选 \1"),
    (r"Got unexpected extra arguments? \((.*)\)", r"多出的参数：\1"),
    (r"Option '(.*?)' requires an argument\.", r"选项“\1”后面要有值"),
    (r"Option '(.*?)' does not take a value\.", r"选项“\1”后面不能有值"),
    (r"'(.*)' is not one of (.*)\.", r"“\1”不在可选之列：\2"),
    (r"'(.*)' is not a valid (?:integer|int)(?: range)?\.", r"“\1”不是整数"),
    (r"'(.*)' is not a valid float(?: range)?\.", r"“\1”不是数"),
    (r"(.*) is not in the range (.*)\.", r"\1 不在范围内（\2）"),
    (r"\w+ '(.*)' does not exist\.", r"没有“\1”"),
    (r"\w+ '(.*)' is a directory\.", r"“\1”是文件夹，不是文件"),
    (r"\w+ '(.*)' is a file\.", r"“\1”是文件，不是文件夹"),
    (r"\w+ '(.*)' is not (?:readable|writable)\.", r"没有“\1”的权限"),
)
_SENTENCES = re.compile(r"(?<=[.?]) (?=Did you mean|Choose from|\(Possible)|(?<=\S) (?=\(Possible)")


class Told(click.ClickException):
    """A complaint that is shown in a language."""

    exit_code = INPUT_ERRORS

    def __init__(self, error: click.ClickException, lang: str) -> None:
        super().__init__(error.message)
        self._error = error
        self._lang = lang

    def show(self, file: IO[Any] | None = None) -> None:
        if self._lang != "zh":
            self._error.show(file)
            return
        context = getattr(self._error, "ctx", None)
        if context is not None:
            usage = context.get_usage().replace("Usage:", "用法：", 1)
            click.echo(f"{usage}\n查看帮助：{context.command_path} --help\n", err=True, file=file)
        click.echo(f"错误：{in_chinese(self._error)}", err=True, file=file)


def language_of(arguments: Sequence[str]) -> str:
    """The language that arguments ask for last, or else the locale; nothing is checked."""
    for at, word in reversed(list(enumerate(arguments))):
        name, _, value = word.partition("=")
        if name == _OPTION:
            value = value or "".join(arguments[at + 1 : at + 2])
            if value in _LANGUAGES:
                return value
    return default_language(os.environ)


def in_chinese(error: click.ClickException) -> str:
    """The complaint in Chinese, as far as it is known."""
    said = getattr(error, "said", None)
    if isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter):
        what = said.zh if said is not None else _translated(error.message)
        hint = _hint(error)
        return f"{hint}：{what}" if hint else what
    return said.zh if said is not None else _translated(error.format_message())


def _hint(error: click.BadParameter) -> str:
    hint = error.param_hint
    if hint is None and error.param is not None:
        hint = error.param.get_error_hint(error.ctx)
    if not hint:
        return ""
    return "、".join([hint] if isinstance(hint, str) else hint).strip("'").replace("' / '", "、")


def _translated(message: str) -> str:
    return "".join(_sentence(part) for part in _SENTENCES.split(" ".join(message.split())))


def _sentence(part: str) -> str:
    for pattern, chinese in _CHINESE:
        match = re.fullmatch(pattern, part)
        if match is not None:
            return match.expand(chinese)
    return part
