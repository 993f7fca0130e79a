"""Text to well-formed text: what real exports get wrong is mended before the parser sees it.

A well-formed document comes out as it went in, apart from characters that no text of ours may
hold. Nothing is ever taken out of a document that would change what its other parts mean, and
lines keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html.entities import html5
from typing import cast

from blogcore._text.plain import CONTROLS
from blogcore.errors import FormatError
from blogcore.formats.base import Notes
from blogcore.formats.xml.decode import HEAD
from blogcore.formats.xml.vocabulary import Vocabulary

__all__ = ["mended"]

#: How far ahead is looked for the end of an element, before what is there is believed.
_LOOK_AHEAD = 8 * 1024 * 1024

_OPENING = re.compile(r"<!\[CDATA\[|<!--|<\?")
_CLOSING = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
_START_TAG = re.compile(r"<([^\s/>!?<]{1,100})[^<>]*(?<!/)>")
#: No text may hold controls, and XML 1.0 leaves out two more code points.
_FORBIDDEN = re.compile(f"[{CONTROLS}\ufffe\uffff]")
_FINE = re.compile("[ -~\t\n\r\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+")
_REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)(?:#([0-9]+|x[0-9A-Fa-f]+);|([A-Za-z][A-Za-z0-9]{1,31});)?"
)
#: A tag that may hold an attribute without quotes, any start tag, and what is in one.
_LOOSE = re.compile(r"<[A-Za-z_][^<>]*[\w:.-]\s*=\s*[^\s\"'<>=]")
_TAG = re.compile(r"<([A-Za-z_][^\s<>\"'/]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
_ATTRIBUTE = re.compile(r"\"[^\"]*\"|'[^']*'|(\s[\w:.-]+\s*=\s*)([^\s\"'<>=]+?)(?=\s|/?>)")
#: No reference is longer; a "&" so near the end of a piece may be the beginning of one.
_LONGEST_REFERENCE = 40


def mended(pieces: Iterable[str], vocabulary: Vocabulary, notes: Notes) -> Iterator[str]:
    """The text with every repair noted; where pieces are cut makes no difference. Linear."""
    mender = _Mender(notes)
    for piece in _headed(iter(pieces), vocabulary, notes):
        yield from mender.feed(piece)
    yield from mender.feed("", final=True)


# --- the beginning ---------------------------------------------------------------------------

_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")
_NOT_BLANK = re.compile(r"[^\n]")


def _headed(pieces: Iterator[str], vocabulary: Vocabulary, notes: Notes) -> Iterator[str]:
    """The pieces with blanks for the XML declaration and whatever was printed before it.

    The text has been decoded, so the declaration has served; blanks keep lines and columns.
    """
    head = ""
    for piece in pieces:
        head += piece
        if len(head) >= HEAD:
            break
    if "<" not in head:
        raise FormatError(notes.format, "line 1, column 1", "this is not XML, nor anything near")
    end = _beginning(head[:HEAD], vocabulary, notes)
    yield _NOT_BLANK.sub(" ", head[:end])
    yield head[end:]
    yield from pieces


def _beginning(head: str, vocabulary: Vocabulary, notes: Notes) -> int:
    """Where the document begins: behind its declaration and what stands before that."""
    root = vocabulary.root_tag.search(head)
    declaration = _DECLARATION.search(head, 0, root.start() if root else len(head))
    if declaration:
        start, end = declaration.span()
    elif root and not head.lstrip().startswith("<"):
        start = end = root.start()
    else:
        return 0
    before = head[:start]
    if "<!DOCTYPE" in before.upper():
        return 0  # for the parser to refuse
    if before.strip():
        # PHP prints its complaints, with paths of the server in them, into whatever it is writing.
        notes.add("repaired", "line 1", "", "…", "text before the document; left out")
    elif before:
        notes.add("repaired", "line 1", "", "", "blanks before the XML declaration; left out")
    return end


# --- the rest --------------------------------------------------------------------------------


class _Mender:
    """Goes through text once, outside and inside of CDATA sections, comments and instructions."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._text = ""
        self._at = 0
        self._final = False
        self._line = 1
        self._out: list[str] = []
        #: What ends the section that we are in; empty outside of one.
        self._until = ""
        #: The element that was opened last.
        self._tag = ""
        self._seen, self._seen_line = 0, 1

    def feed(self, piece: str, final: bool = False) -> Iterator[str]:
        """All that is certain by now, the rest waits for the next piece."""
        self._text = self._text[self._at :] + piece
        self._at, self._final = 0, final
        self._scrub(len(self._text) - len(piece))
        while self._at < len(self._text):
            if not (self._section() if self._until else self._outside()):
                break
        yield self._taken()

    def _taken(self) -> str:
        out, self._out = "".join(self._out), []
        return out

    def _scrub(self, new: int) -> None:
        fine = cast("re.Match[str]", _FINE.match(self._text, new)).end()
        if fine < len(self._text):
            where = self._where(fine)
            scrubbed, count = _FORBIDDEN.subn("", self._text[new:])
            self._text = self._text[:new] + scrubbed
            done = "control characters, left out"
            self._notes.add("repaired", where, "", f"{count} of them", done)

    def _outside(self) -> bool:
        """Go on to the next section; False where more text is needed."""
        opening = _OPENING.search(self._text, self._at)
        end = opening.start() if opening else self._certain()
        tag = self._text.rfind("<", self._at, end)
        outside = self._text[self._at : end]
        if "&" in outside:
            self._seen, self._seen_line = self._at, self._line
            outside = _REFERENCE.sub(self._reference, outside)
        if "=" in outside and _LOOSE.search(outside):
            outside = self._quoted(outside)
        self._out.append(outside)
        self._pass(end)
        if tag >= 0:
            start = _START_TAG.match(self._text, tag, end)
            self._tag = start[1] if start else ""
        if opening is None:
            return False
        self._until = _CLOSING[opening[0]]
        self._give(opening.end())
        return True

    def _quoted(self, outside: str) -> str:
        """Text with its tags, whose attributes get the quotes that they lack."""
        parts: list[str] = []
        at, line = 0, self._line
        for tag in _TAG.finditer(outside):
            quoted = _ATTRIBUTE.sub(_with_quotes, tag[0])
            if quoted != tag[0]:
                line += outside.count("\n", at, tag.start())
                parts += [outside[at : tag.start()], quoted]
                at = tag.end()
                done = "an attribute without quotes; they were put in"
                self._notes.add("repaired", f"line {line}", tag[1], "", done)
                line += tag[0].count("\n")
        return "".join([*parts, outside[at:]])

    def _section(self) -> bool:
        """Go on to the end of the section; False where more text is needed."""
        end = self._text.find(self._until, self._at)
        if end < 0:
            whole = len(self._text)
            self._give(whole if self._final else max(self._at, whole - 2))
            return False
        behind = end + len(self._until)
        ends = self._until != "]]>" or self._ends(behind)
        if ends is None:
            self._give(end)
            return False
        if ends:
            self._give(behind)
            self._until = ""
            return True
        done = "belongs to the text; CDATA goes on behind it"
        self._notes.add("repaired", self._where(end), self._tag, "]]>", done)
        self._give(end)
        self._out.append("]]]]><![CDATA[>")
        self._pass(behind)
        return True

    def _ends(self, behind: int) -> bool | None:
        """Whether a CDATA section ends at its "]]>"; None where more text is needed.

        In XML it always does, and the next "]]>" belongs to a section that begins in between.
        Where none does, before the element ends, the writer forgot to part "]]>" in two.
        """
        if self._tag and self._text.startswith(f"</{self._tag}", behind):
            return True
        following = _following(self._tag).search(self._text, behind)
        if following:
            return following[0] != "]]>"
        return True if self._final or len(self._text) - behind > _LOOK_AHEAD else None

    def _certain(self) -> int:
        """How far outside text can be judged: not into half a tag or half a reference."""
        whole = len(self._text)
        if self._final:
            return whole
        tag = self._text.rfind("<", self._at)
        if tag >= 0 and self._text.find(">", tag) < 0:
            return tag if whole - tag < _LOOK_AHEAD else whole
        reference = self._text.rfind("&", max(self._at, whole - _LONGEST_REFERENCE))
        if reference >= 0 and self._text.find(";", reference) < 0:
            in_tag = tag >= 0 and self._text.find(">", tag) > reference
            return tag if in_tag else reference
        return whole

    def _reference(self, found: re.Match[str]) -> str:
        number, name = found.groups()
        shown = found[0]
        if number:
            code = _code(number)
            if code is not None and not _FORBIDDEN.match(chr(code)):
                return found[0]
            mended, done = "&#xFFFD;", "is no character; U+FFFD"
        else:
            meant = html5.get(f"{name};", "") if name else ""
            mended = "".join(f"&#{ord(character)};" for character in meant)
            done = "is not known in XML; taken for the character that it is in HTML"
            if not mended:
                mended, done = f"&amp;{shown[1:]}", "is no reference; taken for itself"
                shown = "&"  # what follows may be private
        self._notes.add("repaired", self._seen_at(self._at + found.start()), self._tag, shown, done)
        return mended

    def _seen_at(self, place: int) -> str:
        """The line of a place outside of sections; the tag before it becomes the present one.

        Goes on from the place before: there may be as many references as characters.
        """
        self._seen_line += self._text.count("\n", self._seen, place)
        tag = self._text.rfind("<", self._seen, place)
        if tag >= 0:
            start = _START_TAG.match(self._text, tag)
            self._tag = start[1] if start else ""
        self._seen = place
        return f"line {self._seen_line}"

    def _give(self, end: int) -> None:
        self._out.append(self._text[self._at : end])
        self._pass(end)

    def _pass(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end

    def _where(self, place: int) -> str:
        return f"line {self._line + self._text.count(chr(10), self._at, place)}"


def _with_quotes(found: re.Match[str]) -> str:
    return f'{found[1]}"{found[2]}"' if found[1] else found[0]


def _code(number: str) -> int | None:
    """The code point of a character reference, where there is such a one."""
    hexadecimal = number.startswith("x")
    digits = number.lstrip("x").lstrip("0") or "0"
    if len(digits) > 7:
        return None
    code = int(digits, 16 if hexadecimal else 10)
    return code if code <= 0x10FFFF else None


@lru_cache(maxsize=64)
def _following(tag: str) -> re.Pattern[str]:
    end_tag = f"|</{re.escape(tag)}[\\s>]" if tag else ""
    return re.compile(rf"]]>|<!\[CDATA\[|<!--{end_tag}")
