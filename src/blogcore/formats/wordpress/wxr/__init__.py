"""WXR, the export of WordPress: versions 1.0 to 1.2 are read, 1.2 is written.

`reader` makes items of the elements that `blogcore.formats.xml` yields. Each of `site`, `terms`,
`posts`, `attachments` and `comments` reads one kind of element and writes it; `elements` has what
they share, and `writer` puts a document together.
"""

from __future__ import annotations

from blogcore.formats.wordpress.wxr.format import WXR, Wxr

__all__ = ["WXR", "Wxr"]
