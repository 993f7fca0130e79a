"""Hypothesis strategies for every model, for the tests of this repository alone.

Text is as odd as the models allow; ids are drawn from a small pool, so that links often meet.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st

from blogcore.models import (
    Author,
    AuthorKind,
    Blog,
    Body,
    Comment,
    CommentKind,
    CommentStatus,
    DiscussionPolicy,
    Extra,
    Image,
    MediaType,
    PageEnd,
    Post,
    PostKind,
    PostStatus,
    SiblingOrder,
    Site,
)

__all__ = [
    "authors",
    "blogs",
    "bodies",
    "comments",
    "counts",
    "extras",
    "images",
    "policies",
    "posts",
    "sites",
    "texts",
    "times",
]

T = TypeVar("T")

#: All of Unicode but control characters and surrogates; tab, LF and CR are allowed.
_CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n\r")


def texts(*, min_size: int = 0, max_size: int = 12) -> st.SearchStrategy[str]:
    """Text, and now and then text that formats trip over."""
    tricky = st.sampled_from(
        [
            "null",
            "0",
            "\\u0000",
            '"}]',
            "]]>",
            "<b>",
            "\u2028",
            "\ufeff",
            "e\u0301",
            "👩‍👩‍👧",
            "\ufffe",
        ]
    )
    return st.text(_CHARACTERS, min_size=min_size, max_size=max_size) | tricky


def ids() -> st.SearchStrategy[str]:
    """Ids from a small pool, and any other text that is not empty."""
    return st.sampled_from(["1", "2", "3", "c1", "c2", "01"]) | texts(min_size=1)


def counts() -> st.SearchStrategy[int]:
    """Whole numbers that a model holds."""
    return st.integers(0, 3) | st.integers(0, 2**63 - 1)


def times() -> st.SearchStrategy[datetime]:
    """Aware times of any year, at any offset of whole minutes, that have a UTC value."""
    offsets = st.integers(-24 * 60 + 1, 24 * 60 - 1)
    instants = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.just(UTC))
    return st.builds(
        lambda instant, offset: instant.astimezone(timezone(timedelta(minutes=offset))),
        instants,
        st.just(0) | offsets,
    )


def extras() -> st.SearchStrategy[Extra]:
    """What a foreign format may have carried."""
    values = texts() | st.lists(texts(), max_size=3).map(tuple)
    return st.just(Extra()) | st.dictionaries(texts(min_size=1), values, max_size=3).map(Extra)


def authors() -> st.SearchStrategy[Author]:
    return st.builds(
        Author,
        name=texts(),
        id=_maybe(ids()),
        email=_maybe(texts()),
        url=_maybe(texts()),
        avatar_url=_maybe(texts()),
        bio=texts(),
        slug=_maybe(texts()),
        kind=_one_of(AuthorKind),
        extra=extras(),
    )


def bodies() -> st.SearchStrategy[Body]:
    return st.builds(Body, text=texts(max_size=40), media_type=_one_of(MediaType))


def images() -> st.SearchStrategy[Image]:
    return st.builds(
        Image,
        url=texts(),
        alt=texts(),
        caption=texts(),
        width=_maybe(counts()),
        height=_maybe(counts()),
        media_type=_maybe(texts()),
        extra=extras(),
    )


def posts() -> st.SearchStrategy[Post]:
    return st.builds(
        Post,
        id=ids(),
        title=texts(),
        body=bodies(),
        authors=_tuples(authors()),
        slug=_maybe(texts()),
        url=_maybe(texts()),
        excerpt=texts(),
        published=_maybe(times()),
        updated=_maybe(times()),
        status=_one_of(PostStatus),
        protected=st.booleans(),
        kind=_one_of(PostKind),
        sticky=st.booleans(),
        tags=_tuples(texts()),
        categories=_tuples(texts()),
        images=_tuples(images()),
        comments_open=st.booleans(),
        language=_maybe(texts()),
        extra=extras(),
    )


def comments(
    *, id: st.SearchStrategy[str] | None = None, post_id: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[Comment]:
    """Comments whose links may lead anywhere; pass strategies for ids to steer them."""
    own = ids() if id is None else id
    return st.builds(
        Comment,
        id=own,
        post_id=ids() if post_id is None else post_id,
        author=authors(),
        body=bodies(),
        published=_maybe(times()),
        updated=_maybe(times()),
        in_reply_to=_maybe(own),
        status=_one_of(CommentStatus),
        kind=_one_of(CommentKind),
        likes=counts(),
        dislikes=counts(),
        url=_maybe(texts()),
        ip=_maybe(texts()),
        user_agent=_maybe(texts()),
        extra=extras(),
    )


def policies() -> st.SearchStrategy[DiscussionPolicy]:
    return st.builds(
        DiscussionPolicy,
        require_name_and_email=st.booleans(),
        name_bytes=counts(),
        email_bytes=counts(),
        url_bytes=counts(),
        body_bytes=counts(),
        close_after_days=_maybe(counts()),
        max_depth=_maybe(counts()),
        paged=st.booleans(),
        page_size=counts(),
        default_page=_one_of(PageEnd),
        order=_one_of(SiblingOrder),
        hold_all=st.booleans(),
        hold_first_time=st.booleans(),
        hold_links=_maybe(counts()),
        held_words=_tuples(texts()),
        disallowed_words=_tuples(texts()),
        flood_seconds=counts(),
        fill_seconds=_maybe(counts()),
        refuse_duplicates=st.booleans(),
        honeypot=_maybe(texts()),
    )


def sites() -> st.SearchStrategy[Site]:
    return st.builds(
        Site,
        title=texts(),
        tagline=texts(),
        url=_maybe(texts()),
        language=_maybe(texts()),
        timezone=_maybe(texts()),
        discussion=st.just(DiscussionPolicy()) | policies(),
        extra=extras(),
    )


def blogs() -> st.SearchStrategy[Blog]:
    return st.builds(
        Blog,
        site=sites(),
        authors=_tuples(authors()),
        posts=_tuples(posts()),
        comments=_tuples(comments()),
    )


# --- helpers ---------------------------------------------------------------------------------


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def _tuples(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


def _one_of(literal: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))
