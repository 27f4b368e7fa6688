"""Saving: what was found, as files for other programs."""
