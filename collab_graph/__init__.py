"""Collaboration graphs and their grey zones: to come; see ARCHITECTURE.md."""

__all__: list[str] = []
