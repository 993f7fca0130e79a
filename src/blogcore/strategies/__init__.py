"""Hypothesis strategies for all of it: content that is realistic, odd, damaged and hostile.

For property tests of whatever is built on blogcore; needs the extra ``testing``, and
`import blogcore` never loads it. Each strategy for a model takes its fields by keyword, as a value
or as a strategy: ``comments(status="held", body=bodies(text=hostile_text()))``. Without
Hypothesis's ``@given``, `hypothesis.strategies.from_type` finds them too: ``from_type(Comment)``.
"""

from __future__ import annotations

from importlib.util import find_spec

from blogcore.errors import MissingExtraError

if find_spec("hypothesis") is None:
    raise MissingExtraError("testing", "hypothesis")

from blogcore.strategies._varied import Varied
from blogcore.strategies.bodies import bodies
from blogcore.strategies.changes import Edit, Moderation, edits, moderation
from blogcore.strategies.comments import comments
from blogcore.strategies.damage import Damage
from blogcore.strategies.dates import dates
from blogcore.strategies.extra import extras
from blogcore.strategies.people import authors
from blogcore.strategies.piles import comment_lists
from blogcore.strategies.posts import images, posts
from blogcore.strategies.replies import replies
from blogcore.strategies.shapes import Shape
from blogcore.strategies.sites import blogs, policies, sites
from blogcore.strategies.text import hostile_text, ids, texts
from blogcore.strategies.threads import threads

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
