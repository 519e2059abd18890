"""Report → text: for the terminal, as JSON, and the table of figures."""
