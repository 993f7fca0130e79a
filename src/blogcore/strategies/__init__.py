"""Hypothesis strategies for every model, for comment lists, threads, dates and hostile text.

They serve property tests of programs that use blogcore. The package needs the extra ``testing``;
`import blogcore` never loads it. Each strategy for a model takes fields by keyword, as a value or
as a strategy: ``comments(status="held", body=bodies(text=hostile_text()))``.
`hypothesis.strategies.from_type` finds the strategies too: ``from_type(Comment)``.
"""

from __future__ import annotations

from importlib.util import find_spec

from blogcore.errors import MissingExtraError

if find_spec("hypothesis") is None:
    raise MissingExtraError("testing", "hypothesis")

from blogcore.strategies._changes import Edit, Moderation, edits, moderation
from blogcore.strategies._damage import Damage
from blogcore.strategies._dates import dates
from blogcore.strategies._discussions import comment_lists, threads
from blogcore.strategies._fields import Varied
from blogcore.strategies._models import (
    authors,
    blogs,
    bodies,
    comments,
    extras,
    images,
    policies,
    posts,
    replies,
    sites,
)
from blogcore.strategies._shapes import Shape
from blogcore.strategies._text import hostile_text, ids, texts

__all__ = [
    "Damage",
    "Edit",
    "Moderation",
    "Shape",
    "Varied",
    "authors",
    "blogs",
    "bodies",
    "comment_lists",
    "comments",
    "dates",
    "edits",
    "extras",
    "hostile_text",
    "ids",
    "images",
    "moderation",
    "policies",
    "posts",
    "replies",
    "sites",
    "texts",
    "threads",
]
