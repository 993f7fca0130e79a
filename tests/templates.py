"""Discussions and templates for the tests of both engines."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import django
from django.conf import settings
from django.template import Context as Variables
from django.template import Template
from tests.factory import make_chain, make_comment

from blogcore import Author, Body, Comment, Post, Thread

__all__ = [
    "BAD",
    "CHAIN",
    "HOSTILE",
    "IN_DJANGO",
    "IN_JINJA",
    "NOW",
    "SAFE",
    "STATES",
    "THEN",
    "WRITTEN",
    "by_django",
    "chain",
]

NOW = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
THEN = datetime(2021, 5, 1, 9, 30, tzinfo=UTC)

BAD = "</li></ol><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
#: The same text escaped, as both engines must write it.
SAFE = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"


def _comment(id: str, **fields: Any) -> Comment:
    """Return a comment with private fields, of the time `THEN`."""
    ida = Author(name="Ida", email="ida@example.org")
    defaults: dict[str, Any] = {"author": ida, "published": THEN}
    return make_comment(id, ip="192.0.2.7", **defaults | fields)


def chain(length: int) -> Thread:
    """Return a thread in which each comment replies to the one before."""
    return Thread.from_comments(make_chain(length))


#: Deeper than Python's recursion limit.
CHAIN = 10_000

#: Hostile text in id, name, URL and body of each media type.
HOSTILE = Thread.from_comments(
    _comment(
        f"{media_type}{BAD}",
        author=Author(name=BAD, url="javascript:alert(1)"),
        body=Body(text=BAD, media_type=media_type),
    )
    for media_type in ("text/plain", "text/html", "text/markdown")
)

#: A held comment, an approved reply to it, and spam.
STATES = Thread.from_comments(
    [
        _comment("held", body="Wait for it", status="held"),
        _comment("answer", in_reply_to="held", body="Seen by all"),
        _comment("spam", body="Buy now", status="spam"),
    ]
)

#: A post for the filters of posts.
WRITTEN = Post(
    id="7",
    title="A <night> train",
    body=Body(text="<h2>Late</h2><p>One two <i>three</i></p>", media_type="text/html"),
)

#: Templates that write user-supplied text in elements and attributes.
IN_JINJA = """
{%- call(node) discussion(thread) -%}
<a href="{{ node.comment.author.url|web_url }}" title="{{ node.comment.author.name }}">
{{- node.comment.author|author_name }}</a>{{ node.comment.body|safe_html -}}
{{ node.comment|excerpt(99) }}
{%- endcall -%}
"""

IN_DJANGO = """
{% discussion thread as node %}
<a href="{{ node.comment.author.url|web_url }}" title="{{ node.comment.author.name }}">
{% author_name node.comment.author %}</a>{{ node.comment.body|safe_html }}
{{ node.comment|excerpt:99 }}
{% enddiscussion %}
"""

if not settings.configured:
    settings.configure(
        INSTALLED_APPS=["blogcore.django"],
        TEMPLATES=[
            {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
        ],
    )
    django.setup()


def by_django(source: str, **variables: object) -> str:
    """Render a Django template."""
    return str(Template("{% load blogcore %}" + source).render(Variables(variables)))
