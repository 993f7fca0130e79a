"""Convert HTML that WordPress stores to HTML that it shows.

Paragraphs are made of blank lines, and shortcodes become elements: captions, code, galleries and
embedded media. Nothing here is sanitised; sanitise it afterwards.
"""

from __future__ import annotations

import re

from blogcore._text.wpautop import SHORTCODES, shortcode_unautop, wpautop

__all__ = ["displayed", "media_as_links"]


def displayed(html: str, *, always: bool = False) -> str:
    r"""Return HTML as WordPress shows it. Linear.

    HTML that has ``<p>`` elements for all of its paragraphs, or block markers, was made by another
    program or the block editor: its line ends are spaces, and it stays as it is.

    Args:
        html: HTML as it is stored.
        always: Whether to mark up also a text without line ends, as one paragraph.

    >>> displayed("One\n\ntwo\nthree")
    '<p>One</p>\n<p>two<br />\nthree</p>'
    >>> displayed("<p>One</p>\n\n<p>two\nthree</p>")
    '<p>One</p>\n\n<p>two\nthree</p>'
    """
    brackets = "[" in html
    source = _code(html) if brackets else html
    if (always or _LINE_END.search(source.strip())) and _is_stored(source):
        hidden: list[str] = []
        shown = _restore(wpautop(_hide_scripts(source, hidden)).rstrip("\n"), hidden)
        if always or "".join(shown.split()) != "".join(source.split()):
            source = shown
    return _shortcodes(shortcode_unautop(source)) if brackets else source


_LINE_END = re.compile("[\r\n]")
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_COMPLETE = re.compile(
    r"<p(?:\s[^>]*+)?>(?:(?!<p[\s>]|</p>).)*+</p>|<pre[^>]*+>(?:(?!</?pre).)*+</pre>",
    re.IGNORECASE | re.DOTALL,
)
#: Words after a blank line: what can begin a paragraph.
_LOOSE_WORDS = re.compile(
    r"(?:\n|\r\n?)[ \t]*+(?:\n|\r\n?)\s*+(?:[^\s<]|<(?:a|b|em|i|img|span|strong)\b)", re.IGNORECASE
)


def _is_stored(html: str) -> bool:
    """Return whether line ends mean paragraphs and breaks, as in WordPress's database."""
    if "<!-- wp:" in html:
        return False
    return not _PARAGRAPH.search(html) or bool(_LOOSE_WORDS.search(_COMPLETE.sub("<p>", html)))


_SCRIPT = re.compile(r"<(script|style)\b", re.IGNORECASE)
_PLACEHOLDER = re.compile("\x00([0-9]+)\x00")


def _hide_scripts(html: str, hidden: list[str]) -> str:
    """Replace scripts and styles by placeholders; append them to ``hidden``. Linear.

    What is in them is not HTML, so it must not be taken for the start of a block.
    """
    lower = html.lower()
    if "\x00" in html or len(lower) != len(html):
        return html
    pieces: list[str] = []
    at = 0
    while found := _SCRIPT.search(html, at):
        end = lower.find(f"</{found[1].lower()}", found.end())
        end = html.find(">", end) if end >= 0 else -1
        if end < 0:
            break
        pieces += [html[at : found.start()], f"\x00{len(hidden)}\x00"]
        hidden.append(html[found.start() : end + 1])
        at = end + 1
    return "".join([*pieces, html[at:]])


def _restore(html: str, hidden: list[str]) -> str:
    return _PLACEHOLDER.sub(lambda found: hidden[int(found[1])], html) if hidden else html


# --- shortcodes ------------------------------------------------------------------------------

_CODE = re.compile(r"\[(code|source|sourcecode)(?:\s[^\[\]]*+)?\]", re.IGNORECASE)


