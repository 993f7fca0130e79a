"""Blogs to try a format on, made from what the fields of the models may hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from ..models import Author, Blog, Body, Comment, DiscussionPolicy, Extra, Post, Site
from ..models.fields import Metadata

__all__ = ["SECRET", "blogs", "secretive"]

#: Stands in every private field of a blog of `secretive`.
SECRET = "canary-7f3a9c"

#: All of Unicode but control characters and surrogates; tab, LF and CR are allowed.
_CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n\r")
_TRICKY = (
    "]]>",
    "<b>",
    '"}]',
    "null",
    "0",
    " a ",
    "\r\n",
    "\ufeff",
    "\ufffe",
    "e\u0301",
    "%41&amp;",
)
_POLICIES = (
    DiscussionPolicy(),
    DiscussionPolicy(max_depth=None, paged=True, held_words=["a", "b"], honeypot="h"),
)
_IDS = ("1", "2", "3", "c1", "01")


def blogs() -> st.SearchStrategy[Blog]:
    """Blogs of a few records, whose text is as odd as models allow and whose links often meet."""
    return cast("st.SearchStrategy[Blog]", _models(Blog))


def secretive() -> Blog:
    """A blog with `SECRET` in every private field."""
    author = Author(name="Ida", id="ida", email=f"{SECRET}@example.org", extra=_secret())
    post = Post(id="1", title="P", authors=[author], extra=_secret())
    body = Body(text="B", media_type="text/html")
    comment = Comment(
        id="1",
        post_id="1",
        author=author,
        body=body,
        ip=f"{SECRET}.1",
        user_agent=f"{SECRET}/2",
        extra=_secret(),
    )
    site = Site(title="S", extra=_secret())
    return Blog(site=site, authors=[author], posts=[post], comments=[comment])


def _secret() -> Extra:
    keys = ("wp:postmeta:k", "wp:commentmeta:k", "wp:author_first_name", "x:y")
    return Extra(dict.fromkeys(keys, SECRET))


def _models(model: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(model)
    return st.builds(
        model,
        **{
            field.name: _ids(hints[field.name])
            if field.name in ("id", "post_id", "in_reply_to")
            else _values(hints[field.name], field.metadata)
            for field in attrs.fields(model)
        },
    )


def _values(hint: Any, metadata: Metadata) -> st.SearchStrategy[Any]:
    """Whatever a field of a type may hold."""
    if get_origin(hint) in (Union, UnionType):
        return st.one_of([_values(member, metadata) for member in get_args(hint)])
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0], metadata), max_size=2).map(tuple)
    if hint is DiscussionPolicy:
        return st.sampled_from(_POLICIES)
    if attrs.has(hint):
        return st.deferred(lambda: _models(hint))
    bounds = cast("Mapping[str, Any]", metadata["bounds"])
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: _texts(bounds.get("min_length", 0)),
        int: st.integers(0, 3) | st.integers(bounds.get("ge"), bounds.get("le")),
        bool: st.booleans(),
        datetime: _times(),
        Extra: st.dictionaries(_texts(1), _texts(), max_size=1).map(Extra),
        NoneType: st.none(),
    }
    return simple[hint]


def _texts(min_size: int = 0) -> st.SearchStrategy[str]:
    return st.text(_CHARACTERS, min_size=min_size, max_size=8) | st.sampled_from(_TRICKY)


def _ids(hint: Any) -> st.SearchStrategy[Any]:
    own = st.sampled_from(_IDS) | _texts(1)
    return st.none() | own if NoneType in get_args(hint) else own


def _times() -> st.SearchStrategy[datetime]:
    instants = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.just(UTC))
    offsets = st.sampled_from([0, 60, -210, 345, 1]).map(lambda minutes: timedelta(minutes=minutes))
    return st.builds(lambda time, offset: time.astimezone(timezone(offset)), instants, offsets)
