"""A discussion as a graph, in the languages DOT (Graphviz) and Mermaid.

Nodes are named by the position of their comment, never by user-supplied text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blogcore._text.plain import excerpt, one_line
from blogcore._text.xml import replace_non_xml
from blogcore.models import Comment
from blogcore.renderers._width import truncate
from blogcore.renderers.context import Context, has_inferred_link
from blogcore.threads import Thread

__all__ = ["DotRenderer", "MermaidRenderer"]

_LABEL_WORDS, _LABEL_COLUMNS = 8, 60


class DotRenderer:
    """DOT: a node per comment with its author and first words, an edge to each reply.

    The edge of an inferred link is dashed.
    """

    #: Name of the renderer.
    name = "dot"
    #: Media type of the output.
    media_type = "text/vnd.graphviz"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the graph, one statement per line. Linear.

        Args:
            thread: What the viewer may see.
            context: Texts and options.
        """
        yield 'digraph discussion {\n  graph [rankdir=LR, charset="UTF-8"]\n'
        yield '  node [shape=box, style=rounded, fontname="sans-serif"]\n'
        if page := context.page_text():
            yield f'  label="{_escape_dot(page)}"\n'
        for index, comment in enumerate(thread.comments):
            label = "\\n".join(_escape_dot(line) for line in _label_lines(comment, context) if line)
            style = "" if comment.status == "approved" else ', style="rounded,dashed"'
            yield f'  n{index} [label="{label}"{style}]\n'
        for parent, reply, inferred in _edges(thread):
            yield f"  n{parent} -> n{reply}{' [style=dashed]' if inferred else ''}\n"
        yield "}\n"

    page = render


class MermaidRenderer:
    """Mermaid: a flowchart that forges and wikis draw in a page.

    A node per comment with its author and first words, an arrow to each reply, which is dashed if
    the link was inferred. By default, Mermaid draws at most 500 arrows and 50,000 characters.
    """

    #: Name of the renderer.
    name = "mermaid"
    #: Media type of the output.
    media_type = "text/vnd.mermaid"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the flowchart, one statement per line. Linear.

        Args:
            thread: What the viewer may see.
            context: Texts and options.
        """
        if page := context.page_text():
            yield f'---\ntitle: "{_escape_mermaid(page)}"\n---\n'
        yield "flowchart LR\n"
        for index, comment in enumerate(thread.comments):
            lines = filter(None, _label_lines(comment, context))
            label = "<br>".join(map(_escape_mermaid, lines)) or " "
            left, right = ("[", "]") if comment.status == "approved" else ("([", "])")
            yield f'    n{index}{left}"{label}"{right}\n'
        for parent, reply, inferred in _edges(thread):
            yield f"    n{parent} {'-.->' if inferred else '-->'} n{reply}\n"

    page = render


def _label_lines(comment: Comment, context: Context) -> tuple[str, str]:
    """Return the two lines of a node: the author, which may be empty, and the first words."""
    if not context.viewer.sees(comment):
        return "", context.words.hidden
    name = truncate(context.name(comment.author), _LABEL_COLUMNS) if context.bylines else ""
    text = excerpt(one_line(comment.body.to_text()), _LABEL_WORDS)
    return name, truncate(text, _LABEL_COLUMNS)


def _edges(thread: Thread) -> Iterator[tuple[int, int, bool]]:
    """Yield the positions of parent and reply, and whether their link was inferred."""
    comments = thread.comments
    for index in range(len(thread)):
        parent = thread.tree.parent(index)
        if parent is not None:
            yield parent, index, has_inferred_link(comments[index], comments[parent])


def _escape_dot(text: str) -> str:
    """Escape text for a quoted label ("escString").

    Graphviz has escapes of its own, decodes HTML references, and copies characters into SVG that
    XML cannot hold.
    """
    escaped = replace_non_xml(text).replace("\\", "\\\\").replace('"', '\\"')
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


#: ASCII punctuation except that of ordinary sentences. The colon is included, because Mermaid drops
#: the last semicolon of a line with "style" and a colon before a number sign.
_MERMAID_SPECIAL = re.compile(r"[\"#$%&()*+/:;<=>@\[\\\]^_`{|}~]|-(?=-)")


def _escape_mermaid(text: str) -> str:
    """Escape text for a quoted label: special characters by their number."""
    return _MERMAID_SPECIAL.sub(lambda match: f"#{ord(match[0])};", text)
