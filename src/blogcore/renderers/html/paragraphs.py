"""Bodies before they are judged: paragraphs, captions, and what stands in for what is not allowed.

Nothing here makes anything safe, and nothing may come after what does: `safe_html` takes what
these functions give.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .escape import text as escaped

__all__ = ["html_paragraphs", "plain_paragraphs", "replaced"]

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

#: What no paragraph begins with, or stands around.
_BLOCKS = (
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h[1-6] header hgroup hr li main menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul"
).replace(" ", "|")
_WORDS = rf"[^\s<]|<(?!/|!--|(?:{_BLOCKS})\b)"
#: What stands between paragraphs: the end of a block, or a blank line.
_GAP = rf"</(?:{'blockquote dl figure h[1-6] ol p table ul'.replace(' ', '|')})\s*+>\s*+"
_PIECE = re.compile(
    rf"<!--[^<>]*+-->\s*+|<(?P<raw>/?(?:pre|textarea|script|style))\b[^<>]*+>"
    rf"|(?P<gap>{_GAP}|\n[ \t]*+\n\s*+)(?=(?P<words>{_WORDS}))?|<[^<>]*+>",
    re.IGNORECASE,
)
_STARTS_WITH_WORDS = re.compile(rf"(?:\s++|<!--[^<>]*+-->)*+(?:{_WORDS})", re.IGNORECASE)


def html_paragraphs(html: str) -> str:
    """HTML in which blank lines make paragraphs, as WordPress stores bodies. Linear.

    As its ``wpautop`` does, but that a single line end stays a blank, as `html_to_text` reads it.
    Words behind a block are a paragraph too. Captions in brackets (``[caption]``) become figures.

    >>> html_paragraphs("One\\n\\n<em>two</em>\\n\\n<ul><li>three</ul>")
    '<p>One<p><em>two</em>\\n\\n<ul><li>three</ul>'
    """
    html = _figures(html.replace("\r\n", "\n").replace("\r", "\n"))
    start = "<p>" if _STARTS_WITH_WORDS.match(html) else ""
    inside = 0  # of elements whose blank lines are their own

    def piece(found: re.Match[str]) -> str:
        nonlocal inside
        if found["raw"]:
            inside = max(0, inside + (-1 if found["raw"].startswith("/") else 1))
        return f"{found['gap'].rstrip()}<p>" if found["words"] and not inside else found[0]

    return start + _PIECE.sub(piece, html)


_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\[\]]*+)\]([^\[]*+)\[/(?:wp_)?caption\]")
_OLD_CAPTION = re.compile(r"""\bcaption=(?:"([^"]*+)"|'([^']*+)')""")
_PICTURE = re.compile(r"\s*+(?:<a\b[^<>]*+>\s*+)?<img\b[^<>]*+>(?:\s*+</a\s*+>)?", re.IGNORECASE)
#: WordPress's other marks, of which nothing is shown here.
_MARK = re.compile(
    r"\[/?(?:caption|wp_caption|gallery|embed|audio|video|playlist)(?![\w-])[^\[\]]*+\]"
)


def _figures(html: str) -> str:
    if "[" not in html:
        return html
    return _MARK.sub("", _CAPTION.sub(_figure, html))


def _figure(found: re.Match[str]) -> str:
    """A picture and its caption, which stands behind it, or (before WordPress 3.4) in the mark."""
    inner = found[2]
    old = _OLD_CAPTION.search(found[1])
    picture = _PICTURE.match(inner)
    end = picture.end() if picture else 0
    caption = (old[1] or old[2] or "") if old else inner[end:].strip()
    if old:
        end = len(inner)
    return f"<figure>{inner[:end].strip()}<figcaption>{caption}</figcaption></figure>"


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
