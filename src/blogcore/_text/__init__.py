"""Helpers for text: plain text, HTML, Markdown, XML."""
