"""Report → pandas tables, and tables → files.  Needs the extra `auditor[pandas]`; `auditor check` never comes here.

`columns` and `rows` need no pandas, `making`, `writing` and `workbook` do.
"""
