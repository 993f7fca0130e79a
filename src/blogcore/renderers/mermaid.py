"""A discussion as a Mermaid flowchart, which forges and wikis draw where it stands in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blogcore.renderers.context import Context
from blogcore.renderers.graph import answers, label
from blogcore.threads import Thread

__all__ = ["MermaidRenderer"]


class MermaidRenderer:
    """A node for each comment, with its name and first words, and an arrow to each answer.

    Nodes are named by their place in reading order, never by what somebody wrote. Mermaid itself
    draws up to 500 arrows and 50,000 letters, unless it is configured otherwise.
    """

    name = "mermaid"
    media_type = "text/vnd.mermaid"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The flowchart, a statement a line."""
        yield "flowchart LR\n"
        for index, comment in enumerate(thread.comments):
            lines = "<br>".join(_escaped(line) for line in label(comment, context) if line)
            left, right = ("[", "]") if comment.status == "approved" else ("([", "])")
            yield f'    n{index}{left}"{lines or " "}"{right}\n'
        for above, below in answers(thread):
            yield f"    n{above} --> n{below}\n"

    #: A graph has no page around it.
    page = render


#: ASCII punctuation but what stands in sentences. The colon is not of those: in a line that says
#: "style", one before a number sign makes Mermaid drop the last semicolon.
_SPECIAL = re.compile(r"[\"#$%&()*+/:;<=>@\[\\\]^_`{|}~]|-(?=-)")


def _escaped(text: str) -> str:
    """Text for a quoted label: what means anything there is written by its number."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", text)
