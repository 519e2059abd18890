"""Regional forms: of several spellings that are all right, the one that the document uses."""

from __future__ import annotations

from auditor.text.script.lore import characters


class Forms:
    """The choices of one document, between 裡 and 裏, 群 and 羣, 為 and 爲 …"""

    def __init__(self, text: str) -> None:
        self._text = text
        self._chosen: dict[str, str] = {}

    def choose(self, targets: tuple[str, ...]) -> str:
        """The likeliest of the targets, as this document writes it."""
        target = targets[0]
        if target not in self._chosen:
            group = characters().regional.get(target, target)
            self._chosen[target] = max(group, key=lambda form: (self._text.count(form), -group.index(form)))
        return self._chosen[target]
