"""HTML: a discussion, or the whole page of a post.

The renderer and the document are in `page`; `post`, `comments` and `form` are the parts of the
document, also for templates. `sanitize` makes user-supplied bodies safe. ``style.css`` is the
stylesheet.
"""

from __future__ import annotations

from blogcore.renderers.html.page import HtmlRenderer, stylesheet
from blogcore.renderers.html.sanitize import COMMENT, POST, Allowlist, safe_html

__all__ = ["COMMENT", "POST", "Allowlist", "HtmlRenderer", "safe_html", "stylesheet"]
