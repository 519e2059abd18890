"""What `auditor rules test` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from auditor.handbook.sayings import say
from auditor.handbook.trial import Trial
from auditor.nearest import nearest
from auditor.rules import RelationRule, Rule

KINDS = ("sum", "shares-total", "share", "difference", "growth", "product", "count", "bound", "equal")


def trial_lines(trial: Trial, lang: str) -> Iterator[str]:
    """A line for the rule, and one for each thing that is wrong, with its place in the file."""
    rule = trial.rule
    counts = say(lang, "examples-passed", passed=sum(not one.problem for one in trial.tries), all=len(trial.tries))
    mark, verdict = ("✓", "passed") if trial.passed else ("✗", "failed")
    parts = [f"{mark} {rule.id}", say(lang, verdict), counts]
    if trial.tally is not None:
        tally = trial.tally
        apart = len(tally.disagreements)
        numbers = {"tried": tally.tried, "judged": tally.judged, "wrong": tally.wrong, "noticed": tally.noticed}
        parts.append(say(lang, "mutants", apart=apart, **numbers))
    yield "  ".join(parts)
    for one in trial.tries:
        if one.problem:
            yield f"    {rule.path}:{one.example.line}: {say(lang, one.kind)} {one.number}: {one.problem}"
    for line in trial.tally.disagreements if trial.tally is not None else ():
        yield f"    {rule.path}:{rule.line('check')}: {line}"
    hint = kind_hint(rule, lang)
    if hint:
        yield f"    {rule.path}:{rule.line('kind')}: {hint}"


def kind_hint(rule: Rule, lang: str) -> str:
    """A kind of one's own that looks like a slip of a known one; "" if there is nothing to say."""
    if not isinstance(rule, RelationRule) or rule.kind in KINDS:
        return ""
    near = nearest(rule.kind, KINDS)
    return say(lang, "own-kind", kind=rule.kind, near=near) if near else ""


def closing(trials: Sequence[Trial], lang: str) -> str:
    passed = sum(trial.passed for trial in trials)
    return say(lang, "tested", count=len(trials), passed=passed, failed=len(trials) - passed)


def trials_to_json(trials: Sequence[Trial]) -> str:
    """The same for programs."""
    return json.dumps([_as_json(trial) for trial in trials], ensure_ascii=False, indent=1) + "\n"


def _as_json(trial: Trial) -> dict[str, object]:
    tally = trial.tally
    return {
        "id": trial.rule.id,
        "path": str(trial.rule.path),
        "passed": trial.passed,
        "examples": [
            {"kind": one.kind, "number": one.number, "line": one.example.line, "problem": one.problem or None}
            for one in trial.tries
        ],
        "mutants": tally
        and {
            "tried": tally.tried,
            "judged": tally.judged,
            "unread": tally.unread,
            "impossible": tally.wrong,
            "noticed": tally.noticed,
            "disagreements": tally.disagreements,
        },
    }
