"""A discussion as a chat log."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore import Context, Node, Thread
from blogcore.renderers import EventRenderer

__all__ = ["Irc"]


class Irc(EventRenderer):
    """One line per line of a comment, with the author and whom the comment answers."""

    name = "irc"
    media_type = "text/plain"

    def enter(self, node: Node) -> Iterator[str]:
        comment = node.comment
        if comment.status == "deleted":
            yield f"* {self.context.words.hidden}\n"
            return
        author = self.context.name(comment.author)
        to, parent = "", node.parent
        if parent is not None and parent.comment.status != "deleted":
            to = f"{self.context.name(parent.comment.author)}: "
        for line in comment.body.to_text().splitlines():
            yield f"<{author}> {to}{line}\n"

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        if context.post is not None:
            yield f"*** {' '.join(context.post.title.split())} ***\n"
        yield from self.render(thread, context)
