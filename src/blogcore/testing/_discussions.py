"""Discussions to try a renderer on: marked, deep, wide, full of secrets, and hostile."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import md5, sha1, sha256
from itertools import islice
from typing import Any, Literal, TypeVar, cast

import attrs
from attrs import evolve
from hypothesis import strategies as st

from blogcore.models import (
    Author,
    Body,
    Comment,
    CommentKind,
    CommentStatus,
    Extra,
    Image,
    Post,
    Site,
    private_fields,
)
from blogcore.renderers import Context
from blogcore.strategies import comment_lists
from blogcore.threads import Thread

__all__ = [
    "FIELDS",
    "SECRET",
    "Shown",
    "address_digests",
    "bushy",
    "chain",
    "discussions",
    "flat",
    "hostile",
    "moderated",
    "outline",
    "saying",
    "secretive",
    "star",
]

#: The field by which each comment can be recognised in an output.
Shown = Literal["body", "author", "id"]

M = TypeVar("M", bound=attrs.AttrsInstance)

_START = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


def _comment(number: int, answers: str | None = None) -> Comment:
    return Comment(
        id=f"c{number}",
        post_id="7",
        author=Author(name="Ida"),
        body=Body(text="Words."),
        published=_START + timedelta(minutes=number),
        in_reply_to=answers,
    )


def outline(thread: Thread) -> str:
    """A thread as one line a comment, for messages: its place, its id, and what is odd about it."""
    lines = [
        " ".join(("  " * min(node.depth, 20) + "-", node.comment.id, *_oddities(node.comment)))
        for node in islice(thread, 20)
    ]
    return "\n".join(lines if len(lines) == len(thread) else [*lines, "…"])


def _oddities(comment: Comment) -> list[str]:
    return [f"({odd})" for odd in (comment.kind, comment.status) if odd not in _USUAL]


_USUAL = ("comment", "approved")


# --- each comment with a text of its own -----------------------------------------------------


def saying(texts: Sequence[str], shown: Shown) -> Thread:
    """A flat thread whose comments show these texts, in this order."""
    return Thread.from_comments(
        _showing(_comment(number), shown, text) for number, text in enumerate(texts)
    )


_KINDS: tuple[CommentKind, ...] = ("comment", "comment", "comment", "pingback")
_STATUSES: tuple[CommentStatus, ...] = ("approved", "approved", "held", "spam", "trash", "deleted")


def discussions(
    shown: Shown, *, statuses: Sequence[CommentStatus] = _STATUSES[:1]
) -> st.SearchStrategy[Thread]:
    """Threads of one to eight comments that show ``word0end``, ``word1end``, …

    They shrink to few comments, at top level.
    """
    piles = comment_lists(
        min_size=1,
        max_size=8,
        damage=["clock_skew"],
        post_id="7",
        id_prefix="c",
        start=_START,
        author=Author(name="Ida"),
        body=Body(text="Words."),
        status=st.sampled_from(statuses),
        kind=st.sampled_from(_KINDS),
        # Nothing that a renderer might show besides.
        updated=None,
        likes=0,
        dislikes=0,
        url=None,
        ip=None,
        user_agent=None,
        extra=Extra(),
    )
    return piles.map(lambda pile: Thread.from_comments(_marked(pile, shown)))


def _marked(pile: Sequence[Comment], shown: Shown) -> Iterator[Comment]:
    marks = {comment.id: f"word{number}end" for number, comment in enumerate(pile)}
    for comment in pile:
        if shown == "id" and comment.in_reply_to:
            comment = evolve(comment, in_reply_to=marks[comment.in_reply_to])
        yield _showing(comment, shown, marks[comment.id])


def moderated(shown: Shown) -> st.SearchStrategy[Thread]:
    """The same, and some of their comments are hidden, though not all."""
    return discussions(shown, statuses=_STATUSES).filter(
        lambda thread: any(comment.status == "approved" for comment in thread.comments)
    )


def _showing(comment: Comment, shown: Shown, text: str) -> Comment:
    if shown == "body":
        return evolve(comment, body=Body(text=text))
    if shown == "author":
        return evolve(comment, author=Author(name=text))
    return evolve(comment, id=text)


# --- deep and wide ---------------------------------------------------------------------------


@cache
def chain(size: int) -> Thread:
    """So many comments, each an answer to the one before."""
    return Thread.from_comments(_comment(n, f"c{n - 1}" if n else None) for n in range(size))


@cache
def flat(size: int) -> Thread:
    """So many comments at top level."""
    return Thread.from_comments(_comment(n) for n in range(size))


@cache
def star(size: int) -> Thread:
    """A comment and its answers: so many together."""
    return Thread.from_comments(_comment(n, "c0" if n else None) for n in range(size))


@cache
def bushy(size: int) -> Thread:
    """So many comments by people of different names, each with two answers as long as they last."""
    return Thread.from_comments(
        evolve(
            _comment(n, f"c{(n - 1) // 2}" if n else None),
            author=Author(name=f"Ida {n}", url=f"https://example.org/{n}"),
            body=Body(text=f"word{n}end"),
        )
        for n in range(size)
    )


# --- secrets in every private field ----------------------------------------------------------

#: What every secret begins with.
SECRET = "canary"


def secretive(context: Context) -> tuple[Thread, Context]:
    """A comment with an answer, and a post, whose every private field holds a secret."""
    author = _with_secrets(Author(name="Ida"))
    image = _with_secrets(Image(url="https://example.org/sea.jpg", alt="The sea"))
    comments = [
        evolve(_with_secrets(_comment(number, answers)), author=author)
        for number, answers in enumerate((None, "c0"))
    ]
    post = evolve(_with_secrets(Post(id="7", title="By train")), authors=[author], images=[image])
    site = _with_secrets(Site(title="Slow"))
    return Thread.from_comments(comments), evolve(context, site=site, post=post)


def address_digests() -> tuple[str, ...]:
    """What services of pictures ask for in the place of the e-mail address above."""
    address = str(_with_secrets(Author(name="")).email).encode()
    return tuple(digest(address).hexdigest() for digest in (md5, sha1, sha256))


def _with_secrets(model: M) -> M:
    changes: dict[str, object] = {}
    for name in private_fields(type(model)):
        secret = f"{SECRET}.{type(model).__name__}.{name}@example.org".lower()
        changes[name] = Extra({f"{SECRET}:{name}": secret}) if name == "extra" else secret
    return cast("M", attrs.evolve(cast("Any", model), **changes))


# --- hostile text in every public field ------------------------------------------------------

#: Where a stranger's text stands; of bodies, each media type is a place of its own.
FIELDS = (
    *("comment.id", "comment.url", "body (text/plain)", "body (text/html)", "body (text/markdown)"),
    *("author.name", "author.id", "author.url", "author.avatar_url", "author.bio", "author.slug"),
    *("post.title", "post.url", "post.slug", "post.excerpt", "post.tags", "post.categories"),
    *("post.body", "image.url", "image.alt", "image.caption"),
    *("site.title", "site.tagline", "site.url"),
)


def hostile(text: str, fields: Collection[str], context: Context) -> tuple[Thread, Context]:
    """A discussion of a post with this text in these fields, and nothing odd in the others."""

    def at(field: str, calm: str) -> str:
        return text if field in fields else calm

    author = Author(
        name=at("author.name", "Ida"),
        id=at("author.id", "ida"),
        url=at("author.url", "https://example.org/ida"),
        avatar_url=at("author.avatar_url", "https://example.org/ida.png"),
        bio=at("author.bio", "Writes."),
        slug=at("author.slug", "ida"),
    )
    bodies = (
        Body(text=at("body (text/plain)", "Words.")),
        Body(text=at("body (text/html)", "<p>Words.</p>"), media_type="text/html"),
        Body(text=at("body (text/markdown)", "Words."), media_type="text/markdown"),
    )
    comments = [
        evolve(
            _comment(number),
            id=f"{number}{at('comment.id', '')}",
            author=author,
            body=body,
            url=at("comment.url", "https://example.org/1"),
        )
        for number, body in enumerate(bodies)
    ]
    comments[2] = evolve(comments[2], in_reply_to=comments[0].id)
    image = Image(
        url=at("image.url", "https://example.org/sea.jpg"),
        alt=at("image.alt", "The sea"),
        caption=at("image.caption", "The sea"),
    )
    post = Post(
        id="7",
        title=at("post.title", "By train"),
        url=at("post.url", "https://example.org/7"),
        slug=at("post.slug", "by-train"),
        excerpt=at("post.excerpt", "It was slow."),
        body=Body(text=at("post.body", "It was slow.")),
        tags=[at("post.tags", "trains")],
        categories=[at("post.categories", "travel")],
        authors=[author],
        images=[image],
    )
    site = evolve(
        context.site,
        title=at("site.title", "Slow"),
        tagline=at("site.tagline", "and late"),
        url=at("site.url", "https://example.org/"),
    )
    return Thread.from_comments(comments), evolve(context, site=site, post=post)
