"""Reaching: what a person nearly can, and which occupations that opens."""
