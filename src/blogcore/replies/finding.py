"""`Finding`: what a rule found, and what that does to a reply."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

__all__ = ["Action", "Finding"]

#: "refuse" turns a reply away; "trash", "spam" and "hold" let it in with that status; "note" only
#: says something.
Action = Literal["refuse", "trash", "spam", "hold", "note"]


@frozen
class Finding:
    """One rule's word on a reply. Its sentence in a language is for `Words` to say.

    >>> Finding("refuse", "too_long", "name", limit=245)
    Finding(action='refuse', code='too_long', field='name', limit=245, message='')
    """

    action: Action
    #: Stable name of what was found, such as ``too_long``.
    code: str
    #: The form's field that it is about; empty for the reply as a whole.
    field: str = ""
    #: The number that was passed, in the unit of the rule: bytes, days, seconds or links.
    limit: int | None = None
    #: A sentence of a custom rule's own, for a code that no catalogue of words knows.
    message: str = ""
