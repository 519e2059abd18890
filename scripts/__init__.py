"""What makes the project's data, pictures and measurements; no part of the package."""
