"""Counting: occupation × skill and industry × skill, and their weights."""
