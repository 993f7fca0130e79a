"""Which strategy is whose: what ``from_type`` gives for each type."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from ..models import Author, Blog, Body, Comment, DiscussionPolicy, Extra, Image, Post, Site
from ..replies import Reply
from ..threads import Thread
from .bodies import bodies
from .comments import comments
from .extra import extras
from .people import authors
from .posts import images, posts
from .replies import replies
from .sites import blogs, policies, sites
from .threads import threads

__all__ = ["STRATEGIES"]

STRATEGIES: dict[type, Callable[[], st.SearchStrategy[object]]] = {
    Author: authors,
    Blog: blogs,
    Body: bodies,
    Comment: comments,
    DiscussionPolicy: policies,
    Extra: extras,
    Image: images,
    Post: posts,
    Reply: replies,
    Site: sites,
    Thread: threads,
}
