"""A page that shows the comments of a post. The caller keeps the comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Flask, render_template_string

from blogcore import Comment, Thread

PAGE = """<!doctype html>
<title>Comments</title>
<h1>{{ count }} thoughts</h1>
{% for comment, depth in rows %}
<article id="comment-{{ loop.index }}" style="margin-left: {{ depth }}em">
  <b>{{ comment.author.name or "Anonymous" }}</b>
  <p>{{ comment.body.to_text() if comment.status == "approved" else "Not shown." }}</p>
</article>
{% endfor %}
"""


def make_app(comments: Callable[[], Iterable[Comment]]) -> Flask:
    """Return the app that shows these comments at ``/``."""
    app = Flask(__name__)

    @app.get("/")
    def page() -> str:
        thread = Thread.from_comments(comments()).visible().clamped(5)
        count = sum(comment.status == "approved" for comment in thread.comments)
        rows = zip(thread.comments, thread.depths, strict=True)
        return render_template_string(PAGE, rows=rows, count=count)

    return app
