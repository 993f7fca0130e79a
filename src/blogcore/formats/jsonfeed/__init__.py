"""JSON Feed 1.1 and 1.0, with comments as items that the extension ``_blogcore`` marks.

https://www.jsonfeed.org/version/1.1/ has posts, authors and attachments; replies and what else it
has no key for lie in ``_blogcore`` objects, which other readers must ignore.
"""

from __future__ import annotations

from blogcore.formats.jsonfeed.format import JSON_FEED, JsonFeed

__all__ = ["JSON_FEED", "JsonFeed"]
