"""Text folded one character to one character, so that a rule is written once for every script and width."""

from auditor.folding.fold import characters_of, fold, fold_whole

__all__ = ["characters_of", "fold", "fold_whole"]
