"""The house rules that neither ruff, mypy nor import-linter can hold, read from the sources."""
