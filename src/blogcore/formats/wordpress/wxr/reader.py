"""Turn the elements of an export into items, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blogcore.formats.base import Item
from blogcore.formats.reports import Notes
from blogcore.formats.wordpress.wxr.comments import read_comment
from blogcore.formats.wordpress.wxr.elements import learn_first_offset, original_id
from blogcore.formats.wordpress.wxr.posts import fallback_id, read_item
from blogcore.formats.wordpress.wxr.site import Channel
from blogcore.formats.xml import Element

__all__ = ["read_items"]


def read_items(elements: Iterable[Element], notes: Notes) -> Iterator[Item]:
    """Yield the items of the elements that are in a channel.

    The ``wp:post_id`` and ``wp:comment`` of an item come before the item. A comment becomes an
    item as soon as the id of its post is known.

    Args:
        elements: What `read_records` yields for `WXR_VOCABULARY`.
        notes: Receives a note for every repair.
    """
    channel = Channel(notes)
    item_number, comment_count = 1, 0
    post_id = ""
    waiting: list[Element] = []
    for element in learn_first_offset(elements, channel.offsets):
        is_item = element.name == "item" and not element.parent_is_open
        if not is_item and not element.parent_is_open:
            yield from channel.add(element)
            continue
        yield from channel.begin_items()
        if element.name == "wp:comment":
            waiting.append(element)
        elif is_item:
            post_id = post_id or fallback_id(element, item_number, notes)
        elif post_id:
            message = "occurs again; the first one was kept"
            notes.add("lost", f"line {element.line}", "wp:post_id", element.text, message)
        else:
            post_id = original_id(element)
        if post_id:
            for comment in waiting:
                comment_count += 1
                yield read_comment(comment, post_id, comment_count, channel, notes)
            waiting.clear()
        if is_item:
            yield from read_item(element, post_id, comment_count > 0, channel, notes)
            item_number, comment_count, post_id = item_number + 1, 0, ""
    yield from channel.begin_items()
