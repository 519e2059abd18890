"""Write auditor/text/duplicates/words.txt: common words of two characters, run together in code point order.

Source: the dictionary of jieba (MIT licence), which counts words in newspapers and books.  Run after
`pip install jieba`:

    python scripts/make_word_list.py
"""

from __future__ import annotations

from pathlib import Path

import jieba

LIST = Path(__file__).parent.parent / "auditor" / "text" / "duplicates" / "words.txt"
LEAST = 20
_LENGTH = 2


def common_words(dictionary: str) -> list[str]:
    """Words of two characters that occur often enough to be no accident."""
    found = set()
    for line in dictionary.splitlines():
        word, count, *_ = line.split(" ")
        if len(word) == _LENGTH and int(count) >= LEAST and all("\u4e00" <= char <= "\u9fff" for char in word):
            found.add(word)
    return sorted(found)


def main() -> None:
    dictionary = Path(jieba.__file__).parent / "dict.txt"
    LIST.write_text("".join(common_words(dictionary.read_text(encoding="utf-8"))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
