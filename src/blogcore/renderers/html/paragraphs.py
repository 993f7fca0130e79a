"""Bodies before they are judged: paragraphs, and what stands in for what is not allowed.

Nothing here makes anything safe, and nothing may come after what does: `safe_html` takes what
these functions give.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from blogcore.renderers.html.escape import text as escaped

__all__ = ["plain_paragraphs", "replaced"]

_PARAGRAPHS = re.compile(r"\n[ \t]*+\n\s*+")


def plain_paragraphs(text: str) -> str:
    """Plain text as paragraphs: a blank line parts them, a line end is a line break. Safe.

    >>> plain_paragraphs("One & two\\nthree\\n\\nfour")
    '<p>One &amp; two<br>three</p><p>four</p>'
    """
    html = escaped(text.strip())
    if "\r" in html:
        html = html.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in html:
        return f"<p>{html}</p>" if html else ""
    parts = _PARAGRAPHS.split(html)
    return "".join(f"<p>{part.replace(_LINE_END, _BREAK)}</p>" for part in parts)


_LINE_END, _BREAK = "\n", "<br>"

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)\b([^<>]*+)>")


def replaced(html: str, stand_ins: Mapping[str, tuple[str, str]]) -> str:
    """HTML with other tags in the place of some, by name: what stands for a start and for an end.

    Where the first holds ``{alt}``, the element's alternative text is put in. Linear.

    >>> replaced('<h3>Title</h3>', {"h3": ("<p><b>", "</b></p>")})
    '<p><b>Title</b></p>'
    """

    def tag(found: re.Match[str]) -> str:
        stand_in = stand_ins.get(found[2].lower())
        if stand_in is None:
            return found[0]
        if found[1]:
            return stand_in[1]
        alt = _ALT.search(found[3]) if "{alt}" in stand_in[0] else None
        return stand_in[0].replace("{alt}", (alt[1] or alt[2] or "") if alt else "")

    return _TAG.sub(tag, html)


_ALT = re.compile(r"""\balt\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""", re.IGNORECASE)
