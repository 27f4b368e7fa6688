"""Command line: each command is one public call, with progress, exit codes and two languages."""

from mobility.cli.app import main

__all__ = ["main"]
