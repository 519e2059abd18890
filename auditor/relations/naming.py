"""What a figure measures: its label, the subject of its clause, the noun that it counts."""

from __future__ import annotations

from auditor import regex
from auditor.backwards import behind_last
from auditor.frozen import replace
from auditor.relations.cues import Cues
from auditor.relations.mentions import Mention, Role
from auditor.relations.shadow import ANY, Shadow

_NOUN = regex.compile(r"[“‘]?[一-龥]{0,10}(?:[”’][一-龥]{0,6})?")


def label_all(mentions: list[Mention], shadow: Shadow, words: Cues) -> None:
    """Give every mention its label, and the subject that its clause or sentence opened with."""
    subject = ""
    last: Mention | None = None
    for number, mention in enumerate(mentions):
        if last is None or last.sentence != mention.sentence:
            subject = ""
        if last is not None and mention.series == last.series:
            own = last.label
        else:
            own = _strip_light(mention.head, words)
            if last is not None and last.role is Role.LIMIT and last.clause == mention.clause:
                own = last.label + last.figure.text + own
        noun = _noun(mention)
        if not own and not subject and mention.role is Role.LEVEL:
            own = _clause_before(shadow, mention, words)
        label = own or (subject if mention.role is Role.LEVEL else "")
        if own and mention.role is Role.LEVEL:
            subject = own
        mentions[number] = replace(mention, label=label, subject=subject, noun=noun)
        last = mentions[number]


def _clause_before(shadow: Shadow, mention: Mention, words: Cues) -> str:
    """`工业项目多，有10个`: the clause before names what is counted."""
    end = mention.at - len(mention.lead) - 1
    if end <= 0 or shadow.text[end] != "，":
        return ""
    start = behind_last("。；，！？：\n", shadow.text, end)
    clause = shadow.text[start:end]
    return "" if regex.search(rf"[{ANY}]", clause) or len(clause) > 20 else _strip_light(clause, words)


def _noun(mention: Mention) -> str:
    """What is counted, where the noun stands behind the number: 22个重点项目."""
    if mention.figure.dimension not in ("count", "name"):
        return ""
    if mention.tail[:1] in "和与及或":
        return ""
    match = _NOUN.match(mention.tail)
    return regex.sub(r"[“”‘’]", "", match.group()) if match else ""


def _strip_light(head: str, words: Cues) -> str:
    head = regex.sub(rf"^.*[{ANY}]", "", head)
    head = words.light.sub("", head)
    head = regex.sub(r"^(?:其中|包括|以及|和|与|及|但|而|并且|且|同时|此外|另外|含)+", "", head)
    return head.strip(" “”《》-")
