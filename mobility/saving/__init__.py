"""Saving: results as files that others read."""
