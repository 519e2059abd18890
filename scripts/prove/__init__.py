"""Articles of which everything is known: written from random tables, broken in one place, and audited."""
