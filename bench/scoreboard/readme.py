"""Writes the published tables and the chart from the results."""


def update_readme() -> None:
    """Write the figures between the marks of the README."""
