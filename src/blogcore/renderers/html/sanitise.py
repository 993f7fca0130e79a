"""`safe_html`: the one place where the markup of a stranger becomes safe.

It is the last step. Whatever is to be done to a body is done before, and nothing edits what comes
out: text that was changed behind a sanitiser has been the way in, again and again.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from attrs import field, frozen

from blogcore._text.wpautop import wpautop
from blogcore.models import Body
from blogcore.renderers.html.escape import only_characters
from blogcore.renderers.html.nesting import nests_too_deep
from blogcore.renderers.html.paragraphs import plain_paragraphs, replaced
from blogcore.renderers.urls import body_url

if TYPE_CHECKING:
    import nh3
    from markdown_it import MarkdownIt

__all__ = ["COMMENT", "POST", "Allowance", "safe_html"]

#: Beyond this many characters a body is shown as its text: parsing is not always linear.
_LONGEST = 1 << 20

_WORDS = (
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
#: What is never shown, with all that is in it.
_UNSEEN = "head iframe math noembed noframes noscript script style svg template title"
#: Blocks that are not allowed still part the words before them from those behind.
_OTHER_BLOCKS = "address article aside center fieldset footer form header hgroup main nav section"
_AS_BLOCK = {name: ("<div>", "</div>") for name in _OTHER_BLOCKS.split()}


@frozen
class Allowance:
    """What markup a writer may use, and how their links are marked."""

    tags: frozenset[str]
    attributes: Mapping[str, set[str]] = field(hash=False)
    #: What stands in for tags that are not allowed: for their start and for their end.
    stand_ins: Mapping[str, tuple[str, str]] = field(hash=False)
    #: The ``rel`` of every link.
    rel: str | None


#: What somebody who comments may use: no pictures, which would tell others who reads here, and
#: no headings, which belong to the page. Their words stay.
COMMENT = Allowance(
    frozenset(_WORDS.split()),
    _ATTRIBUTES,
    {
        **_AS_BLOCK,
        "img": ("{alt}", ""),
        **{f"h{level}": ("<p><strong>", "</strong></p>") for level in range(1, 7)},
    },
    "nofollow ugc noopener noreferrer",
)
#: What the blog itself may use: pictures, headings beneath that of the post, and more.
POST = Allowance(
    COMMENT.tags | {"details", "h2", "h3", "h4", "h5", "h6", "img", "summary", "time"},
    {
        **_ATTRIBUTES,
        "details": {"open"},
        "img": {"src", "alt", "title", "width", "height"},
        "time": {"datetime"},
    },
    {**_AS_BLOCK, "h1": ("<h2>", "</h2>")},
    "noopener",
)


def safe_html(body: Body, allowed: Allowance = COMMENT) -> str:
    """A body as HTML that can do no harm, whatever is in it.

    Plain text is escaped. HTML, and what Markdown gives (raw HTML in it is shown, not taken),
    passes nh3: no script, no style, no class or id, no address but http, https, mailto and those
    relative to the page. Linear. Without ``blogcore[html]``, and where a body is too long or nests
    too deep to be parsed in good time, its text is shown.

    >>> safe_html(Body(text="1 < 2"))
    '<p>1 &lt; 2</p>'
    """
    if body.media_type == "text/plain":
        return plain_paragraphs(body.text)
    if not _extra_is_there() or len(body.text) > _LONGEST:
        return plain_paragraphs(body.to_text())
    if body.media_type == "text/markdown":
        html = _markdown().render(body.text)
    else:
        html = wpautop(body.text)
    html = replaced(only_characters(html), allowed.stand_ins)
    if nests_too_deep(html):
        return plain_paragraphs(body.to_text())
    return _cleaner(allowed).clean(html)


@cache
def _extra_is_there() -> bool:
    return find_spec("nh3") is not None and find_spec("markdown_it") is not None


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@cache
def _cleaner(allowed: Allowance) -> nh3.Cleaner:
    import nh3

    return nh3.Cleaner(
        tags=set(allowed.tags),
        clean_content_tags=set(_UNSEEN.split()),
        attributes=dict(allowed.attributes),
        attribute_filter=_attribute,
        link_rel=allowed.rel,
        url_schemes={"http", "https", "mailto"},
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute that is allowed; None drops it."""
    return body_url(value) if name in {"href", "src", "cite"} else value
