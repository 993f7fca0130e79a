"""`ATOM`: the format."""

from __future__ import annotations

from blogcore.formats._feed import Feed
from blogcore.formats.atom.dialect import ATOM_VOCABULARY
from blogcore.formats.atom.reader import items_of
from blogcore.formats.atom.writer import document

__all__ = ["ATOM"]

_OURS = ("www.w3.org/2005/Atom", "purl.org/atom/ns#")


def _is_root(name: str, tag: str) -> bool:
    """A feed or entry; a feed may lack the namespace."""
    if name == "feed" and "xmlns=" not in tag:
        return True
    return name in ("feed", "entry") and any(uri in tag for uri in _OURS)


ATOM = Feed(
    name="atom",
    title="Atom feed",
    media_types=("application/atom+xml", "application/xml", "text/xml"),
    suffixes=(".atom", ".atom.xml"),
    is_root=_is_root,
    vocabulary=ATOM_VOCABULARY,
    items_of=items_of,
    document=document,
)
