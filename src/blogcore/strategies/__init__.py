"""Hypothesis strategies for all of it: content that is realistic, odd, damaged and hostile.

For property tests of whatever is built on blogcore; needs the extra ``testing``, and
`import blogcore` never loads it. Each strategy for a model takes its fields by keyword, as a value
or as a strategy: ``comments(status="held", body=bodies(text=hostile_text()))``. Without
Hypothesis's ``@given``, `hypothesis.strategies.from_type` finds them too: ``from_type(Comment)``.
"""

from __future__ import annotations

from importlib.util import find_spec

from ..errors import MissingExtraError

if find_spec("hypothesis") is None:
    raise MissingExtraError("testing", "hypothesis")

from ._varied import Varied
from .bodies import bodies
from .changes import Edit, Moderation, edits, moderation
from .comments import comments
from .damage import Damage
from .dates import dates
from .extra import extras
from .people import authors
from .piles import comment_lists
from .posts import images, posts
from .replies import replies
from .shapes import Shape
from .sites import blogs, policies, sites
from .text import hostile_text, ids, texts
from .threads import threads

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
