"""Who wrote an item: ``author`` has an e-mail address and perhaps a name, ``dc:creator`` a name."""

from __future__ import annotations

from blogcore.formats._feed_extension import AUTHOR, fields_of, is_ours
from blogcore.formats._person import person
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import Author

__all__ = ["authors_of"]


def authors_of(record: ElementReader) -> tuple[Author, ...]:
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
