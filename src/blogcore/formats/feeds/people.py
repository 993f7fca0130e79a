"""People in feeds: names and e-mail addresses as feeds hold them, read and written."""

from __future__ import annotations

import re

from attrs import evolve

from blogcore.formats.html import title_from_html
from blogcore.formats.privacy import reveals_email
from blogcore.models import Author, Comment

__all__ = ["ANONYMOUS", "commenter_name", "parse_person", "public_author", "real_email"]

#: Name where there is none: a feed requires one.
ANONYMOUS = "Anonymous"

_EMAIL = r"[^\s@()<>,;:\"]+@[^\s@()<>,;:\"]+"
_FORMS = tuple(
    re.compile(rf"\s*(?:mailto:)?{form}\s*")
    for form in (
        rf"(?P<email>{_EMAIL})\s*\((?P<name>[^()]*)\)",
        rf"\"?(?P<name>[^<>\"]*?)\"?\s*<(?:mailto:)?(?P<email>{_EMAIL})>",
        rf"(?P<name>[^()]*?)\s*\((?P<email>{_EMAIL})\)",
        rf"(?P<email>{_EMAIL})(?P<name>)",
    )
)


def parse_person(text: str) -> Author:
    """Return the author that a line of text names: by name, e-mail address, or both.

    Args:
        text: One line, such as "ida@example.org (Ida)" or "Ida <ida@example.org>".

    >>> parse_person("ida@example.org (Ida)").name
    'Ida'
    """
    match = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if match is None:
        return Author(name=title_from_html(text.strip()))
    return Author(name=title_from_html(match["name"].strip()), email=real_email(match["email"]))


def real_email(email: str) -> str | None:
    """Return an e-mail address; None for Blogger's placeholder, which all its users share.

    Args:
        email: Text of an element.
    """
    email = email.strip()
    return None if email.lower() == "noreply@blogger.com" else email or None


def public_author(author: Author) -> Author:
    """Return an author without e-mail address and without an avatar that reveals one.

    Args:
        author: Any author.
    """
    private = author.avatar_url is not None and reveals_email(author.avatar_url)
    return evolve(author, email=None, avatar_url=None if private else author.avatar_url)


def commenter_name(comment: Comment) -> str:
    """Return the name of a commenter, never empty and in one line.

    Args:
        comment: Any comment.
    """
    return " ".join(comment.author.name.split()) or ANONYMOUS
