"""`wpautop`: the paragraphs and line breaks that WordPress adds to stored text.

The text becomes tokens (tags, words, spaces, line ends). Each token has a letter, the letters of
a text form its *shape*, and each rule is a pattern over the shape: no rule can be confused by what
a tag contains, and every rule is linear. The result is not sanitised; sanitise it afterwards.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["SHORTCODES", "shortcode_unautop", "wpautop"]

_BLOCKS = (
    "address|area|article|aside|blockquote|caption|colgroup|col|dd|details|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|legend|li|map|math|menu|nav|ol|pre|p"
    "|section|style|summary|table|tbody|td|tfoot|thead|th|tr|ul"
)
_SPACE = r"[ \t\n\r\f\v]"

# --- tokens ----------------------------------------------------------------------------------

#: A comment or tag without an end extends to the end of the text.
_TOKEN = re.compile(
    r"<!(?=--)(?:(?!-->).)*+(?:-->)?|<!\[CDATA\[(?:(?!\]\]>).)*+(?:\]\]>)?|<[^>]*+>?"
    r"|\n|[ \t\r\f\v]++|[^\s<]++(?:[ \t]++[^\s<]++)*+|\s",
    re.DOTALL,
)
#: The letter of a tag; the first pattern that matches its beginning decides. Names are compared
#: by their beginnings and in lower case, as in WordPress: ``<picture>`` counts as ``<p…>``.
_LETTERS = [
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"<p>", "p"),
        (r"</p>", "q"),
        (r"<br ?/?>", "r"),
        (r"<li", "l"),
        (r"<blockquote", "k"),
        (r"</blockquote>", "K"),
        (r"</div>", "e"),
        (r"</(?:address|form)>", "f"),
        (r"<style", "y"),
        (r"</style>", "Y"),
        (r"<script", "c"),
        (r"</script>", "C"),
        (r"<svg", "v"),
        (r"</svg>", "V"),
        (r"</?(?:p|li|div|dl|dd|dt|th|td|ul|ol)", "D"),
        (rf"</?(?:{_BLOCKS})", "B"),
    )
]
_BLOCK = "[BDKYefklpqy]"
#: Blocks before which a ``<br>`` is dropped.
_FLUSH = "[Delpq]"
_BLANKS = "[ns]*+"
#: The tokens that rules insert.
_NEW = {"p": "<p>", "q": "</p>", "r": "<br />", "n": "\n"}

#: Tags before which, and tags after which, spaces are removed.
_TRIM_BEFORE = r"<option|</object>|</?(?:param|embed)|</(?:audio|video)>|<(?:source|track)"
_TRIM_AFTER = r"</option>|<object|</?(?:param|embed)|<(?:audio|video|source|track)|</figcaption>"
_TRIM = (re.compile(rf"{_TRIM_BEFORE}|<figcaption"), re.compile(_TRIM_AFTER))
_OF_OBJECTS = re.compile("</?(?:object|param|embed)")
_OF_MEDIA = re.compile("</?(?:audio|video)")


@lru_cache(maxsize=256)
def _letter(tag: str) -> str:
    if tag.isspace():
        return "n" if tag == "\n" else "s"
    if not tag.startswith("<"):
        return "t"
    if tag.endswith(">"):
        for pattern, letter in _LETTERS:
            if pattern.match(tag):
                return letter
    return "x"


class _Tokens:
    """The tokens of a text, and their shape: one letter per token. Rules edit both together."""

    def __init__(self, text: str) -> None:
        self.tokens: list[str] = _TOKEN.findall(text)
        self.shape = "".join(
            [_letter(token) if len(token) < 64 else _letter(_head(token)) for token in self.tokens]
        )

    def text(self) -> str:
        return "".join(self.tokens)

    def apply(self, pattern: re.Pattern[str], template: str) -> None:
        """Replace matches in the shape; in the template a digit is a group, a letter a new one."""
        tokens: list[str] = []
        shape: list[str] = []
        at = 0
        for found in pattern.finditer(self.shape):
            start, end = found.span()
            tokens += self.tokens[at:start]
            shape.append(self.shape[at:start])
            for part in template:
                if part.isdigit():
                    first, last = found.span(int(part))
                    tokens += self.tokens[first:last]
                    shape.append(self.shape[first:last])
                else:
                    tokens.append(_NEW[part])
                    shape.append(part)
            at = end
        if at:
            self.tokens = tokens + self.tokens[at:]
            self.shape = "".join([*shape, self.shape[at:]])

    def trim(self, text: str) -> None:
        """Drop the spaces around the parts of objects, media, options and captions."""
        before, after = _TRIM
        objects = "</object>" in text
        media = "<source" in text or "<track" in text
        tokens: list[str] = []
        shape: list[str] = []
        skip = False
        for token, letter in zip(self.tokens, self.shape, strict=True):
            if letter in "ns":
                if skip:
                    continue
            elif token.startswith("<"):
                known = (objects or not _OF_OBJECTS.match(token)) and (
                    media or not _OF_MEDIA.match(token)
                )
                if known and before.match(token):
                    while shape and shape[-1] in "ns":
                        del shape[-1], tokens[-1]
                skip = known and bool(after.match(token))
            else:
                skip = False
            tokens.append(token)
            shape.append(letter)
        self.tokens, self.shape = tokens, "".join(shape)

    def wrap(self) -> None:
        """Make each part between blank lines a paragraph."""
        tokens: list[str] = []
        shape: list[str] = []
        at = 0
        for start, end in [
            *(found.span() for found in _BLANK_LINES.finditer(self.shape)),
            (len(self.shape), len(self.shape)),
        ]:
            while at < start and self.shape[at] == "n":
                at += 1
            while at < start and self.shape[start - 1] == "n":
                start -= 1
            if at < start:
                tokens += ["<p>", *self.tokens[at:start], "</p>", "\n"]
                shape += ["p", self.shape[at:start], "qn"]
            at = end
        self.tokens, self.shape = tokens, "".join(shape)

    def protect_lines(self) -> None:
        """Give the line ends in scripts, styles and drawings a letter that no rule matches."""
        shape, at = list(self.shape), 0
        missing: set[str] = set()
        while found := _VERBATIM.search(self.shape, at):
            end_letter = found[0].upper()
            end = -1
            if end_letter not in missing:
                end = self.shape.find(end_letter, found.end())
            if end < 0:
                missing.add(end_letter)
                at = found.end()
                continue
            for index in range(found.start(), end):
                if shape[index] == "n":
                    shape[index] = "N"
            at = end + 1
        self.shape = "".join(shape)


def _head(token: str) -> str:
    """Return the part of a long token from which its letter follows."""
    return token[:32] + (">" if token.endswith(">") else "") if token[0] == "<" else "t"


_VERBATIM = re.compile("[cvy]")
_BLANK_LINES = re.compile("n[ns]*n")

# --- rules -----------------------------------------------------------------------------------


def _rules(*rules: tuple[str, str]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), template) for pattern, template in rules]


#: Remove or move the tags of paragraphs around blocks.
_PARAGRAPHS = _rules(
    (f"p{_BLANKS}q", ""),  # an empty paragraph
    ("p([nst]++)([ef])", "p1q2"),  # text before the end of a block
    (f"p{_BLANKS}({_BLOCK}){_BLANKS}q", "1"),  # only a tag of a block
    ("p(l[^nq]*+)q", "1"),  # a list item
    ("p(k)", "1p"),  # inside of a quotation
    ("(K)q", "q1"),
    (f"p{_BLANKS}({_BLOCK})", "1"),
    (f"({_BLOCK}){_BLANKS}q", "1"),
)
_LINE_ENDS = _rules(("(?<!r)[ns]*n", "rn"))
#: Remove line breaks beside blocks, and the line end at the end of the last paragraph.
_BREAKS = _rules((f"({_BLOCK}){_BLANKS}r", "1"), (f"r({_BLANKS}{_FLUSH})", "1"), ("n(q)$", "1"))

_TWO_BREAKS = re.compile(rf"<br{_SPACE}*+/?>{_SPACE}*+<br{_SPACE}*+/?>")
_BLOCK_START = re.compile(rf"<(?:{_BLOCKS})(?=[\s/>])")
_BLOCK_END = re.compile(rf"</(?:{_BLOCKS})>|<hr\s*+/?>")
_BR = re.compile("<br/?>")


def wpautop(html: str) -> str:
    r"""Return HTML with the paragraphs and line breaks that WordPress shows. Linear.

    A blank line separates paragraphs, a single line end is ``<br />``, blocks are in no
    paragraph, and ``pre`` is unchanged.

    Source: WordPress 6.1 ``wpautop``, by its behaviour, unbalanced tags included.

    >>> wpautop("One\n\n<em>two</em>\nthree")
    '<p>One</p>\n<p><em>two</em><br />\nthree</p>\n'
    """
    if not html.strip(" \t\n\r\v\0"):
        return ""
    html, kept = _extract_pre(html.replace("\r\n", "\n").replace("\r", "\n") + "\n")
    html = _TWO_BREAKS.sub("\n\n", html)
    html = _BLOCK_START.sub(r"\n\n\g<0>", html)
    html = _BLOCK_END.sub("\\g<0>\n\n", html)
    tokens = _Tokens(html)
    tokens.trim(html)
    tokens.wrap()
    for rule in _PARAGRAPHS:
        tokens.apply(*rule)
    tokens.protect_lines()
    for rule in _LINE_ENDS:
        tokens.apply(*rule)
    tokens.shape = tokens.shape.replace("N", "n")
    for rule in _BREAKS:
        tokens.apply(*rule)
    return _restore(tokens.tokens, kept)


def _extract_pre(html: str) -> tuple[str, list[str]]:
    """Return HTML with a numbered placeholder for each ``pre`` element, and these elements."""
    kept: list[str] = []
    if "<pre" not in html:
        return html, kept
    *parts, last = html.split("</pre>")
    pieces: list[str] = []
    for part in parts:
        start = part.find("<pre")
        if start < 0:
            pieces.append(part)
            continue
        pieces += [part[:start], f"<pre {len(kept)}></pre>"]
        kept.append(f"{part[start:]}</pre>")
    return "".join([*pieces, last]), kept


_KEPT = re.compile("<pre ([0-9]+)></pre>")


def _restore(tokens: list[str], kept: list[str]) -> str:
    html = "".join(["<br />" if token in {"<br>", "<br/>"} else token for token in tokens])
    return _KEPT.sub(lambda found: kept[int(found[1])], html) if kept else html


# --- shortcodes ------------------------------------------------------------------------------

#: Shortcodes of WordPress itself.
SHORTCODES = "caption|wp_caption|gallery|embed|audio|video|playlist"
_EDGE = r"(?:[ \t\n\r]|\xa0|&nbsp;)*+"
_ALONE = re.compile(rf"<p>{_EDGE}(\[({SHORTCODES})(?![\w-])[^\[\]]*+\])")
_ALONE_END = re.compile(rf"{_EDGE}</p>")


def shortcode_unautop(html: str) -> str:
    """Return HTML without the paragraphs that contain only a shortcode. Linear.

    >>> shortcode_unautop("<p>[gallery]</p>")
    '[gallery]'
    """
    if "[" not in html:
        return html
    pieces: list[str] = []
    at = 0
    missing: set[str] = set()
    while found := _ALONE.search(html, at):
        end = None
        closing = f"[/{found[2]}]"
        if closing not in missing and not found[1].endswith("/]"):
            close = html.find(closing, found.end())
            if close < 0:
                missing.add(closing)
            else:
                end = _ALONE_END.match(html, close + len(closing))
        end = end or _ALONE_END.match(html, found.end())
        if end is None:
            pieces.append(html[at : found.end()])
            at = found.end()
            continue
        text = html[found.start(1) : end.start()]
        while text.endswith(("&nbsp;", " ", "\t", "\n", "\r", "\xa0")):
            text = text.removesuffix("&nbsp;").rstrip(" \t\n\r\xa0")
        pieces += [html[at : found.start()], text]
        at = end.end()
    return "".join([*pieces, html[at:]])
