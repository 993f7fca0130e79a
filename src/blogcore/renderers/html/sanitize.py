"""`safe_html`: user-supplied bodies as safe HTML.

Sanitising is the last step. Everything that changes a body comes before it, and nothing edits the
result: sanitisers have been bypassed again and again through text that was changed after them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from attrs import field, frozen

from blogcore._text.displayed import displayed, media_as_links
from blogcore.errors import BlogcoreError
from blogcore.models import Body
from blogcore.renderers.html._escape import escape, replace_noncharacters
from blogcore.renderers.html._nesting import nests_too_deep
from blogcore.renderers.urls import body_url

if TYPE_CHECKING:
    import nh3
    from markdown_it import MarkdownIt

__all__ = ["COMMENT", "POST", "Allowlist", "safe_html"]

#: A longer body is shown as its text: parsing is not always linear.
_MAX_CHARACTERS = 1 << 20

#: Markdown with more characters of markup than this is shown as its text: each takes up to 10 µs.
_MAX_MARKS = 1 << 14
#: A longer value of an attribute is dropped: nh3 takes quadratic time to write some.
_MAX_VALUE = 1 << 13
#: A no-break space, or an ampersand that begins no reference.
_TO_ESCAPE = re.compile("\xa0|&(?!#?[0-9A-Za-z])")

_COMMENT_TAGS = (
    "a abbr b bdi blockquote br caption cite code dd del dfn div dl dt em figcaption figure "
    "hr i ins kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub sup table "
    "tbody td tfoot th thead tr tt u ul var wbr"
)
_ATTRIBUTES = {
    "a": {"href", "hreflang", "title"},
    "abbr": {"title"},
    "bdi": {"dir"},
    "blockquote": {"cite"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "p": {"dir"},
    "div": {"dir"},
    "q": {"cite"},
    "span": {"dir", "lang"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
#: Elements that are removed with their content.
_REMOVED = "head iframe math noembed noframes noscript script style svg template title"
#: Blocks that are not allowed become ``div``, so that the text before and after stays apart.
_BLOCKS = "address article aside center fieldset footer form header hgroup main nav section"
_BLOCKS_AS_DIV = {name: ("<div>", "</div>") for name in _BLOCKS.split()}


@frozen
class Allowlist:
    """The markup that an author may use."""

    #: Names of allowed elements. The tags of other elements are removed, their content is kept.
    tags: frozenset[str]
    #: Names of allowed attributes, by the name of their element.
    attributes: Mapping[str, set[str]] = field(hash=False)
    #: Replacements of elements that are not allowed, by name: for the start and for the end tag.
    replacements: Mapping[str, tuple[str, str]] = field(hash=False)
    #: The attribute ``rel`` of every link; None for links without it.
    rel: str | None


#: Markup that visitors may use in comments: no images, because a reader's browser would request
#: them from other sites, and no headings, because they belong to the page. Their text is kept.
COMMENT = Allowlist(
    frozenset(_COMMENT_TAGS.split()),
    _ATTRIBUTES,
    {
        **_BLOCKS_AS_DIV,
        "img": ("{alt}", ""),
        **{f"h{level}": ("<p><strong>", "</strong></p>") for level in range(1, 7)},
    },
    "nofollow ugc noopener noreferrer",
)
#: What the blog may use in posts: images, headings below that of the post, and more.
POST = Allowlist(
    COMMENT.tags | {"details", "h2", "h3", "h4", "h5", "h6", "img", "summary", "time"},
    {
        **_ATTRIBUTES,
        "details": {"open"},
        "img": {"src", "alt", "title", "width", "height"},
        "time": {"datetime"},
    },
    {**_BLOCKS_AS_DIV, "h1": ("<h2>", "</h2>")},
    "noopener",
)


def safe_html(body: Body, allowed: Allowlist = COMMENT) -> str:
    """Return a body as HTML that can do no harm.

    Plain text is escaped. HTML, and Markdown after conversion (raw HTML in it is escaped), pass
    nh3: no scripts, styles, classes or ids; only http, https, mailto and relative URLs. Without
    the extra ``html``, and if a body is too long or nests too deep to be parsed in linear time,
    its plain text is shown. Linear.

    Args:
        body: A user-supplied body.
        allowed: The markup to keep.

    >>> safe_html(Body(text="1 < 2"))
    '<p>1 &lt; 2</p>'
    """
    if body.media_type == "text/plain":
        return _plain_paragraphs(body.text)
    if not _extra_is_installed() or len(body.text) > _MAX_CHARACTERS:
        return _plain_paragraphs(body.to_text())
    if body.media_type == "text/markdown":
        if sum(map(body.text.count, "[*_`<~-")) > _MAX_MARKS:
            return _plain_paragraphs(body.to_text())
        html = _markdown().render(body.text)
    else:
        html = media_as_links(displayed(body.text, always=True))
    html = _replace_tags(replace_noncharacters(html), allowed.replacements)
    if nests_too_deep(html):
        return _plain_paragraphs(body.to_text())
    # Written as references: nh3 takes quadratic time for a long run of the characters.
    html = _TO_ESCAPE.sub(lambda found: "&nbsp;" if found[0] == "\xa0" else "&amp;", html)
    cleaned = _cleaner(allowed).clean(html)
    return _cleaner(allowed).clean(cleaned) if _BOUNDARY.search(html) else cleaned


#: Elements inside which a paragraph does not end the one around. They are removed, so the paragraph
#: would be left inside another: a second pass parses the HTML as browsers will.
_BOUNDARY = re.compile(
    r"<(?:applet|button|marquee|object|optgroup|option|select|svg|math)\b", re.IGNORECASE
)
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*+\n\s*+")


def _plain_paragraphs(text: str) -> str:
    """Return plain text as escaped paragraphs; a single line end becomes ``<br>``."""
    html = escape(text.strip())
    if "\r" in html:
        html = html.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in html:
        return f"<p>{html}</p>" if html else ""
    html = _PARAGRAPH_BREAK.sub("</p><p>", html).replace("\n", "<br>")
    return f"<p>{html}</p>"


# --- HTML before sanitising ------------------------------------------------------------------

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)\b([^<>]*+)>")
_ALT = re.compile(r"""\balt\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""", re.IGNORECASE)


def _replace_tags(html: str, replacements: Mapping[str, tuple[str, str]]) -> str:
    """Replace tags by name; ``{alt}`` in a start tag becomes the alternative text. Linear."""

    def replace(match: re.Match[str]) -> str:
        replacement = replacements.get(match[2].lower())
        if replacement is None:
            return match[0]
        start, end = replacement
        if match[1]:
            return end
        alt = _ALT.search(match[3]) if "{alt}" in start else None
        return start.replace("{alt}", (alt[1] or alt[2] or "") if alt else "")

    return _TAG.sub(replace, html)


@cache
def _extra_is_installed() -> bool:
    return find_spec("nh3") is not None and find_spec("markdown_it") is not None


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@cache
def _cleaner(allowed: Allowlist) -> nh3.Cleaner:
    try:
        import nh3
    except ImportError as error:  # installed, but not for isolated sub-interpreters (PEP 684)
        reason = f"nh3, which makes HTML safe, cannot be imported in this interpreter: {error}"
        raise BlogcoreError(f"{reason}; render HTML in the main interpreter") from error

    return nh3.Cleaner(
        tags=set(allowed.tags),
        clean_content_tags=set(_REMOVED.split()),
        attributes=dict(allowed.attributes),
        attribute_filter=_filter_attribute,
        link_rel=allowed.rel,
        url_schemes={"http", "https", "mailto"},
    )


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value of an allowed attribute, or None to drop it."""
    if len(value) > _MAX_VALUE:
        return None
    return body_url(value) if name in {"href", "src", "cite"} else value
