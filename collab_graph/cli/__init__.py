"""Command line: each command is one public call, with exit codes and two languages."""

from collab_graph.cli.app import main

__all__ = ["main"]
