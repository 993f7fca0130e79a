"""The entry point that lets Hypothesis's ``from_type`` find `blogcore.strategies`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["STRATEGY_NAMES", "register"]

#: The strategy in `blogcore.strategies` for each class, by module and name.
STRATEGY_NAMES = {
    ("blogcore.models", "Author"): "authors",
    ("blogcore.models", "Blog"): "blogs",
    ("blogcore.models", "Body"): "bodies",
    ("blogcore.models", "Comment"): "comments",
    ("blogcore.models", "DiscussionPolicy"): "policies",
    ("blogcore.models", "Extra"): "extras",
    ("blogcore.models", "Image"): "images",
    ("blogcore.models", "Post"): "posts",
    ("blogcore.models", "Site"): "sites",
    ("blogcore.replies", "Reply"): "replies",
    ("blogcore.threads", "Thread"): "threads",
}


def register() -> None:
    """Register a strategy for every model, `Reply` and `Thread`.

    Hypothesis calls this when it is imported, through the entry point group ``hypothesis``. It
    registers classes only, so this imports them (models, threads and replies, about 50 ms). The
    strategies are imported when one is first asked for.
    """
    from hypothesis import strategies as st

    for (module, name), strategy in STRATEGY_NAMES.items():
        st.register_type_strategy(getattr(import_module(module), name), _resolver(strategy))


def _resolver(name: str) -> Callable[[type], SearchStrategy[object]]:
    """Return a function that Hypothesis calls with a class, for the strategy of this name."""

    def resolve(kind: type) -> SearchStrategy[object]:
        strategy: SearchStrategy[object] = getattr(import_module("blogcore.strategies"), name)()
        return strategy

    return resolve
