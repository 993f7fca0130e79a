"""Correct renderers, and renderers with one defect each.

They are in a module of their own because another process imports them too: see
`test_the_same_input_gives_the_same_output`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from typing import ClassVar

from blogcore._text.plain import one_line
from blogcore._text.xml import xml_attribute, xml_text
from blogcore.renderers import Context, EventRenderer
from blogcore.threads import Node, Thread

# --- correct renderers ----------------------------------------------------------------------


class Plain(EventRenderer):
    name = "plain"
    media_type = "text/plain"

    def enter(self, node: Node) -> Iterable[str]:
        comment = node.comment
        return f"{one_line(comment.author.name)}: {comment.body.to_text()}\n"


class Page(EventRenderer):
    """HTML, by a whole page or without."""

    name = "page"
    media_type = "text/html; charset=utf-8"

    def begin(self, thread: Thread) -> Iterable[str]:
        title = self.context.post.title if self.context.post else ""
        data = json.dumps({"headline": title}).replace("<", "\\u003c")
        yield f"<h2>{escape(title)}</h2>"
        yield f'<script type="application/ld+json">{data}</script><ol>'

    def enter(self, node: Node) -> Iterable[str]:
        author = node.comment.author
        safe = author.url and re.match("https?://", author.url)
        name = f'<a href="{escape(author.url or "")}">' if safe else "<a>"
        name += f"{escape(author.name)}</a>"
        return f"<li>{name}: <p>{escape(node.comment.body.to_text())}</p><ol>"

    def leave(self, node: Node) -> Iterable[str]:
        return "</ol></li>"

    def end(self, thread: Thread) -> Iterable[str]:
        return "</ol>"

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        yield "<!DOCTYPE html><title>Page</title>"
        yield from self.render(thread, context)


class Document(EventRenderer):
    """XML."""

    name = "document"
    media_type = "application/vnd.thread+xml"

    def begin(self, thread: Thread) -> Iterable[str]:
        return "<thread>"

    def enter(self, node: Node) -> Iterable[str]:
        comment = node.comment
        name = xml_attribute(comment.author.name)
        return f'<comment by="{name}">{xml_text(comment.body.to_text())}</comment>'

    def end(self, thread: Thread) -> Iterable[str]:
        return "</thread>"


class Api:
    """JSON."""

    name = "api"
    media_type = "application/json"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        yield "["
        for node in thread:
            comment = node.comment
            row = {"name": comment.author.name, "words": [comment.body.to_text()]}
            yield f"{',' if node.index else ''}{json.dumps(row)}"
        yield "]"


class Lines:
    """JSON Lines."""

    name = "lines"
    media_type = "application/jsonl"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        for comment in thread.comments:
            yield json.dumps(comment.body.to_text(), ensure_ascii=False) + "\n"


class Marked(EventRenderer):
    """Markdown: a list in which every punctuation mark is escaped."""

    name = "marked"
    media_type = "text/markdown"

    def enter(self, node: Node) -> Iterable[str]:
        comment = node.comment
        name, words = (one_line(t) for t in (comment.author.name, comment.body.to_text()))
        return f"- {self.safe(name)}: {self.safe(words)}\n"

    def safe(self, text: str) -> str:
        return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


# --- defective ones----------------------------------------------------------------------------


class Bytes(Plain):
    def enter(self, node: Node) -> Iterable[str]:
        return [LooksLikeText(super().enter(node))]  # type: ignore[list-item]


class LooksLikeText:
    """An object that looks like text when it is printed."""

    def __init__(self, text: object) -> None:
        self.text = text

    def __str__(self) -> str:
        return str(self.text)

    def __len__(self) -> int:
        return len(str(self))


class AllAtOnce(Plain):
    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        return "".join(super().render(thread, context))  # type: ignore[return-value]


class Nameless(Plain):
    name = "a name@home"


class Untyped(Plain):
    media_type = "html"


class NeedsOne(Plain):
    def begin(self, thread: Thread) -> Iterable[str]:
        return f"{max(thread.depths)} levels\n"


class OpensTwice(Document):
    def begin(self, thread: Thread) -> Iterable[str]:
        return "<thread>" if len(thread) else "<thread><thread>"


class Forgets(Plain):
    """Leaves out answers to answers."""

    def enter(self, node: Node) -> Iterable[str]:
        return "" if node.depth > 1 else super().enter(node)


class Repeats(Plain):
    def leave(self, node: Node) -> Iterable[str]:
        last = node.index == len(node.thread) - 1
        return self.enter(node) if last and node.depth == 1 else ""


class Backwards(Plain):
    """Renders answers before their parents."""

    def enter(self, node: Node) -> Iterable[str]:
        return ""

    def leave(self, node: Node) -> Iterable[str]:
        return super().enter(node)


class Remembers(Plain):
    """Keeps the texts that it rendered, and shows them again when they are hidden."""

    kept: ClassVar[dict[tuple[str, object], str]] = {}

    def enter(self, node: Node) -> Iterable[str]:
        key = (node.comment.id, node.comment.published)
        if node.comment.status == "approved":
            self.kept[key] = node.comment.body.text
            return super().enter(node)
        return f"({self.kept[key]})"


class Orphans(Plain):
    """Leaves out answers to hidden comments."""

    def enter(self, node: Node) -> Iterable[str]:
        above = node.parent
        hidden = above is not None and above.comment.status != "approved"
        return "" if hidden else super().enter(node)


class Ascii(Plain):
    def enter(self, node: Node) -> Iterable[str]:
        return str(super().enter(node)).encode("ascii", "namereplace").decode()


class ShowsEmails(Plain):
    def enter(self, node: Node) -> Iterable[str]:
        return f"<{node.comment.author.email}> {super().enter(node)}"


class ShowsExtra(Plain):
    def enter(self, node: Node) -> Iterable[str]:
        return f"{' '.join(node.comment.extra)} {super().enter(node)}"


class Gravatars(Plain):
    def enter(self, node: Node) -> Iterable[str]:
        from hashlib import md5

        address = (node.comment.author.email or "").encode()
        return f"{md5(address).hexdigest()} {super().enter(node)}"


class ShowsSiteExtra(Page):
    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        yield f"<!-- {context.site.extra.get('canary:extra')} -->"
        yield from super().page(thread, context)


class Unread(Plain):
    """Has a media type that the contract cannot parse."""

    media_type = "text/vnd.strange"


class Raw(Page):
    def enter(self, node: Node) -> Iterable[str]:
        return f"<li>{node.comment.body.text}<ol>"


class Unquoted(Page):
    def enter(self, node: Node) -> Iterable[str]:
        name = node.comment.author.name.replace("<", "&lt;")
        return f'<li title="{name}">{escape(node.comment.body.to_text())}<ol>'


class AnyLink(Page):
    def enter(self, node: Node) -> Iterable[str]:
        url = escape(node.comment.author.url or "")
        return f'<li><a href="{url}">x</a>{escape(node.comment.body.to_text())}<ol>'


class Scripted(Page):
    def begin(self, thread: Thread) -> Iterable[str]:
        title = self.context.post.title if self.context.post else ""
        return f"<script>var title = {json.dumps(title)}</script><ol>"


class RawPage(Page):
    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        yield f"<h1>{context.site.title}</h1>"
        yield from super().page(thread, context)


class HalfEscaped(Document):
    """Keeps characters that XML does not allow."""

    def enter(self, node: Node) -> Iterable[str]:
        return f"<comment>{escape(node.comment.body.to_text())}</comment>"


class JoinsJsonByHand(Api):
    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        words = ", ".join(f'{{"words": "{c.body.to_text()}"}}' for c in thread.comments)
        yield f"[{words}]"


class Verbatim(Marked):
    def safe(self, text: str) -> str:
        return text


class Headings(Marked):
    def enter(self, node: Node) -> Iterable[str]:
        comment = node.comment
        name = re.sub(r"([<&`\\\[\]()])", r"\\\1", comment.author.name)
        return f"{name}: {self.safe(one_line(comment.body.to_text()))}\n\n"


class ForgesLines(Plain):
    def enter(self, node: Node) -> Iterable[str]:
        return f"{node.comment.author.name}: {node.comment.body.to_text()}\n"


class Escapes(Plain):
    """Decodes character references in plain text."""

    def enter(self, node: Node) -> Iterable[str]:
        from html.entities import html5

        assert html5
        text = re.sub(r"&#(x?)([0-9a-f]+);", _decoded, node.comment.body.text)
        return f"{one_line(node.comment.author.name)}: {text}\n"


def _decoded(found: re.Match[str]) -> str:
    return chr(int(found[2], 16 if found[1] else 10))


class CountsRenderings(Plain):
    """Shows how often it rendered a long page."""

    made: ClassVar[list[int]] = []

    def end(self, thread: Thread) -> Iterable[str]:
        if not 20 < len(thread) < 50 or not self.context.bylines:
            return ""
        self.made.append(1)
        return f"{len(self.made)}\n"


class Today(Plain):
    def begin(self, thread: Thread) -> Iterable[str]:
        return f"{datetime.now(UTC):%Y}\n"


class ByHash(Plain):
    def begin(self, thread: Thread) -> Iterable[str]:
        return one_line(" ".join({comment.author.name for comment in thread.comments}))


class LocalTime(Plain):
    def enter(self, node: Node) -> Iterable[str]:
        when = node.comment.published
        return f"{when.astimezone() if when else ''} {super().enter(node)}"


class Edits(Plain):
    def leave(self, node: Node) -> Iterable[str]:
        object.__setattr__(node.comment, "likes", 7)
        return ""


class Flattens(Plain):
    def end(self, thread: Thread) -> Iterable[str]:
        if len(thread) == 2:
            object.__setattr__(thread, "depths", [0] * len(thread))
        return ""


class Recurses(Plain):
    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        self.context = context
        yield from map(self.below, thread.roots)

    def below(self, node: Node) -> str:
        return "".join([str(self.enter(node)), *map(self.below, node.children)])


class Indents(Plain):
    def enter(self, node: Node) -> Iterable[str]:
        return f"{'  ' * node.depth}{super().enter(node)}"


class Numbers(Plain):
    """2.1.1.1.1.1…"""

    def enter(self, node: Node) -> Iterable[str]:
        return f"{len(node.ancestors)} {super().enter(node)}"


class CountsSiblings(Plain):
    """Counts the siblings of every comment again, which is quadratic."""

    def enter(self, node: Node) -> Iterable[str]:
        above = node.parent
        siblings = above.children if above else node.thread.roots
        return f"{len(siblings)} {super().enter(node)}"


class SearchesWholeThread(Plain):
    """Searches the whole thread for answers to every comment."""

    def enter(self, node: Node) -> Iterable[str]:
        id, comments = node.comment.id, node.thread.comments
        return f"{len([c for c in comments if c.in_reply_to == id])} {super().enter(node)}"


class KeepsThreadInClass(Plain):
    """Keeps the thread in the class."""

    now: ClassVar[Thread]

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        KeepsThreadInClass.now = thread
        for index, comment in enumerate(thread.comments):
            yield f"{len(KeepsThreadInClass.now)}/{index} {comment.body.text}\n"


class CollectsInClass(Plain):
    """Collects the output in a list of the class."""

    sheet: ClassVar[list[str]] = []

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        self.sheet.clear()
        for comment in thread.comments:
            self.sheet.append(f"{one_line(comment.author.name)}: {comment.body.to_text()}\n")
        return iter([*self.sheet])
