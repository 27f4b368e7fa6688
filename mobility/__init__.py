"""Relatedness networks and almost-have skills, from job ads."""

__all__: list[str] = []
