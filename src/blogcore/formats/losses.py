"""Find losses: read a written file back and compare it with the blog.

A writer that has its whole document reads it with its own reader; every difference between the
blog that was written and the blog that was read is a loss. So the losses are complete, and none is
reported for something that is in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import zip_longest
from types import MappingProxyType
from typing import BinaryIO, TypeAlias, cast

import attrs

from blogcore._text.plain import short_repr
from blogcore.formats.assemble import assemble
from blogcore.formats.base import Format, Item, item_name
from blogcore.formats.reports import Losses, Notes
from blogcore.models import Author, Blog, Comment, Image, Post, Site, private_fields

__all__ = [
    "collect_blog",
    "differences",
    "differing_fields",
    "pair_members",
    "report_differences",
    "write_document",
]

#: A member of a blog.
BlogMember: TypeAlias = Site | Author | Post | Comment

_MODELS: tuple[type[attrs.AttrsInstance], ...] = (Site, Author, Post, Image, Comment)
_PRIVATE = frozenset[str]().union(*map(private_fields, _MODELS))
_UNSUPPORTED = "left out: the format has no place for it"
_NO_REASONS: Mapping[str, str] = MappingProxyType({})


# --- for writers -----------------------------------------------------------------------------


def collect_blog(items: Iterable[Item], losses: Losses, format: str) -> Blog:
    """Return the blog of the items that a writer gets.

    Args:
        items: What `Format.write` was called with.
        losses: Gets what could not be joined, such as a second site.
        format: Name of the format that writes.
    """
    notes = Notes(format)
    blog = assemble(items, notes)
    for note in notes:
        if note.severity == "lost":
            losses.add(note.where, note.field, note.message)
    return blog


def write_document(
    format: Format,
    blog: Blog,
    data: bytes,
    stream: BinaryIO,
    losses: Losses,
    reasons: Mapping[str, str] = _NO_REASONS,
) -> None:
    """Write a document; report as losses the differences when it is read back.

    Args:
        format: The format that writes.
        blog: What the document is to hold.
        data: The document.
        stream: Where to write it.
        losses: Gets the differences.
        reasons: As for `report_differences`.
    """
    items = format.read(BytesIO(data), Notes(format.name))
    report_differences(blog, items, losses, reasons)
    stream.write(data)


def report_differences(
    blog: Blog,
    items: Iterable[Item],
    losses: Losses,
    reasons: Mapping[str, str] = _NO_REASONS,
) -> None:
    """Add a loss for every difference between a blog and its file read back. Linear.

    Args:
        blog: What was written.
        items: What the format's reader returns from the file that was written.
        losses: Gets the differences.
        reasons: Why an item is not in the file, by `item_name`; where an item is not named, the
            reason is that the format has no place for it.
    """
    for where, written, read in pair_members(blog, assemble(items, Notes(""))):
        if written is None:
            losses.add(where, "", "added: the format requires it")
        elif read is None:
            losses.add(where, "", reasons.get(where, _UNSUPPORTED))
        else:
            for path, _, value in differing_fields(written, read):
                losses.add(where, path, _reason(path, value))


def _reason(path: str, value: object) -> str:
    if not value:
        return _UNSUPPORTED
    if path.rpartition(".")[2] in _PRIVATE or not isinstance(value, (str, int)):
        return "changed: the format cannot hold it exactly"
    return f"changed: the format cannot hold it exactly; the file has {short_repr(value)}"


# --- comparing blogs -------------------------------------------------------------------------


def differences(before: Blog, after: Blog) -> Iterator[tuple[str, str]]:
    """Yield the item and field of each difference between two blogs, as a `Loss` names them.

    Items are matched by kind and id, and by position where several have one id; the order of
    items with different ids does not matter. The field is empty where an item is missing from
    one of the blogs. A tuple of models is compared model by model where both have the same
    length, and is one field otherwise. Linear.

    Args:
        before: What was written.
        after: What was read back.
    """
    for where, one, other in pair_members(before, after):
        if one is None or other is None:
            yield where, ""
        else:
            for path, _, _ in differing_fields(one, other):
                yield where, path


def pair_members(
    before: Blog, after: Blog
) -> Iterator[tuple[str, BlogMember | None, BlogMember | None]]:
    """Yield the items of two blogs by name, each with its counterpart or with None.

    Args:
        before: The blog whose items come first in each pair.
        after: The blog whose items come second.
    """
    first, second = _members_by_name(before), _members_by_name(after)
    for where in dict.fromkeys([*first, *second]):
        for one, other in zip_longest(first.get(where, ()), second.get(where, ())):
            yield where, one, other


def differing_fields(
    one: object, other: object, path: str = ""
) -> Iterator[tuple[str, object, object]]:
    """Yield the fields in which two models of one class differ: path, first and second value.

    Args:
        one: The first model.
        other: The second model, of the same class.
        path: Path of both models within their item, such as ``images[0]``.
    """
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(one))):
        first: object = getattr(one, field.name)
        second: object = getattr(other, field.name)
        field_path = f"{path}.{field.name}" if path else field.name
        if first == second:
            continue
        if type(first) is type(second) and attrs.has(type(first)):
            yield from differing_fields(first, second, field_path)
        elif (ours := _models(first)) and (theirs := _models(second)) and len(ours) == len(theirs):
            for index, (member, counterpart) in enumerate(zip(ours, theirs, strict=True)):
                yield from differing_fields(member, counterpart, f"{field_path}[{index}]")
        else:
            yield field_path, first, second


def _members_by_name(blog: Blog) -> dict[str, list[BlogMember]]:
    by_name: dict[str, list[BlogMember]] = {}
    members: Iterable[BlogMember] = (blog.site, *blog.authors, *blog.posts, *blog.comments)
    for member in members:
        by_name.setdefault(item_name(member), []).append(member)
    return by_name


def _models(value: object) -> tuple[object, ...]:
    """Return a tuple of models; an empty tuple for any other value."""
    if not isinstance(value, tuple):
        return ()
    members = cast("tuple[object, ...]", value)
    return members if all(attrs.has(type(member)) for member in members) else ()
