"""WXR, the export of WordPress: versions 1.0 to 1.2 are read, 1.2 is written.

`blogcore.formats.xml` makes records of a file, by the facts in `dialect`; `reader` turns each into
items with the help of `site`, `posts`, `pictures`, `comments`, `terms` and `times`. Each of these
has the way back beside it, and `writer` goes it.
"""

from __future__ import annotations

from blogcore.formats.wxr.format import WXR, Wxr

__all__ = ["WXR", "Wxr"]
