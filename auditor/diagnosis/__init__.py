"""Which figure is probably wrong, and why."""
