"""Discussions for renderer checks: numbered, deep, wide, with private data, and hostile."""

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
    "star",
    "with_secrets",
    "with_texts",
]

#: The field by which each comment can be recognised in an output.
Shown = Literal["body", "author", "id"]

M = TypeVar("M", bound=attrs.AttrsInstance)

_START = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


def _comment(number: int, in_reply_to: str | None = None) -> Comment:
    return Comment(
        id=f"c{number}",
        post_id="7",
        author=Author(name="Ida"),
        body=Body(text="Words."),
        published=_START + timedelta(minutes=number),
        in_reply_to=in_reply_to,
    )


def outline(thread: Thread) -> str:
    """Return a thread as text for messages: a line per comment with id, unusual kind and status."""
    lines = [
        " ".join(("  " * min(node.depth, 20) + "-", node.comment.id, *_unusual(node.comment)))
        for node in islice(thread, 20)
    ]
    return "\n".join(lines if len(lines) == len(thread) else [*lines, "…"])


def _unusual(comment: Comment) -> list[str]:
    return [f"({value})" for value in (comment.kind, comment.status) if value not in _USUAL]


_USUAL = ("comment", "approved")


# --- comments with numbered texts ------------------------------------------------------------


def with_texts(texts: Sequence[str], shown: Shown) -> Thread:
    """Return a flat thread whose comments show these texts, in this order."""
    return Thread.from_comments(
        _with_shown_text(_comment(number), shown, text) for number, text in enumerate(texts)
    )


_KINDS: tuple[CommentKind, ...] = ("comment", "comment", "comment", "pingback")
_STATUSES: tuple[CommentStatus, ...] = ("approved", "approved", "held", "spam", "trash", "deleted")


def discussions(
    shown: Shown, *, statuses: Sequence[CommentStatus] = _STATUSES[:1]
) -> st.SearchStrategy[Thread]:
    """Return a strategy for threads of one to eight comments: ``word0end``, ``word1end``, …

    Examples shrink to few comments at top level.
    """
    lists = comment_lists(
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
        # Empty, since a renderer might show them too.
        updated=None,
        likes=0,
        dislikes=0,
        url=None,
        ip=None,
        user_agent=None,
        extra=Extra(),
    )
    return lists.map(lambda comments: Thread.from_comments(_numbered(comments, shown)))


def _numbered(comments: Sequence[Comment], shown: Shown) -> Iterator[Comment]:
    words = {comment.id: f"word{number}end" for number, comment in enumerate(comments)}
    for comment in comments:
        if shown == "id" and comment.in_reply_to:
            comment = evolve(comment, in_reply_to=words[comment.in_reply_to])
        yield _with_shown_text(comment, shown, words[comment.id])


def moderated(shown: Shown) -> st.SearchStrategy[Thread]:
    """Return a strategy for `discussions` of comments of any status, at least one approved."""
    return discussions(shown, statuses=_STATUSES).filter(
        lambda thread: any(comment.status == "approved" for comment in thread.comments)
    )


def _with_shown_text(comment: Comment, shown: Shown, text: str) -> Comment:
    if shown == "body":
        return evolve(comment, body=Body(text=text))
    if shown == "author":
        return evolve(comment, author=Author(name=text))
    return evolve(comment, id=text)


# --- deep and wide ---------------------------------------------------------------------------


@cache
def chain(size: int) -> Thread:
    """Return a thread in which each comment replies to the one before."""
    return Thread.from_comments(_comment(n, f"c{n - 1}" if n else None) for n in range(size))


@cache
def flat(size: int) -> Thread:
    """Return a thread of top-level comments."""
    return Thread.from_comments(_comment(n) for n in range(size))


@cache
def star(size: int) -> Thread:
    """Return a thread in which all comments reply to the first."""
    return Thread.from_comments(_comment(n, "c0" if n else None) for n in range(size))


@cache
def bushy(size: int) -> Thread:
    """Return a thread of different authors and texts, in which comments have two replies each."""
    return Thread.from_comments(
        evolve(
            _comment(n, f"c{(n - 1) // 2}" if n else None),
            author=Author(name=f"Ida {n}", url=f"https://example.org/{n}"),
            body=Body(text=f"word{n}end"),
        )
        for n in range(size)
    )


