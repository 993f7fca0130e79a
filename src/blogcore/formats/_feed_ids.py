"""Ids in feeds: of what is written, which must be IRIs, and for what is read and has none."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from blogcore.formats._web import is_iri

__all__ = ["Ids", "made_id", "made_iri"]

Kind = Literal["post", "comment"]


class Ids:
    """The ids of one feed, no two alike (RFC 4287, section 4.1.1), the same each time.

    An id is itself where it is an IRI. Else one is made: a UUID of the site's address, the kind
    and the id (RFC 9562, version 5).
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


def made_id(*words: str) -> str:
    """An id made of what an entry says.

    >>> made_id("Night trains", "")
    'sha256:20e3c0ddd6e0e8d27328c8dfadc58b1e'
    """
    return f"sha256:{sha256(chr(0).join(words).encode()).hexdigest()[:32]}"
