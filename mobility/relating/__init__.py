"""Relating: how near two occupations, industries or skills are."""
