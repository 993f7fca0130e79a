"""Links, as strangers give them."""

from __future__ import annotations

from blogcore.strategies._choices import Told
from blogcore.strategies.text import texts_or

__all__ = ["links"]

_LINKS = (
    *("https://example.org/", "http://example.org/a?b=1&c=2#d", "https://example.org/ü"),
    *("//example.org", "/a", "mailto:ida@example.org", "javascript:alert(1)", "http://[::1", "#"),
)


def links() -> Told[str]:
    """What stands where a link should: addresses of the web, other schemes, and any text."""
    return texts_or(*_LINKS)
