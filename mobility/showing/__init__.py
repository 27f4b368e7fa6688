"""Showing: pages that open without internet."""
