"""Bodies: the words of posts and comments."""

from __future__ import annotations

from typing import TypedDict, Unpack, get_args

from hypothesis import strategies as st

from blogcore.models import Body, MediaType
from blogcore.strategies._choices import sampled
from blogcore.strategies._varied import Varied, built
from blogcore.strategies.text import sentences

__all__ = ["BodyFields", "bodies", "media_types"]


class BodyFields(TypedDict, total=False):
    """What `bodies` takes: for each field a value or a strategy."""

    text: Varied[str]
    media_type: Varied[MediaType]


def bodies(**fields: Unpack[BodyFields]) -> st.SearchStrategy[Body]:
    """Words in plain text, HTML or Markdown, whether or not that is what they are."""
    return built(Body, {"text": sentences()}, {"media_type": media_types()}, fields)


def media_types() -> st.SearchStrategy[MediaType]:
    """All that there are."""
    return sampled(get_args(MediaType))
