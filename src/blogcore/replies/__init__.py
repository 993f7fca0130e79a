"""Review of a submitted reply form: the result is a comment with a status, or errors by field.

`reply` is the posted form, `context` everything that a rule may look at, and `rules` holds the
rules by subject: form fields, the post, abuse, spam. `review` applies them all. Everything here is
pure: no clock, no storage, no network.
"""

from __future__ import annotations

from blogcore.replies.context import Finding, FindingAction, ReviewContext, Rule
from blogcore.replies.reply import Reply, Role
from blogcore.replies.review import Accepted, Refused, review

__all__ = [
    "Accepted",
    "Finding",
    "FindingAction",
    "Refused",
    "Reply",
    "ReviewContext",
    "Role",
    "Rule",
    "review",
]
