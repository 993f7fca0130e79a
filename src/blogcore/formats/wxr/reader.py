"""How the records of a file become items, as each comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blogcore.formats.base import Item, Notes
from blogcore.formats.wxr.comments import to_comment
from blogcore.formats.wxr.posts import post_id_of, to_items
from blogcore.formats.wxr.site import Channel
from blogcore.formats.wxr.vocabulary import said
from blogcore.formats.xml import Element
from blogcore.models import Comment

__all__ = ["items_of"]


def items_of(elements: Iterable[Element], notes: Notes) -> Iterator[Item]:
    """The items that the records of a channel are."""
    channel = Channel(notes)
    item = _Item(channel, notes)
    for element in elements:
        if element.parent_is_open or element.name == "item":
            yield from channel.told()
            yield from item.add(element)
        else:
            yield from channel.add(element)
    yield from channel.told()


class _Item:
    """The item that is being read: its comments are made as soon as its id is known."""

    def __init__(self, channel: Channel, notes: Notes) -> None:
        self._channel = channel
        self._notes = notes
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        self._id = ""
        self._comments_made = 0
        self._waiting: list[Element] = []

    def add(self, element: Element) -> Iterable[Item]:
        """Take an early part of an item, or the item when it has ended."""
        if element.name == "wp:comment" and self._id:
            return (self._comment(element),)
        return self._other(element)

    def _other(self, element: Element) -> Iterator[Item]:
        if element.name == "wp:post_id":
            if self._id:
                done = "given again; the first was kept"
                self._notes.add("lost", f"line {element.line}", "wp:post_id", element.text, done)
            self._id = self._id or said(element)
            yield from self._comments()
        elif element.name == "wp:comment":
            self._waiting.append(element)
        else:
            self._id = self._id or post_id_of(element, self._number, self._notes)
            yield from self._comments()
            commented = self._comments_made > 0
            yield from to_items(element, self._id, commented, self._channel, self._notes)
            self._begin()

    def _comments(self) -> Iterator[Item]:
        waiting, self._waiting = self._waiting, []
        return map(self._comment, waiting)

    def _comment(self, element: Element) -> Comment:
        self._comments_made += 1
        return to_comment(element, self._id, self._comments_made, self._channel, self._notes)
