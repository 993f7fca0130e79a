"""Which strategy is whose: what ``from_type`` gives for each type."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from blogcore.models import Author, Blog, Body, Comment, DiscussionPolicy, Extra, Image, Post, Site
from blogcore.replies import Reply
from blogcore.strategies.bodies import bodies
from blogcore.strategies.comments import comments
from blogcore.strategies.extra import extras
from blogcore.strategies.people import authors
from blogcore.strategies.posts import images, posts
from blogcore.strategies.replies import replies
from blogcore.strategies.sites import blogs, policies, sites
from blogcore.strategies.threads import threads
from blogcore.threads import Thread

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