# --- secrets in every private field ----------------------------------------------------------

#: The beginning of every secret.
SECRET = "canary"


def with_secrets(context: Context) -> tuple[Thread, Context]:
    """Return two comments and a context with a secret in every private field."""
    author = _with_secrets(Author(name="Ida"))
    image = _with_secrets(Image(url="https://example.org/sea.jpg", alt="The sea"))
    comments = [
        evolve(_with_secrets(_comment(number, parent_id)), author=author)
        for number, parent_id in enumerate((None, "c0"))
    ]
    post = evolve(_with_secrets(Post(id="7", title="By train")), authors=[author], images=[image])
    site = _with_secrets(Site(title="Slow"))
    return Thread.from_comments(comments), evolve(context, site=site, post=post)


def address_digests() -> tuple[str, ...]:
    """Return the digests of the secret e-mail address, by which avatar services identify it."""
    address = str(_with_secrets(Author(name="")).email).encode()
    return tuple(digest(address).hexdigest() for digest in (md5, sha1, sha256))


def _with_secrets(model: M) -> M:
    changes: dict[str, object] = {}
    for name in private_fields(type(model)):
        secret = f"{SECRET}.{type(model).__name__}.{name}@example.org".lower()
        changes[name] = Extra({f"{SECRET}:{name}": secret}) if name == "extra" else secret
    return cast("M", attrs.evolve(cast("Any", model), **changes))


# --- hostile text in every public field ------------------------------------------------------

#: Fields that hold user-supplied text; a body counts once for each media type.
FIELDS = (
    *("comment.id", "comment.url", "body (text/plain)", "body (text/html)", "body (text/markdown)"),
    *("author.name", "author.id", "author.url", "author.avatar_url", "author.bio", "author.slug"),
    *("post.title", "post.url", "post.slug", "post.excerpt", "post.tags", "post.categories"),
    *("post.body", "image.url", "image.alt", "image.caption"),
    *("site.title", "site.tagline", "site.url"),
)


def hostile(text: str, fields: Collection[str], context: Context) -> tuple[Thread, Context]:
    """Return a discussion of a post with this text in these fields, and ordinary other fields."""

    def fill(field: str, ordinary: str) -> str:
        return text if field in fields else ordinary

    author = Author(
        name=fill("author.name", "Ida"),
        id=fill("author.id", "ida"),
        url=fill("author.url", "https://example.org/ida"),
        avatar_url=fill("author.avatar_url", "https://example.org/ida.png"),
        bio=fill("author.bio", "Writes."),
        slug=fill("author.slug", "ida"),
    )
    bodies = (
        Body(text=fill("body (text/plain)", "Words.")),
        Body(text=fill("body (text/html)", "<p>Words.</p>"), media_type="text/html"),
        Body(text=fill("body (text/markdown)", "Words."), media_type="text/markdown"),
    )
    comments = [
        evolve(
            _comment(number),
            id=f"{number}{fill('comment.id', '')}",
            author=author,
            body=body,
            url=fill("comment.url", "https://example.org/1"),
        )
        for number, body in enumerate(bodies)
    ]
    comments[2] = evolve(comments[2], in_reply_to=comments[0].id)
    image = Image(
        url=fill("image.url", "https://example.org/sea.jpg"),
        alt=fill("image.alt", "The sea"),
        caption=fill("image.caption", "The sea"),
    )
    post = Post(
        id="7",
        title=fill("post.title", "By train"),
        url=fill("post.url", "https://example.org/7"),
        slug=fill("post.slug", "by-train"),
        excerpt=fill("post.excerpt", "It was slow."),
        body=Body(text=fill("post.body", "It was slow.")),
        tags=[fill("post.tags", "trains")],
        categories=[fill("post.categories", "travel")],
        authors=[author],
        images=[image],
    )
    site = evolve(
        context.site,
        title=fill("site.title", "Slow"),
        tagline=fill("site.tagline", "and late"),
        url=fill("site.url", "https://example.org/"),
    )
    return Thread.from_comments(comments), evolve(context, site=site, post=post)
