"""An ``atom:id`` for whatever has an id: the id itself where it is an IRI, else a made one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from .._web import is_iri

__all__ = ["Ids", "made_iri"]

Kind = Literal["post", "comment"]


class Ids:
    """The ids of one feed, no two alike (RFC 4287, section 4.1.1), the same each time.

    A made one is a UUID of the site's address, the kind and the id (RFC 9562, version 5).
    """

    def __init__(self, site: str, posts: Iterable[str]) -> None:
        self._site = site
        self._posts = frozenset(posts)
        self._given: dict[str, int] = {}

    def of(self, kind: Kind, id: str) -> str:
        """What refers to an item, whether the feed has it or not."""
        if is_iri(id) and (kind == "post" or id not in self._posts):
            return id
        return made_iri(self._site, kind, id)

    def next_of(self, kind: Kind, id: str) -> str:
        """The id of the next item that has this one: of a second one it is another."""
        first = self.of(kind, id)
        number = self._given[first] = self._given.get(first, 0) + 1
        return first if number == 1 else made_iri(self._site, kind, id, str(number))


def made_iri(*words: str) -> str:
    """A URN that stands for words."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, chr(0).join(words))}"
