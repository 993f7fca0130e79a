"""Ids for what has none, the same each time a feed is read, whatever comes before it."""

from __future__ import annotations

from hashlib import sha256

__all__ = ["made_id"]


def made_id(*words: str) -> str:
    """An id made of what an entry says.

    >>> made_id("Night trains", "")
    'sha256:06b5a7eb0d9b4be1cbdcaf2fd2d7ea05'
    """
    return f"sha256:{sha256(chr(0).join(words).encode()).hexdigest()[:32]}"
