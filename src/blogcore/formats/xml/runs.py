"""The fast road: plain elements in a row, which nothing has to be mended in, taken apart at once.

Nearly all of an export is ``<name>text</name>`` and ``<name><![CDATA[text]]></name>``, alone or
within one more element. A row of such leaves the text before the parser sees it, and a processing
instruction takes its place; there the parser is handed the row. Whatever is not as plain as that
goes the usual way, so that a file means the same on either road.
"""

from __future__ import annotations

import re
from secrets import token_hex

__all__ = ["Runs", "Token"]

#: Elements of a row; a longer one becomes several, so that memory stays bounded.
_LONGEST = 256

#: Blanks before it, then the name, attributes and text of a leaf, in CDATA or not; or instead the
#: name of an element that begins or, with "/" before it, ends.
Token = tuple[str, str, str, str, str, str]

#: Without CR, which the parser counts as the end of a line.
_BLANKS = r"[\ \t\n]*+"
_NAME = r"[A-Za-z_][\w.-]*+(?::[A-Za-z_][\w.-]*+)?"
_ATTRIBUTES = r"(?:\ (?!xmlns)[A-Za-z_][\w.-]*+=\"[^\"<&\t\n\r]*+\")*+"


def _leaf(number: int) -> str:
    """A leaf whose name is the group of this number, and is asked for again at its end.

    "]]>" with anything else behind it may be text that its writer forgot to part in two.
    """
    return rf"""
        <({_NAME})({_ATTRIBUTES})>
        (?: <!\[CDATA\[ ( (?: [^\]\r]++ | \](?!\]>) )*+ ) \]\]> | ([^<>&\r]*+) )
        </\{number}>
    """


# What is repeated holds groups, so it may not be kept for good: Pythons before 3.11.5 lose them
# then. It need not be: behind a row nothing is asked for, and behind fewer leaves than there are
# another one begins, and no end.
_BRANCH = rf"<({_NAME})> (?:{_BLANKS} {_leaf(6)})+ {_BLANKS} </\5>"
_ROW = re.compile(
    rf"(?:{_BLANKS} (?: {_leaf(1)} | {_BRANCH} )){{1,{_LONGEST}}}", re.ASCII | re.VERBOSE
)
_TOKENS = re.compile(rf"({_BLANKS})(?: {_leaf(2)} | <(/?{_NAME})>)", re.ASCII | re.VERBOSE)
_TWICE = re.compile(r'<[^<>]* ([\w.-]+)="[^"]*"[^<>]* \1="', re.ASCII)


class Runs:
    """The rows that have left the text and have not been asked for."""

    def __init__(self) -> None:
        #: Of the processing instructions; no file can know it, and none that is read shows it.
        self.target: str = f"run-{token_hex(8)}"
        self._waiting: dict[str, str] = {}
        self._count = 0

    def keep(self, text: str, at: int) -> tuple[int, str]:
        """Where the row ends that begins at a place, and what stands in its place.

        That is of as many lines; it is empty where no row begins there.
        """
        found = _ROW.match(text, at)
        if found is None or ('="' in found[0] and _TWICE.search(found[0])):
            return at, ""
        self._count += 1
        self._waiting[str(self._count)] = found[0]
        lines = "\n" * found[0].count("\n")
        return found.end(), f"<?{self.target} {self._count}{lines}?>"

    def take(self, serial: str) -> list[Token]:
        """The row with a number: its leaves, and where what is around them begins and ends."""
        return _TOKENS.findall(self._waiting.pop(serial.rstrip(), ""))
