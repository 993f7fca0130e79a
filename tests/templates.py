"""Discussions for templates of every engine, and what must come of them."""

from __future__ import annotations

from datetime import UTC, datetime

import django
from django.conf import settings
from django.template import Context as Variables
from django.template import Template

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
    "comment",
]

NOW = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
THEN = datetime(2021, 5, 1, 9, 30, tzinfo=UTC)

BAD = "</li></ol><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
#: How every engine must write it where it is no markup.
SAFE = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"


def comment(id: str, answers: str | None = None, text: str = "Yes.", **fields: object) -> Comment:
    """A comment by Ida, unless it says otherwise."""
    known: dict[str, object] = {
        "author": Author(name="Ida", email="ida@example.org"),
        "body": Body(text=text),
        "published": THEN,
        "ip": "192.0.2.7",
        "in_reply_to": answers,
        **fields,
    }
    return Comment(id=id, post_id="7", **known)  # type: ignore[arg-type]


def chain(length: int) -> Thread:
    """Comments of which each answers the one before."""
    return Thread.from_comments(
        comment(str(at), str(at - 1) if at else None) for at in range(length)
    )


#: Deeper than any recursion goes.
CHAIN = 10_000

#: Hostile in name, address and body of each kind, and in its id.
HOSTILE = Thread.from_comments(
    comment(
        f"{media_type}{BAD}",
        author=Author(name=BAD, url="javascript:alert(1)"),
        body=Body(text=BAD, media_type=media_type),
    )
    for media_type in ("text/plain", "text/html", "text/markdown")
)

#: One that is held and answered, one that is spam, one that all may see.
STATES = Thread.from_comments(
    [
        comment("held", text="Wait for it", status="held"),
        comment("answer", "held", text="Seen by all"),
        comment("spam", text="Buy now", status="spam"),
    ]
)

#: What templates show of a post.
WRITTEN = Post(
    id="7",
    title="A <night> train",
    body=Body(text="<h2>Late</h2><p>One two <i>three</i></p>", media_type="text/html"),
)

#: A page that puts what strangers gave into every sort of place.
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
    """What a template of Django's gives."""
    return str(Template("{% load blogcore %}" + source).render(Variables(variables)))
