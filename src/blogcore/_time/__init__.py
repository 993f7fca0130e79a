"""Helpers for dates and times."""
