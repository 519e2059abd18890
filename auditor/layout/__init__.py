"""Document text → flow: paragraphs as they were meant to be read, with a way back to the text as it is."""

from auditor.layout.flow import Flow, Paragraph, lay_out

__all__ = ["Flow", "Paragraph", "lay_out"]
