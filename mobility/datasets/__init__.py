"""Datasets the package ships: synthetic, and named so wherever shown."""
