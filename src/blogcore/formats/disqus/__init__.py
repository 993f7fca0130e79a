"""Disqus: its XML export is read, and the dialect of WXR that it imports is read and written.

`export` makes items of the threads and posts of an export, `pages` finds threads that are one
page; `imports` does the same for the items of the vocabulary, and `write` goes the other way.
"""

from __future__ import annotations

from blogcore.formats.disqus.format import DISQUS, Disqus

__all__ = ["DISQUS", "Disqus"]
