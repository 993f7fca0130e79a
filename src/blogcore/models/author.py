"""`Author`: who wrote a post or a comment."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from blogcore.models.extra import EXTRA, NO_EXTRA, Extra, to_extra
from blogcore.models.fields import NAME, TEXT, Checked, one_of, optional, private

__all__ = ["Author", "AuthorKind"]

AuthorKind = Literal["person", "organization", "bot", "guest"]


@frozen(kw_only=True)
class Author(Checked):
    """A person, organisation, bot or guest. The e-mail address is private, and so is its hash."""

    #: As it is signed; empty where somebody left no name.
    name: str = field(metadata=TEXT)
    #: Account on the site; None for somebody without one.
    id: str | None = field(default=None, metadata=optional(NAME))
    email: str | None = field(default=None, repr=False, metadata=private(optional(TEXT)))
    #: As the person gave it; renderers link only http and https.
    url: str | None = field(default=None, metadata=optional(TEXT))
    avatar_url: str | None = field(default=None, metadata=optional(TEXT))
    bio: str = field(default="", metadata=TEXT)
    slug: str | None = field(default=None, metadata=optional(TEXT))
    kind: AuthorKind = field(default="person", metadata=one_of(AuthorKind))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)
