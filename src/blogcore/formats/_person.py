"""A person in one line of text: a name, an e-mail address, or both, as mail has them."""

from __future__ import annotations

import re

from blogcore.formats.html import title_from_html
from blogcore.models import Author

__all__ = ["person", "somebodys"]

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


def person(text: str) -> Author:
    """A name, an address, or both, in one of the forms that mail has for that.

    >>> person("ida@example.org (Ida)").name
    'Ida'
    """
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None:
        return Author(name=title_from_html(text.strip()))
    return Author(name=title_from_html(found["name"].strip()), email=somebodys(found["email"]))


def somebodys(email: str) -> str | None:
    """An e-mail address; None for that which Blogger gives for everybody."""
    email = email.strip()
    return None if email.lower() == "noreply@blogger.com" else email or None
