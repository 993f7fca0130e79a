"""Authors."""

from __future__ import annotations

from typing import TypedDict, Unpack, get_args

from hypothesis import strategies as st

from blogcore.models import Author, AuthorKind, Extra
from blogcore.strategies._choices import sampled
from blogcore.strategies._varied import Fields, Varied, built
from blogcore.strategies.extra import extras
from blogcore.strategies.links import links
from blogcore.strategies.text import ids, names, texts, texts_or

__all__ = ["AuthorFields", "about", "authors"]


class AuthorFields(TypedDict, total=False):
    """What `authors` takes: for each field a value or a strategy."""

    name: Varied[str]
    id: Varied[str | None]
    email: Varied[str | None]
    url: Varied[str | None]
    avatar_url: Varied[str | None]
    bio: Varied[str]
    slug: Varied[str | None]
    kind: Varied[AuthorKind]
    extra: Varied[Extra]


def authors(**fields: Unpack[AuthorFields]) -> st.SearchStrategy[Author]:
    """People, organisations, bots and guests, each field empty or full of anything it may hold.

    A field that is given is that value, or of that strategy: ``authors(kind="bot")``.
    """
    return built(Author, {"name": names()}, about(), fields)


def about() -> Fields:
    """The fields besides the name."""
    return {
        "id": ids(),
        "email": texts_or("ida@example.org"),
        "url": links(),
        "avatar_url": links(),
        "bio": texts(),
        "slug": texts(),
        "kind": sampled(get_args(AuthorKind)),
        "extra": extras(),
    }
