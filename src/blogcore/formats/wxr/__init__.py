"""WXR, the export of WordPress (versions 1.0 to 1.2), read as a stream.

Bytes walk down the page: `_decode` makes text of them, `_mend` makes the text well-formed where
real exports are not, `_xml` makes elements of it, and `reader` turns each into items with the help
of `site`, `posts`, `comments` and `times`.
"""

from __future__ import annotations

from .reader import WXR, Wxr

__all__ = ["WXR", "Wxr"]
