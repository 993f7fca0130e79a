"""Sites with their policies, and blogs."""

from __future__ import annotations

from typing import TypedDict, Unpack, get_args

from hypothesis import strategies as st

from blogcore.models import (
    Author,
    Blog,
    Comment,
    DiscussionPolicy,
    Extra,
    PageEnd,
    Post,
    SiblingOrder,
    Site,
)
from blogcore.strategies._choices import sampled
from blogcore.strategies._varied import Varied, built
from blogcore.strategies.comments import comments
from blogcore.strategies.extra import counts, extras
from blogcore.strategies.links import links
from blogcore.strategies.people import authors
from blogcore.strategies.posts import posts
from blogcore.strategies.text import names, sentences, texts, texts_or

__all__ = ["BlogFields", "PolicyFields", "SiteFields", "blogs", "policies", "sites"]


class PolicyFields(TypedDict, total=False):
    """What `policies` takes: for each field a value or a strategy."""

    require_name_and_email: Varied[bool]
    name_bytes: Varied[int]
    email_bytes: Varied[int]
    url_bytes: Varied[int]
    body_bytes: Varied[int]
    close_after_days: Varied[int | None]
    max_depth: Varied[int | None]
    paged: Varied[bool]
    page_size: Varied[int]
    default_page: Varied[PageEnd]
    order: Varied[SiblingOrder]
    hold_all: Varied[bool]
    hold_first_time: Varied[bool]
    hold_links: Varied[int | None]
    held_words: Varied[tuple[str, ...]]
    disallowed_words: Varied[tuple[str, ...]]
    flood_seconds: Varied[int]
    refuse_duplicates: Varied[bool]
    fill_seconds: Varied[int | None]
    honeypot: Varied[str | None]


class SiteFields(TypedDict, total=False):
    """What `sites` takes: for each field a value or a strategy."""

    title: Varied[str]
    tagline: Varied[str]
    url: Varied[str | None]
    language: Varied[str | None]
    timezone: Varied[str | None]
    discussion: Varied[DiscussionPolicy]
    extra: Varied[Extra]


class BlogFields(TypedDict, total=False):
    """What `blogs` takes: for each field a value or a strategy."""

    site: Varied[Site]
    authors: Varied[tuple[Author, ...]]
    posts: Varied[tuple[Post, ...]]
    comments: Varied[tuple[Comment, ...]]


def policies(**fields: Unpack[PolicyFields]) -> st.SearchStrategy[DiscussionPolicy]:
    """Rules of discussion, those of a fresh WordPress first."""
    words = st.lists(texts(), max_size=3).map(tuple)
    perhaps = st.none() | counts()
    either = sampled((False, True))
    sometimes = {
        "require_name_and_email": either,
        "name_bytes": counts(),
        "email_bytes": counts(),
        "url_bytes": counts(),
        "body_bytes": counts(),
        "close_after_days": perhaps,
        "max_depth": perhaps,
        "paged": either,
        "page_size": counts(),
        "default_page": sampled(get_args(PageEnd)),
        "order": sampled(get_args(SiblingOrder)),
        "hold_all": either,
        "hold_first_time": either,
        "hold_links": perhaps,
        "held_words": words,
        "disallowed_words": words,
        "flood_seconds": counts(),
        "refuse_duplicates": either,
        "fill_seconds": perhaps,
        "honeypot": st.none() | texts(),
    }
    return built(DiscussionPolicy, {}, sometimes, fields)


def sites(**fields: Unpack[SiteFields]) -> st.SearchStrategy[Site]:
    """Sites, each field empty or full of anything it may hold."""
    sometimes = {
        "title": names(),
        "tagline": sentences(),
        "url": links(),
        "language": texts_or("en", "en-GB", "he"),
        "timezone": texts_or("Europe/Madrid", "Asia/Kathmandu"),
        "discussion": policies(),
        "extra": extras(),
    }
    return built(Site, {}, sometimes, fields)


def blogs(**fields: Unpack[BlogFields]) -> st.SearchStrategy[Blog]:
    """Blogs of up to three authors, posts and comments, whose links may lead anywhere."""
    always = {
        "site": sites(),
        "authors": st.lists(authors(), max_size=3).map(tuple),
        "posts": st.lists(posts(), max_size=3).map(tuple),
        "comments": st.lists(comments(), max_size=3).map(tuple),
    }
    return built(Blog, always, {}, fields)
