"""Showing: what a page about a record shows, computed first and drawn after."""
