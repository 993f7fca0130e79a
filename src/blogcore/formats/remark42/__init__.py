"""Remark42: its backups, one comment a line behind a header, and the answers of its API.

A page is known by its address alone, so that address is the id of a post. What is read-only is
closed for comments. Markdown that was typed (``orig``) is kept in `extra` and never rendered.
"""

from __future__ import annotations

from blogcore.formats.remark42.format import REMARK42, Remark42

__all__ = ["REMARK42", "Remark42"]
