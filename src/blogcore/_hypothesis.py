"""What Hypothesis runs of blogcore when it is imported, in whatever process that is.

It imports nothing but this module: the strategies, and with them the models, are imported when a
type of ours is asked for, which whoever asks has imported before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["register"]


def register() -> None:
    """Let ``from_type`` find `blogcore.strategies`; the entry point of group ``hypothesis``.

    ``register_type_strategy`` takes types alone, so it would have to import them. Hypothesis keeps
    a table of resolvers by package besides, by which it knows numpy's types; where a version has
    no such table, the types are imported and registered.
    """
    from hypothesis import strategies as st
    from hypothesis.strategies._internal import types

    lookup = getattr(types, "_global_extra_lookup", None)
    if isinstance(lookup, dict):
        lookup["blogcore"] = strategy_for
        return
    from blogcore.strategies.registered import STRATEGIES

    for kind, strategy in STRATEGIES.items():
        st.register_type_strategy(kind, strategy())


def strategy_for(kind: object) -> SearchStrategy[object] | None:
    """The strategy for a type of ours; None for any other, which is told without an import."""
    if not (isinstance(kind, type) and kind.__module__.startswith("blogcore.")):
        return None
    from blogcore.strategies.registered import STRATEGIES

    strategy = STRATEGIES.get(kind)
    return None if strategy is None else strategy()