def _code(html: str) -> str:
    """Replace ``[code]`` by ``pre`` elements, whose content is text."""
    pieces: list[str] = []
    at = 0
    lower = ""
    missing: set[str] = set()
    while found := _CODE.search(html, at):
        lower = lower or html.lower()
        closing = f"[/{found[1].lower()}]"
        end = -1 if closing in missing else lower.find(closing, found.end())
        if end < 0 or len(lower) != len(html):
            missing.add(closing)
            pieces.append(html[at : found.end()])
            at = found.end()
            continue
        code = html[found.end() : end].strip("\r\n").replace("<", "&lt;").replace(">", "&gt;")
        pieces += [html[at : found.start()], f"<pre><code>{code}</code></pre>"]
        at = end + len(closing)
    return "".join([*pieces, html[at:]])


_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\[\]]*+)\]([^\[]*+)\[/(?:wp_)?caption\]")
_OLD_CAPTION = re.compile(r"""\bcaption=(?:"([^"]*+)"|'([^']*+)')""")
_IMAGE = re.compile(r"\s*+(?:<a\b[^<>]*+>\s*+)?<img\b[^<>]*+>(?:\s*+</a\s*+>)?", re.IGNORECASE)
_LEADING_BREAKS = re.compile(r"(?:\s++|<br ?/?>)*+")
_URL = r"https?://[^\s\"'\[\]<>]++"
#: Shortcodes of media, with an address as an attribute or as the content.
_MEDIA = re.compile(
    rf"\[(?P<name>audio|embed|video|youtube|vimeo|soundcloud|dailymotion)\b"
    rf"(?P<attributes>[^\[\]]*+)\](?:\s*+(?P<content>{_URL})\s*+\[/(?P=name)\])?"
)
_FIRST_URL = re.compile(_URL)
_GALLERY = re.compile(r"\[(gallery|playlist)(?![\w-])[^\[\]]*+\]")
#: What is left of shortcodes of WordPress is removed.
_SHORTCODE = re.compile(rf"\[/?(?:{SHORTCODES})(?![\w-])[^\[\]]*+\]")


def _shortcodes(html: str) -> str:
    html = _CAPTION.sub(_figure, html)
    html = _MEDIA.sub(_media, html)
    html = _GALLERY.sub(lambda found: f"<p>({found[1]})</p>", html)
    return _SHORTCODE.sub("", html)


def _figure(found: re.Match[str]) -> str:
    """Return an image and its caption, which follows or (before WordPress 3.4) is an attribute."""
    inner = found[2]
    old = _OLD_CAPTION.search(found[1])
    image = _IMAGE.match(inner)
    end = image.end() if image else 0
    caption = (old[1] or old[2] or "") if old else _LEADING_BREAKS.sub("", inner[end:], 1).strip()
    if old:
        end = len(inner)
    return f"<figure>{inner[:end].strip()}<figcaption>{caption}</figcaption></figure>"


def _media(found: re.Match[str]) -> str:
    url = found["content"] or (_FIRST_URL.search(found["attributes"]) or [""])[0]
    if not url:
        return f"<p>({found['name']})</p>"
    return _link(url)


def _link(url: str) -> str:
    return f'<a href="{url}">{url}</a>'


# --- embedded media --------------------------------------------------------------------------

_EMBEDDED = re.compile(
    r"<(?P<name>iframe|video|audio|embed|object|source)\b(?P<attributes>[^<>]*+)>", re.IGNORECASE
)
_SOURCE = re.compile(
    r"""\s(?:src|data)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE
)


def media_as_links(html: str) -> str:
    """Return HTML with a link before each embedded page, film or sound. Linear.

    >>> media_as_links('<iframe src="https://example.org/"></iframe>')
    '<a href="https://example.org/">https://example.org/</a> <iframe src="https://example.org/"></iframe>'
    """

    def replace(found: re.Match[str]) -> str:
        source = _SOURCE.search(found["attributes"])
        url = (source[1] or source[2] or source[3] or "").strip() if source else ""
        if url.startswith("//"):
            url = f"https:{url}"
        if not _FIRST_URL.fullmatch(url):
            return found[0]
        return f"{_link(url)} {found[0]}"

    return _EMBEDDED.sub(replace, html) if "<" in html else html
