"""HTML as WordPress stores it, made HTML as it shows it: paragraphs, and captions in brackets.

Nothing here makes anything safe, and nothing may come after what does.
"""

from __future__ import annotations

import re

__all__ = ["needs_wpautop", "wpautop"]

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


def wpautop(html: str) -> str:
    """HTML in which blank lines make paragraphs, as WordPress stores bodies. Linear.

    As its ``wpautop`` does, but that a single line end stays a blank, as `html_to_text` reads it.
    Words behind a block are a paragraph too. Captions in brackets (``[caption]``) become figures.

    >>> wpautop("One\\n\\n<em>two</em>\\n\\n<ul><li>three</ul>")
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


_BLANK_LINE = re.compile(r"\n[ \t]*+(?:\r?\n|\r)|\r[ \t]*+\r")
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)


def needs_wpautop(html: str) -> bool:
    """Whether it is HTML of which only WordPress makes paragraphs and figures.

    Where paragraphs are marked as such, blank lines mean nothing.

    >>> needs_wpautop("One\\n\\ntwo"), needs_wpautop("<p>One</p>\\n\\n<p>two</p>")
    (True, False)
    """
    if "[" in html and _MARK.search(html):
        return True
    return bool(_BLANK_LINE.search(html)) and not _PARAGRAPH.search(html)
