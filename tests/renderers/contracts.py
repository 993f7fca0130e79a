"""Contracts of the renderers whose output needs checks beyond those of `RendererContract`."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from xml.etree import ElementTree

from blogcore.renderers.graphs import DotRenderer, MermaidRenderer
from blogcore.renderers.svg import SvgRenderer
from blogcore.testing import RendererContract

__all__ = ["CONTRACTS", "SVG", "dot_faults", "mermaid_faults", "tooltips"]

SVG = "{http://www.w3.org/2000/svg}"


def tooltips(root: ElementTree.Element) -> Iterator[str]:
    """Yield the tooltip of each dot."""
    for mark in root.iter(f"{SVG}circle"):
        title = mark.find(f"{SVG}title")
        if title is not None:
            yield title.text or ""


class SvgContract(RendererContract):
    renderer = SvgRenderer
    shows = "author"

    def visible_text(self, output: str) -> str:
        """Return the authors: the first line of each tooltip."""
        return "\n".join(tip.split("\n")[0] for tip in tooltips(ElementTree.fromstring(output)))


# --- DOT: by its grammar, and by Graphviz if it is installed ----------------------------------

_DOT = re.compile(
    r"digraph discussion \{\n"
    r'  graph \[rankdir=LR, charset="UTF-8"\]\n'
    r'  node \[shape=box, style=rounded, fontname="sans-serif"\]\n'
    r'(?:  n\d+ \[label="(?:[^"\\&<>\n]|\\["\\n]|&(?:amp|lt|gt);)*"'
    r'(?:, style="rounded,dashed")?\]\n)*'
    r"(?:  n\d+ -> n\d+\n)*"
    r"\}\n"
)
_GRAPHVIZ = shutil.which("dot")


def dot_faults(output: str) -> Iterator[str]:
    """Yield faults: syntax other than nodes, labels and edges, and errors of Graphviz."""
    if not _DOT.fullmatch(output):
        yield "not a graph of nodes, labels and edges only"
    elif _GRAPHVIZ is not None:
        done = subprocess.run(
            [_GRAPHVIZ, "-Tcanon"], input=output.encode(), capture_output=True, check=False
        )
        if done.returncode or done.stderr:
            yield f"Graphviz says {done.stderr.decode(errors='replace')}"


class DotContract(RendererContract):
    renderer = DotRenderer

    def faults(self, output: str) -> Iterator[str]:
        yield from super().faults(output)
        yield from dot_faults(output)


# --- Mermaid: by a subset of its grammar ------------------------------------------------------

_MERMAID = re.compile(
    r"flowchart LR\n"
    r"(?:    n\d+(?P<open>\[|\(\[)"
    r'"(?:[^"#<>%`:;&\\{}\[\]|\n\r]|#\d+;|<br>)+"'
    r"(?:\]\)|\])\n)*"
    r"(?:    n\d+ --> n\d+\n)*"
)


def mermaid_faults(output: str) -> Iterator[str]:
    """Yield a fault for syntax other than nodes, plain labels and arrows."""
    if not _MERMAID.fullmatch(output):
        yield "not a flowchart of nodes, labels and arrows only"


class MermaidContract(RendererContract):
    renderer = MermaidRenderer

    def faults(self, output: str) -> Iterator[str]:
        yield from super().faults(output)
        yield from mermaid_faults(output)


CONTRACTS: dict[str, type[RendererContract]] = {
    "dot": DotContract,
    "mermaid": MermaidContract,
    "svg": SvgContract,
}
