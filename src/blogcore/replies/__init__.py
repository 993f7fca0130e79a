"""Leave a reply: what a stranger typed becomes a comment with a status, or errors by field.

`reply` is what the form sends, `case` all that a rule may look at, and the rules lie by what they
look at: `fields`, `places`, `conduct`, `suspicion`. `review` asks them all; `moderate` is what a
moderator does afterwards. `token` is what a form brings back with it. Everything is pure: no
clock, no storage, no network.
"""

from __future__ import annotations

from blogcore.replies.case import Case, Check
from blogcore.replies.finding import Action, Finding
from blogcore.replies.moderate import Act, Moderated, Record, moderate, moderate_all, queue
from blogcore.replies.reply import Reply, Role
from blogcore.replies.review import Accepted, Refused, review
from blogcore.replies.token import form_age, form_token

__all__ = [
    "Accepted",
    "Act",
    "Action",
    "Case",
    "Check",
    "Finding",
    "Moderated",
    "Record",
    "Refused",
    "Reply",
    "Role",
    "form_age",
    "form_token",
    "moderate",
    "moderate_all",
    "queue",
    "review",
]
