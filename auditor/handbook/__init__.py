"""Rules for people: lists, cards, reference pages, a template, and trials of the examples in them."""
