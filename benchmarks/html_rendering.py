"""HTML of a discussion, beside a bare join of escaped strings and two Jinja2 templates.

The comments are the models that blogcore reads from a native JSON document: plain text of 5 to 300
words. All programs show name, link, time, permalink and text; blogcore and the templates also split
it into paragraphs, blogcore and the recursive macro also nest replies. The cost of HTML bodies,
which pass nh3, is measured separately.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from html import escape

from attrs import evolve
from benchmarks._documents import POST_ID, discussion
from benchmarks._table import Row, report
from jinja2 import Environment

from blogcore import Blog, Body, Thread, from_json, render

SIZES = (10_000, 100_000)
ROUNDS = 5
#: The most that HTML may cost, as a multiple of the bare join.
JOIN_BOUND = 2.5


def rows() -> Iterator[Row]:
    """Yield one row per size and rival, and one for HTML bodies."""
    for size in SIZES:
        thread = _thread(size)
        ours, *theirs = _medians([blogcore, bare_join, flat_loop, recursive_macro], thread)
        work = f"thread → HTML, {size:,} comments"
        for rival, seconds, bound in zip(
            ("bare join", "Jinja2, flat loop", "Jinja2, recursive macro"),
            theirs,
            (JOIN_BOUND, 1.0, 1.0),
            strict=True,
        ):
            yield Row(work, ours, seconds, bound=bound, note=rival)
    plain = _thread(SIZES[0])
    (as_html,) = _medians([blogcore], _with_html_bodies(plain))
    (as_text,) = _medians([blogcore], plain)
    work = f"thread → HTML, {SIZES[0]:,} comments with HTML bodies"
    yield Row(work, as_html, as_text, note="ours, with plain-text bodies")


def _thread(size: int) -> Thread:
    blog = from_json(discussion(size))
    assert isinstance(blog, Blog)
    return Thread.from_comments(blog.comments, post_id=POST_ID)


def _with_html_bodies(thread: Thread) -> Thread:
    def as_html(text: str) -> Body:
        paragraphs = (f"<p>{escape(part)} <em>so</em></p>" for part in text.split("\n\n"))
        return Body(text="".join(paragraphs), media_type="text/html")

    return Thread.from_comments(
        evolve(comment, body=as_html(comment.body.text)) for comment in thread.comments
    )


# --- the programs ----------------------------------------------------------------------------


def blogcore(thread: Thread) -> str:
    """Return the HTML of a thread, by blogcore."""
    return render(thread, "html")


def bare_join(thread: Thread) -> str:
    """Return a flat list, by the least code and time."""
    parts = ["<ol>"]
    for comment in thread.comments:
        name, when = escape(comment.author.name), comment.published
        if comment.author.url:
            name = f'<a href="{escape(comment.author.url)}">{name}</a>'
        assert when is not None
        parts.append(
            f'<li id="comment-{escape(comment.id)}"><b>{name}</b> '
            f'<a href="#comment-{escape(comment.id)}"><time datetime="{when.isoformat()}">'
            f"{when:%d %B %Y at %H:%M}</time></a><p>{escape(comment.body.text)}</p></li>"
        )
    return "".join([*parts, "</ol>"])


_ITEM = """<li id="comment-{{ c.id }}"><b>{% if c.author.url %}<a href="{{ c.author.url }}">
{{- c.author.name }}</a>{% else %}{{ c.author.name }}{% endif %}</b> <a href="#comment-{{ c.id }}">
<time datetime="{{ c.published.isoformat() }}">
{{- c.published.strftime("%d %B %Y at %H:%M") }}</time>
</a>{% for paragraph in c.body.text.split("\n\n") %}<p>{{ paragraph }}</p>{% endfor %}"""
_ENVIRONMENT = Environment(autoescape=True)
_FLAT = _ENVIRONMENT.from_string(
    f"<ol>{{% for c in thread.comments %}}{_ITEM}</li>{{% endfor %}}</ol>"
)
_MACRO = _ENVIRONMENT.from_string(
    f"""{{% macro list(nodes) %}}<ol>{{% for n in nodes %}}{{% set c = n.comment %}}{_ITEM}
{{%- set replies = n.children %}}{{% if replies %}}{{{{ list(replies) }}}}{{% endif %}}</li>
{{%- endfor %}}</ol>{{% endmacro %}}{{{{ list(thread.roots) }}}}"""
)


def flat_loop(thread: Thread) -> str:
    """Return a flat list, by a Jinja2 template."""
    return _FLAT.render(thread=thread)


def recursive_macro(thread: Thread) -> str:
    """Return nested lists, by a Jinja2 macro that calls itself."""
    return _MACRO.render(thread=thread)


# --- measuring -------------------------------------------------------------------------------


def _medians(programs: list[Callable[[Thread], str]], thread: Thread) -> list[float]:
    """Return the median CPU time of each program. They take turns; the first is not counted."""
    turns = [[_seconds(program, thread) for program in programs] for _ in range(ROUNDS + 1)]
    return [statistics.median(times) for times in zip(*turns[1:], strict=True)]


def _seconds(program: Callable[[Thread], str], thread: Thread) -> float:
    start = time.process_time()
    program(thread)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(report(rows()))
