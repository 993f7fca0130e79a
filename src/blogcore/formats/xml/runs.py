"""The fast road: plain elements in a row, which nothing has to be mended in, taken apart at once.

Nearly all of an export is ``<name>text</name>`` and ``<name><![CDATA[text]]></name>``, alone or
within one more element. A row of such leaves the text before the parser sees it, and a processing
instruction takes its place; there the parser is handed the row. Whatever is not as plain as that
goes the usual way, so that a file means the same on either road.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from secrets import token_hex

from blogcore.formats.xml.inside import (
    TOKEN,
    Inside,
    Shape,
    is_double,
    up_to_the_end,
    up_to_the_next_tag,
)

__all__ = ["Runs"]

#: Elements of a row that is gathered one by one; a longer one becomes several.
_LONGEST = 256
#: Shapes that are learned; a file in which no two elements are alike has no use for more.
_MOST_SHAPES = 16

#: One element of a row: blanks before it, its name, attributes and text, what lies in it, and how
#: many lines end from its blanks to its end.
Piece = tuple[str, str, str, str, Inside | None, int]


class Runs:
    """The rows that have left the text and have not been asked for.

    The elements named in ``whole`` come in great numbers, and are looked for as a whole. Those in
    ``parted`` hold too much for that, and are not looked into.
    """

    def __init__(self, whole: Collection[str] = (), parted: Collection[str] = ()) -> None:
        #: Of the processing instructions; no file can know it, and none that is read shows it.
        self.target: str = f"run-{token_hex(8)}"
        self._whole = whole
        self._parted = parted
        self._shapes: dict[str, Shape] = {}
        self._learned = 0
        self._waiting: deque[list[Piece]] = deque()

    def keep(self, text: str, at: int) -> tuple[int, int, str]:
        """Where the row ends that begins at a place, its lines, and what stands in its place.

        That is of as many lines; it is empty where no row begins there.
        """
        row: list[Piece] = []
        lines = 0
        while len(row) < _LONGEST:
            found = TOKEN.match(text, at)
            if found is None:
                break
            blanks, slash, name, attributes, section, plain, leaf = found.groups("")
            inside: Inside | None = None
            end = found.end()
            if not leaf:
                if slash or not name or name in self._parted:
                    break
                inside, end = self._inside(text, name, end)
                if inside is None:
                    break
            elif attributes and is_double(attributes):
                break
            count = text.count("\n", at, end)
            row.append((blanks, name, attributes, section or plain, inside, count))
            at = end
            lines += count
        if not row:
            return at, 0, ""
        self._waiting.append(row)
        return at, lines, "<?" + self.target + " " + "\n" * lines + "?>"

    def take(self) -> list[Piece]:
        """The next row."""
        return self._waiting.popleft()

    def _inside(self, text: str, name: str, at: int) -> tuple[Inside | None, int]:
        """What lies in an element that has begun, and where it ends; None if it is not plain."""
        shape = self._shapes.get(name)
        matched = shape and shape.match(text, name, at)
        if matched:
            return matched
        is_whole = name in self._whole
        tokens, end = (up_to_the_end if is_whole else up_to_the_next_tag)(text, name, at)
        inside = Inside.of(text[at:end], tokens) if tokens else None
        if inside and is_whole and self._learned < _MOST_SHAPES:
            self._learn(name, inside)
        return inside, end

    def _learn(self, name: str, inside: Inside) -> None:
        shape = Shape.of(inside)
        if shape:
            self._shapes[name] = shape
            self._learned += 1
