"""What a user would write without blogcore: Pydantic models, a dict tree, a Jinja2 macro.

The models check what blogcore's check, as far as declarations of Pydantic can. Nothing looks for
duplicate ids, cycles or comments of other posts; an orphan is put at top level. The macro calls
itself, so a thread of some hundred levels would break it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from jinja2 import Environment
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

__all__ = ["Comment", "Document", "page", "read", "tree"]

_PATTERN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
Text = Annotated[str, Field(pattern=_PATTERN)]
Name = Annotated[str, Field(pattern=_PATTERN, min_length=1)]
Count = Annotated[int, Field(ge=0, lt=2**63)]
Extra = dict[Name, Text | tuple[Text, ...]]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Body(_Model):
    """The text of a comment."""

    text: Text = ""
    media_type: Literal["text/plain", "text/html", "text/markdown"] = "text/plain"


class Author(_Model):
    """Who wrote a comment."""

    name: Text
    id: Name | None = None
    email: Text | None = None
    url: Text | None = None
    avatar_url: Text | None = None
    bio: Text = ""
    slug: Text | None = None
    kind: Literal["person", "organization", "bot", "guest"] = "person"
    extra: Extra = {}


class Comment(_Model):
    """One comment."""

    id: Name
    post_id: Name
    author: Author
    body: Body
    published: AwareDatetime | None = None
    updated: AwareDatetime | None = None
    in_reply_to: Name | None = None
    status: Literal["approved", "held", "spam", "trash", "deleted"] = "approved"
    kind: Literal["comment", "pingback", "trackback", "webmention"] = "comment"
    likes: Count = 0
    dislikes: Count = 0
    url: Text | None = None
    ip: Text | None = None
    user_agent: Text | None = None
    extra: Extra = {}


class _Blog(_Model):
    authors: tuple[Author, ...] = ()
    posts: tuple[()] = ()
    comments: tuple[Comment, ...]


class Document(_Model):
    """A document with a blog."""

    blogcore: Literal[1]
    blog: _Blog


Children = dict[str | None, list[Comment]]


def read(data: bytes) -> tuple[Comment, ...]:
    """Return the validated comments of a document."""
    return Document.model_validate_json(data).blog.comments


def tree(comments: tuple[Comment, ...]) -> Children:
    """Return the comments by the id of their parent, siblings in the order of time."""
    ids = {comment.id for comment in comments}
    children: Children = {}
    for comment in comments:
        parent_id = comment.in_reply_to if comment.in_reply_to in ids else None
        children.setdefault(parent_id, []).append(comment)
    for siblings in children.values():
        siblings.sort(key=lambda comment: (comment.published, comment.id))
    return children


def page(children: Children) -> str:
    """Return the HTML of all comments."""
    return _PAGE.render(children=children)


_PAGE = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
    """\
{% macro replies(parent_id, parent) %}
<ol>
{% for comment in children[parent_id] %}
<li id="comment-{{ comment.id }}"><article>
<header>
{% if comment.author.url %}
<a href="{{ comment.author.url }}" rel="nofollow ugc">{{ comment.author.name }}</a>
{% else %}
<span>{{ comment.author.name }}</span>
{% endif %}
<a class="permalink" href="#comment-{{ comment.id }}">
{% if comment.published %}
<time datetime="{{ comment.published.isoformat() }}">
{{ comment.published.strftime("%d %B %Y at %H:%M") }}</time>
{% endif %}
</a>
{% if parent %}
<a href="#comment-{{ parent.id }}">In reply to {{ parent.author.name }}</a>
{% endif %}
</header>
{% for paragraph in comment.body.text.split("\n\n") %}
<p>{{ paragraph }}</p>
{% endfor %}
<footer><a class="reply" href="?reply={{ comment.id }}#respond">Reply</a></footer>
</article>
{% if comment.id in children %}
{{ replies(comment.id, comment) }}
{% endif %}
</li>
{% endfor %}
</ol>
{% endmacro %}
{{ replies(None, None) }}
"""
)
