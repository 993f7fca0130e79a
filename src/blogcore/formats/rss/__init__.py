"""RSS 2.0 with its usual modules; 0.9x and 1.0 (RDF) are read too."""

from __future__ import annotations

from blogcore.formats.rss.format import RSS

__all__ = ["RSS"]
