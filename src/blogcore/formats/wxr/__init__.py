"""WXR, the export of WordPress (versions 1.0 to 1.2), read as a stream.

`blogcore.formats.xml` makes records of a file, by the facts in `dialect`; `reader` turns each into
items with the help of `site`, `posts`, `comments` and `times`.
"""

from __future__ import annotations

from .reader import WXR, Wxr

__all__ = ["WXR", "Wxr"]
