"""Who wrote an item: ``author`` has an e-mail address and perhaps a name, ``dc:creator`` a name."""

from __future__ import annotations

import re

from blogcore.models import Author

from .._feed_extension import AUTHOR, fields_of, is_ours
from .._titles import title_text
from ..atom.entry import somebodys
from ..xml import Element, Record

__all__ = ["authors_of", "person"]

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
        return Author(name=title_text(text.strip()))
    return Author(name=title_text(found["name"].strip()), email=somebodys(found["email"]))


def authors_of(record: Record) -> tuple[Author, ...]:
    """Everybody who signed an item; one alone has the address that ``author`` gives."""
    creators = [_creator(e) for e in record.repeated("dc:creator") if e.text.strip() or _ours(e)]
    given = [person(e.text) for e in record.repeated("author") if e.text.strip()]
    if not creators:
        named = record.take("itunes:author")
        return tuple(given) or ((person(named),) if named else ())
    if len(creators) == 1 == len(given) and creators[0].email is None:
        one, other = creators[0], given[0]
        if not other.name or other.name == one.name:
            return (Author(name=one.name, email=other.email),)
    return tuple(creators)


def _ours(element: Element) -> bool:
    return is_ours(element.attributes)


def _creator(element: Element) -> Author:
    if not _ours(element):
        return person(element.text)
    attributes = element.attributes
    fields = fields_of(AUTHOR, attributes)
    name = attributes.get("blogcore:name", element.text)
    return Author(name=name, url=attributes.get("blogcore:url"), **fields)
