"""Losses found by reading back: what a file does not give again is what it could not carry.

A writer that has its document in one piece reads it as its reader would, and every difference is a
loss. So no list of losses can forget one, or name one that is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import attrs

from blogcore._text.plain import short_repr
from blogcore.formats.assemble import assemble
from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.difference import member_pairs, pairs
from blogcore.models import Author, Blog, Comment, Image, Post, Site, private_fields

__all__ = ["gathered", "report_losses"]

_MODELS: tuple[type[attrs.AttrsInstance], ...] = (Site, Author, Post, Image, Comment)
_PRIVATE = frozenset[str]().union(*map(private_fields, _MODELS))
_NO_REASONS: Mapping[str, str] = MappingProxyType({})


def gathered(items: Iterable[Item], losses: Losses, format: str) -> Blog:
    """The blog that is to be written; what could not be joined is a loss already."""
    notes = Notes(format)
    blog = assemble(items, notes)
    for note in notes:
        if note.severity == "lost":
            losses.add(note.where, note.field, note.done)
    return blog


def report_losses(
    blog: Blog,
    again: Iterable[Item],
    losses: Losses,
    reasons: Mapping[str, str] = _NO_REASONS,
) -> None:
    """Add a loss for every difference between a blog and the items that its file gives again.

    ``reasons`` say why a member, by its name, was left out. Linear.
    """
    for where, given, found in pairs(blog, assemble(again, Notes(""))):
        if given is None:
            losses.add(where, "", "is in the file alone")
        elif found is None:
            losses.add(where, "", reasons.get(where, "has no place in this format"))
        else:
            for path, _, now in member_pairs(given, found):
                losses.add(where, path, _reason(path, now))


def _reason(path: str, now: object) -> str:
    if not now:
        return "has no place in this format"
    if path.rpartition(".")[2] in _PRIVATE or not isinstance(now, (str, int)):
        return "cannot be held exactly"
    return f"cannot be held exactly; is read back as {short_repr(now)}"
