"""`Author`: the writer of a post or a comment."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from blogcore.models.extra import EXTRA, NO_EXTRA, Extra, to_extra
from blogcore.models.fields import NAME, TEXT, Checked, one_of, optional, private

__all__ = ["Author", "AuthorKind"]

AuthorKind = Literal["person", "organization", "bot", "guest"]


@frozen(kw_only=True)
class Author(Checked):
    """A person, organisation, bot or guest who writes posts or comments."""

    #: The name that is shown; empty for an anonymous writer.
    name: str = field(metadata=TEXT)
    #: Id of the account on the site; None for a guest without one.
    id: str | None = field(default=None, metadata=optional(NAME))
    #: E-mail address. Private, and so is every hash of it.
    email: str | None = field(default=None, repr=False, metadata=private(optional(TEXT)))
    #: Website, as the writer gave it; renderers link only http and https.
    url: str | None = field(default=None, metadata=optional(TEXT))
    #: Address of the avatar image.
    avatar_url: str | None = field(default=None, metadata=optional(TEXT))
    #: Biography, plain text or HTML as the system had it.
    bio: str = field(default="", metadata=TEXT)
    #: Name in URLs, such as ``ida-wells``.
    slug: str | None = field(default=None, metadata=optional(TEXT))
    #: Person, organization, bot or guest.
    kind: AuthorKind = field(default="person", metadata=one_of(AuthorKind))
    #: Values of the file for which there is no field. Private.
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)
