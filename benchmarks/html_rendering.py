"""How long a discussion takes to become HTML, beside what a user would do instead, in one run.

10⁴ and 10⁵ comments with plain-text bodies, so that nothing has to be sanitised. The promise: at
most 2.5 times a bare join of escaped strings, and faster than Jinja2, by a macro that calls itself
and by a flat loop. All contenders show the same: name, link, time, words, a place to link to; the
two that know of nesting nest as we do. What HTML bodies cost more is told apart, where the same
words come as HTML and pass nh3.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from html import escape

from attrs import evolve
from benchmarks._comments import make_comments
from jinja2 import Environment

from blogcore import Author, Body, Thread, render

SIZES = (10_000, 100_000)
ROUNDS = 5
AT_MOST_JOIN = 2.5

_SENTENCE = "It was a slow boat, & the best of all the boats I know; nobody hurried it along. "


def discussion(size: int, media_type: str = "text/plain") -> Thread:
    """So many comments: up to five sentences each, every fourth in two paragraphs."""
    draw = random.Random(size)
    comments = []
    for index, comment in enumerate(make_comments(size)):
        words = [_SENTENCE * draw.randint(1, 5) for _ in range(2 if index % 4 == 0 else 1)]
        body = Body(text="\n\n".join(words))
        if media_type == "text/html":
            marked = "".join(f"<p>{escape(part)}<em>Ida</em></p>" for part in words)
            body = Body(text=marked, media_type="text/html")
        url = f"https://example.org/{index}" if index % 3 == 0 else None
        author = Author(name=f"Ida {index % 997}", url=url)
        comments.append(evolve(comment, author=author, body=body))
    return Thread.from_comments(comments)


# --- the contenders --------------------------------------------------------------------------


def blogcore(thread: Thread) -> str:
    """Ours."""
    return render(thread, "html")


def bare_join(thread: Thread) -> str:
    """What is quickest to write and to run: a flat list."""
    out = ["<ol>"]
    for comment in thread.comments:
        name, when = escape(comment.author.name), comment.published
        if comment.author.url:
            name = f'<a href="{escape(comment.author.url)}">{name}</a>'
        assert when is not None
        out.append(
            f'<li id="comment-{escape(comment.id)}"><b>{name}</b> '
            f'<a href="#comment-{escape(comment.id)}"><time datetime="{when.isoformat()}">'
            f"{when:%d %B %Y at %H:%M}</time></a><p>{escape(comment.body.text)}</p></li>"
        )
    return "".join([*out, "</ol>"])


_ITEM = """<li id="comment-{{ c.id }}"><b>{% if c.author.url %}<a href="{{ c.author.url }}">
{{- c.author.name }}</a>{% else %}{{ c.author.name }}{% endif %}</b> <a href="#comment-{{ c.id }}">
<time datetime="{{ c.published.isoformat() }}">
{{- c.published.strftime("%d %B %Y at %H:%M") }}</time>
</a><p>{{ c.body.text }}</p>"""
_ENVIRONMENT = Environment(autoescape=True)
_FLAT = _ENVIRONMENT.from_string(
    f"<ol>{{% for c in thread.comments %}}{_ITEM}</li>{{% endfor %}}</ol>"
)
_MACRO = _ENVIRONMENT.from_string(
    f"""{{% macro list(nodes) %}}<ol>{{% for n in nodes %}}{{% set c = n.comment %}}{_ITEM}
{{%- set replies = n.children %}}{{% if replies %}}{{{{ list(replies) }}}}{{% endif %}}</li>
{{%- endfor %}}</ol>{{% endmacro %}}{{{{ list(thread.roots) }}}}"""
)


def jinja2_flat_loop(thread: Thread) -> str:
    """A loop over the comments, all at one level."""
    return _FLAT.render(thread=thread)


def jinja2_recursive_macro(thread: Thread) -> str:
    """The macro that everybody writes; a thread some hundred levels deep breaks it."""
    return _MACRO.render(thread=thread)


CONTENDERS = (blogcore, bare_join, jinja2_flat_loop, jinja2_recursive_macro)


# --- measuring -------------------------------------------------------------------------------


def seconds(contender: Callable[[Thread], str], thread: Thread) -> float:
    """Of this process alone, so that a busy machine does not count."""
    gc.collect()
    start = time.process_time()
    contender(thread)
    return time.process_time() - start


def medians(thread: Thread) -> dict[str, float]:
    """The median time of each; they take turns, so that a slow machine is so for all."""
    taken: dict[str, list[float]] = {contender.__name__: [] for contender in CONTENDERS}
    for turn in range(ROUNDS + 1):
        for contender in CONTENDERS:
            spent = seconds(contender, thread)
            if turn:  # the first is to warm up
                taken[contender.__name__].append(spent)
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> int:
    """Print the tables; 1 where the promise is broken, else 0."""
    kept = True
    for size in SIZES:
        found = medians(discussion(size))
        ours = found["blogcore"]
        print(f"\n{size:,} comments: blogcore {1000 * ours:,.0f} ms")
        for name, theirs in found.items():
            print(f"  {name:24} {1000 * theirs:8,.0f} ms; ours is {ours / theirs:.2f} times that")
        kept &= ours <= AT_MOST_JOIN * found["bare_join"]
        kept &= ours < min(found["jinja2_flat_loop"], found["jinja2_recursive_macro"])
    thread = discussion(SIZES[0], "text/html")
    marked = statistics.median(seconds(blogcore, thread) for _ in range(ROUNDS))
    plain = discussion(SIZES[0])
    unmarked = statistics.median(seconds(blogcore, plain) for _ in range(ROUNDS))
    print(f"\n{SIZES[0]:,} comments with HTML bodies, through nh3: {1000 * marked:,.0f} ms,")
    print(f"  {1e6 * (marked - unmarked) / SIZES[0]:.0f} µs a comment more than as plain text")
    print("\npromise kept" if kept else "\nPROMISE BROKEN")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
