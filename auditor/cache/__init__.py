"""What was found before: reports of documents, kept by what decides them, so that nothing is audited twice.

Nothing here imports the engine: a run in which every document is known does without it.
"""
