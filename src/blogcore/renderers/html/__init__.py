"""HTML: a discussion, or the whole page of a post, to be used as they are.

`page` is the document, with `head` and `json_ld` for machines; `post`, `thread` and `form` are its
parts, and `comment` is one of the comments. `sanitise` makes bodies of strangers safe, and
``style.css`` is how the page looks.
"""

from __future__ import annotations

from blogcore.renderers.html.renderer import HtmlRenderer
from blogcore.renderers.html.sanitise import COMMENT, POST, Allowance, safe_html
from blogcore.renderers.html.style import stylesheet

__all__ = ["COMMENT", "POST", "Allowance", "HtmlRenderer", "safe_html", "stylesheet"]
