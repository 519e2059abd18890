"""What stands twice: paragraphs, passages, clauses, words."""
