"""Convert HTML that WordPress stores to HTML that it shows: paragraphs and ``[caption]``.

The result is not sanitised; sanitise it afterwards.
"""

from __future__ import annotations

import re

__all__ = ["needs_wpautop", "wpautop"]

#: Elements that a paragraph cannot begin with or contain.
_BLOCKS = (
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h[1-6] header hgroup hr li main menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul"
).replace(" ", "|")
_WORDS = rf"[^\s<]|<(?!/|!--|(?:{_BLOCKS})\b)"
#: What separates paragraphs: the end of a block. (A blank line does, too.)
_GAP = rf"</(?:{'blockquote dl figure h[1-6] ol p table ul'.replace(' ', '|')})\s*+>\s*+"
_PIECE = re.compile(
    rf"<!--[^<>]*+-->\s*+|<(?P<raw>/?(?:pre|textarea|script|style))\b[^<>]*+>"
    rf"|(?P<gap>{_GAP}|\n[ \t]*+\n\s*+)(?=(?P<words>{_WORDS}))?|<[^<>]*+>",
    re.IGNORECASE,
)
_STARTS_WITH_WORDS = re.compile(rf"(?:\s++|<!--[^<>]*+-->)*+(?:{_WORDS})", re.IGNORECASE)


def wpautop(html: str) -> str:
    """Return HTML with a ``<p>`` at each blank line. Linear.

    As WordPress's ``wpautop``, but a single line end stays a space, as `html_to_text` reads it.
    Words after a block are a paragraph too. Captions in brackets (``[caption]``) become figures.

    >>> wpautop("One\\n\\n<em>two</em>\\n\\n<ul><li>three</ul>")
    '<p>One<p><em>two</em>\\n\\n<ul><li>three</ul>'
    """
    html = _figures(html.replace("\r\n", "\n").replace("\r", "\n"))
    start = "<p>" if _STARTS_WITH_WORDS.match(html) else ""
    depth = 0  # of elements that keep their blank lines

    def replace(found: re.Match[str]) -> str:
        nonlocal depth
        if found["raw"]:
            depth = max(0, depth + (-1 if found["raw"].startswith("/") else 1))
        return f"{found['gap'].rstrip()}<p>" if found["words"] and not depth else found[0]

    return start + _PIECE.sub(replace, html)


_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\[\]]*+)\]([^\[]*+)\[/(?:wp_)?caption\]")
_OLD_CAPTION = re.compile(r"""\bcaption=(?:"([^"]*+)"|'([^']*+)')""")
_IMAGE = re.compile(r"\s*+(?:<a\b[^<>]*+>\s*+)?<img\b[^<>]*+>(?:\s*+</a\s*+>)?", re.IGNORECASE)
#: Other shortcodes of WordPress, which are removed.
_SHORTCODE = re.compile(
    r"\[/?(?:caption|wp_caption|gallery|embed|audio|video|playlist)(?![\w-])[^\[\]]*+\]"
)


def _figures(html: str) -> str:
    if "[" not in html:
        return html
    return _SHORTCODE.sub("", _CAPTION.sub(_figure, html))


def _figure(found: re.Match[str]) -> str:
    """Return an image and its caption, which follows or (before WordPress 3.4) is an attribute."""
    inner = found[2]
    old = _OLD_CAPTION.search(found[1])
    image = _IMAGE.match(inner)
    end = image.end() if image else 0
    caption = (old[1] or old[2] or "") if old else inner[end:].strip()
    if old:
        end = len(inner)
    return f"<figure>{inner[:end].strip()}<figcaption>{caption}</figcaption></figure>"


_BLANK_LINE = re.compile(r"\n[ \t]*+(?:\r?\n|\r)|\r[ \t]*+\r")
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)


def needs_wpautop(html: str) -> bool:
    """Return whether HTML has paragraphs or figures that only WordPress shows as such.

    In HTML with ``<p>`` elements, blank lines mean nothing.

    >>> needs_wpautop("One\\n\\ntwo"), needs_wpautop("<p>One</p>\\n\\n<p>two</p>")
    (True, False)
    """
    if "[" in html and _SHORTCODE.search(html):
        return True
    return bool(_BLANK_LINE.search(html)) and not _PARAGRAPH.search(html)
