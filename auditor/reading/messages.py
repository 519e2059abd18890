"""What reading says to the user, in Chinese and English."""

from __future__ import annotations

_MESSAGES: dict[str, dict[str, str]] = {
    "missing": {"zh": "找不到该文件或文件夹", "en": "no such file or folder"},
    "missing-near": {
        "zh": "找不到该文件或文件夹，是否指 {suggestion}？",
        "en": "no such file or folder; did you mean {suggestion}?",
    },
    "no-name": {"zh": "文件名是空的", "en": "the name is empty"},
    "no-match": {
        "zh": "没有 {suffixes} 文件符合该通配符；** 含各级子文件夹，别种后缀须写明，如 *.text",
        "en": "no {suffixes} file matches this pattern; ** goes through folders, and other endings must be named,"
        " as in *.text",
    },
    "empty-folder": {
        "zh": "文件夹中没有 {suffixes} 文件",
        "en": "the folder holds no {suffixes} file",
    },
    "other-files": {
        "zh": "文件夹中没有 {suffixes} 文件，只有 {others}；别的纯文本须指明文件，或用写明后缀的通配符，Word、PDF 等请先导出为 .txt",
        "en": "the folder holds no {suffixes} file, only {others}; other plain text must be named, by its file or a"
        " pattern with its ending, and Word, PDF and the like exported as .txt first",
    },
    "permission": {"zh": "没有读取权限", "en": "permission denied"},
    "folder": {"zh": "是文件夹，不是文件", "en": "is a folder, not a file"},
    "not-regular": {
        "zh": "不是普通文件，无法改写",
        "en": "is not a regular file, and cannot be rewritten",
    },
    "vanished": {"zh": "文件在读取之前消失了", "en": "the file vanished before it could be read"},
    "system": {"zh": "无法读取：{reason}", "en": "cannot be read: {reason}"},
    "too-large": {
        "zh": "超过 {limit} MB，不予读取；请拆分后再核对",
        "en": "larger than {limit} MB, refused; split it and audit the parts",
    },
    "format": {
        "zh": "是 {format} 文件，不是纯文本（字节 0）;请先导出为 .txt",
        "en": "is a {format} file, not plain text (byte 0); export it as .txt first",
    },
    "binary": {
        "zh": "不是文本文件：字节 {offset} 处有控制字符 {character}",
        "en": "is not a text file: control character {character} at byte {offset}",
    },
    "not-as": {
        "zh": "不是有效的 {encoding}：字节 {offset} 处无法解码",
        "en": "is not valid {encoding}: cannot decode byte {offset}",
    },
    "damaged": {
        "zh": "UTF-8 文本已损坏：字节 {offset} 处无法解码",
        "en": "is damaged UTF-8: cannot decode byte {offset}",
    },
    "undecodable": {
        "zh": "无法判定编码（无法解码的字节：{attempts})；请用 --encoding 指明",
        "en": "its encoding cannot be told (undecodable bytes: {attempts}); name it with --encoding",
    },
    "doubtful": {
        "zh": "按 {encoding} 解码后不像中文（UTF-8 在字节 {offset} 处无法解码）;请用 --encoding 指明编码",
        "en": "does not read as Chinese when decoded as {encoding} (UTF-8 fails at byte {offset});"
        " name its encoding with --encoding",
    },
}


def say(lang: str, key: str, **values: object) -> str:
    """The message `key` in `lang` ("zh"; anything else is English), its places filled in.

    Raises:
        KeyError: there is no such message, or a value it needs is not given.
    """
    return _MESSAGES[key]["zh" if lang == "zh" else "en"].format(**values)
