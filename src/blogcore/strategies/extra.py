"""What a format carried and no field holds; counts."""

from __future__ import annotations

from hypothesis import strategies as st

from ..models import Extra
from .text import texts

__all__ = ["counts", "extras"]


def extras() -> st.SearchStrategy[Extra]:
    """Mappings of up to three keys to a text, or to several."""
    values = texts() | st.lists(texts(), max_size=3).map(tuple)
    keys = st.sampled_from(["wp:comment_karma", "a"]) | texts(min_size=1)
    return st.dictionaries(keys, values, max_size=3).map(Extra)


def counts() -> st.SearchStrategy[int]:
    """Whole numbers that a model holds: small ones, and up to 2**63-1."""
    return st.integers(0, 3) | st.integers(0, 2**63 - 1)
