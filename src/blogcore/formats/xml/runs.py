"""The fast road: plain elements in a row, which nothing has to be mended in, taken apart at once.

Nearly all of an export is ``<name>text</name>`` and ``<name><![CDATA[text]]></name>``. A row of
such leaves leaves the text before the parser sees it, and a processing instruction takes its
place; there the parser is handed the row. Whatever is not as plain as that goes the usual way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

__all__ = ["STUB", "Run", "Runs"]

#: Target of the processing instructions.
STUB = "blogcore-run"

_NAME = r"[A-Za-z_][\w.-]*+(?::[A-Za-z_][\w.-]*+)?"
_ATTRIBUTES = r"(?:\ (?!xmlns)[A-Za-z_][\w.-]*+=\"[^\"<&\t\n\r]*+\")*+"
# The name is asked for again at the end: "]]>" in between would be text that nobody parted in two.
_LEAF = rf"""
    <({_NAME})({_ATTRIBUTES})>
    (?: <!\[CDATA\[ ( (?: [^\]\r]++ | \](?!\]>) )*+ ) \]\]> | ([^<>&\r]*+) )
    </\1>
"""
_ROW = re.compile(rf"(?:\s*+{_LEAF})++", re.ASCII | re.VERBOSE)
_LEAVES = re.compile(_LEAF, re.ASCII | re.VERBOSE)
_ATTRIBUTE = re.compile(r' ([^=]+)="([^"]*)"')
_TWICE = re.compile(r'<[^<>]* ([\w.-]+)="[^"]*"[^<>]* \1="', re.ASCII)


@frozen
class Run:
    """Leaves in a row, as they stood in the text."""

    block: str
    #: The line at which it begins.
    line: int

    def leaves(self) -> Iterator[tuple[int, str, dict[str, str], str]]:
        """Line, qualified name, attributes and text of each."""
        block, line, at = self.block, self.line, 0
        for found in _LEAVES.finditer(block):
            start = found.start()
            line += block.count("\n", at, start)
            at = start
            name, attributes, section, plain = found.groups()
            named = dict(_ATTRIBUTE.findall(attributes)) if attributes else {}
            yield line, name, named, plain if section is None else section


class Runs:
    """The rows that have left the text and have not been asked for."""

    def __init__(self) -> None:
        self._waiting: dict[str, Run] = {}
        self._count = 0

    def keep(self, text: str, at: int, line: int) -> tuple[int, str]:
        """Where the row ends that begins at a place, and what stands in its place.

        That is of as many lines; it is empty where no row begins there.
        """
        found = _ROW.match(text, at)
        if found is None or ('="' in found[0] and _TWICE.search(found[0])):
            return at, ""
        self._count += 1
        self._waiting[str(self._count)] = Run(found[0], line)
        return found.end(), f"<?{STUB} {self._count}?>" + "\n" * found[0].count("\n")

    def take(self, serial: str) -> Run | None:
        """The row with a number; None where there is none."""
        return self._waiting.pop(serial, None)
