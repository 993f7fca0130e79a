"""Features of a candidate parent, one module per group."""

from __future__ import annotations

from blogcore.inference.discussion import Discussion, Remark
from blogcore.inference.features import (
    addressing,
    order,
    questions,
    quotation,
    speakers,
    timing,
    words,
)

__all__ = ["GROUPS", "extract"]

#: The function of each group, by the kind of `Evidence` that it is shown as.
GROUPS = {
    "address": addressing.features,
    "quotation": quotation.features,
    "words": words.features,
    "question": questions.features,
    "speaker": speakers.features,
    "time": timing.features,
    "position": order.features,
}


def extract(
    discussion: Discussion, remark: Remark, candidate: Remark | None
) -> dict[str, dict[str, float]]:
    """Return the features of one candidate by group and name; features that are 0 are left out.

    Args:
        discussion: The discussion.
        remark: The comment whose parent is sought.
        candidate: An earlier comment, or None for the post.
    """
    return {
        name: dict(features(discussion, remark, candidate)) for name, features in GROUPS.items()
    }
