"""The fast road: plain elements in a row, which nothing has to be mended in, taken apart at once.

Nearly all of an export is ``<name>text</name>`` and ``<name><![CDATA[text]]></name>``, alone or
within one more element. A row of such leaves the text before the parser sees it, and a processing
instruction takes its place; there the parser is handed the row. Whatever is not as plain as that
goes the usual way, so that a file means the same on either road.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection
from secrets import token_hex
from typing import cast

__all__ = ["Runs", "Token"]

#: Elements of a row that is gathered one by one; a longer one becomes several.
_LONGEST = 256

#: Blanks before it; "/" where it is an end tag; its name; the attributes and text of a leaf, in
#: CDATA or not; and "<" for a leaf, nothing for the tag of what lies around leaves.
Token = tuple[str, str, str, str, str, str, str]
#: One element of a row: blanks before it, its name, attributes and text, what lies in it, and how
#: many lines end from its blanks to its end.
Piece = tuple[str, str, str, str, list[Token], int]

_NOTHING: Token = ("", "", "", "", "", "", "")
_NAME = r"[A-Za-z_][\w.-]*+(?::[A-Za-z_][\w.-]*+)?"
# "]]>" with anything else behind it than the end of the element may be text that its writer forgot
# to part in two. What is no token is passed over as a whole, and nothing of it is kept.
_TOKEN = re.compile(
    rf"""
    ([\ \t\n]*+) <(/)?({_NAME})
    (?(2)>|(?:
        ((?:\ (?!xmlns)[A-Za-z_][\w.-]*+="[^"<&\t\n]*+")*+)>
        (?: <!\[CDATA\[ ( (?: [^\]]++ | \](?!\]>) )*+ ) \]\]> | ([^<>&]*+) )
        (<)/\3>
    |   >
    ))
    | (?s:.)++
    """,
    re.ASCII | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r' ([^=]+)="[^"]*"')


class Runs:
    """The rows that have left the text and have not been asked for.

    The elements named in ``whole`` come in great numbers, and are looked for as a whole.
    """

    def __init__(self, whole: Collection[str] = ()) -> None:
        #: Of the processing instructions; no file can know it, and none that is read shows it.
        self.target: str = f"run-{token_hex(8)}"
        self._whole = whole
        self._waiting: deque[list[Piece]] = deque()

    def keep(self, text: str, at: int) -> tuple[int, str]:
        """Where the row ends that begins at a place, and what stands in its place.

        That is of as many lines; it is empty where no row begins there.
        """
        row: list[Piece] = []
        lines = 0
        while len(row) < _LONGEST:
            found = _TOKEN.match(text, at)
            if found is None:
                break
            blanks, slash, name, attributes, section, plain, leaf = found.groups("")
            inside: list[Token] = []
            end = found.end()
            if not leaf:
                if slash or not name:
                    break
                inside, end = self._inside(text, name, end)
                if not inside:
                    break
            elif attributes and _is_double(attributes):
                break
            count = text.count("\n", at, end)
            row.append((blanks, name, attributes, section or plain, inside, count))
            at = end
            lines += count
        if not row:
            return at, ""
        self._waiting.append(row)
        return at, "<?" + self.target + " " + "\n" * lines + "?>"

    def take(self) -> list[Piece]:
        """The next row."""
        return self._waiting.popleft()

    def _inside(self, text: str, name: str, at: int) -> tuple[list[Token], int]:
        """What lies in an element that has begun, and where it ends; nothing if it is not plain."""
        if name in self._whole:
            # Where the next one begins is far enough, so that this takes no longer than to read on.
            following = text.find(f"<{name}>", at)
            end = text.find(f"</{name}>", at, following if following >= 0 else len(text))
            if end < 0:
                return [], at
            end += len(name) + 3
            tokens = _TOKEN.findall(text, at, end)
        else:
            tokens, end = _to_the_next_tag(text, at)
        last = tokens.pop() if tokens else _NOTHING
        if (last[1], last[2]) != ("/", name) or not _is_well_formed(tokens):
            return [], at
        return tokens, end


def _to_the_next_tag(text: str, at: int) -> tuple[list[Token], int]:
    """Leaves and whatever is behind them, and where that ends."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text, at):
        tokens.append(cast("Token", found.groups("")))
        at = found.end()
        if not found[7]:
            break
    return tokens, at


def _is_well_formed(tokens: list[Token]) -> bool:
    """Whether elements end that have begun, and no attribute is given twice."""
    odd = [token for token in tokens if token[3] or not token[6]]
    if not odd:
        return True
    tags = [f"{token[1]}{token[2]}" for token in odd if not token[6]]
    balanced = tags[1::2] == [f"/{tag}" for tag in tags[::2]]
    return balanced and not any(_is_double(token[3]) for token in odd)


def _is_double(attributes: str) -> bool:
    """Whether one of them is given twice, which XML does not allow."""
    names = _ATTRIBUTE.findall(attributes)
    return len(set(names)) < len(names)
