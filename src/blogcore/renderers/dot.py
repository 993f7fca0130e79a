"""A discussion as a graph in DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore._text.xml import replace_non_xml
from blogcore.renderers.context import Context
from blogcore.renderers.graph import answers, label
from blogcore.threads import Thread

__all__ = ["DotRenderer"]


class DotRenderer:
    """A node for each comment, with its name and first words, and an edge to each answer.

    Nodes are named by their place in reading order, never by what somebody wrote.
    """

    name = "dot"
    media_type = "text/vnd.graphviz"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The graph, a statement a line."""
        yield 'digraph discussion {\n  graph [rankdir=LR, charset="UTF-8"]\n'
        yield '  node [shape=box, style=rounded, fontname="sans-serif"]\n'
        for index, comment in enumerate(thread.comments):
            lines = "\\n".join(_escaped(line) for line in label(comment, context) if line)
            look = "" if comment.status == "approved" else ', style="rounded,dashed"'
            yield f'  n{index} [label="{lines}"{look}]\n'
        for above, below in answers(thread):
            yield f"  n{above} -> n{below}\n"
        yield "}\n"

    #: A graph has no page around it.
    page = render


def _escaped(text: str) -> str:
    """Text for a quoted string that Graphviz reads as a label ("escString").

    It has escapes of its own for a backslash, decodes HTML's references, and puts what XML
    cannot hold into SVG as it is.
    """
    escaped = replace_non_xml(text).replace("\\", "\\\\").replace('"', '\\"')
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
