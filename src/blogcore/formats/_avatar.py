"""Pictures of people: an address made of the hash of an e-mail is as private as the e-mail."""

from __future__ import annotations

import re

__all__ = ["tells_email"]

_HASHED = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)*(?:gravatar\.com|libravatar\.org)/avatar/(?:[0-9a-f]{32,64})?"
    r"|.*/avatar/[0-9a-f]{32}(?![0-9a-f])|.*/avatar/[0-9a-f]{64}(?![0-9a-f])",
    re.I,
)


def tells_email(url: str) -> bool:
    """Whether the address of a picture holds the MD5 or SHA-256 of an e-mail address.

    Such hashes are turned back into addresses by trying, so they never leave unasked.

    >>> tells_email("https://secure.gravatar.com/avatar/205e460b479e2e5b48aec07710c08d50?s=96")
    True
    >>> tells_email("https://example.org/uploads/ida.png")
    False
    """
    return _HASHED.match(url) is not None
