"""Repair the errors in XML that real exports contain, so that a parser accepts it.

1. Text before the document (warnings that PHP printed, blank lines) becomes blanks.
2. Control characters, U+FFFE and U+FFFF are removed.
3. A ``&`` that begins no reference becomes ``&amp;``; HTML's named references become numbers; a
   reference to something that is no character becomes U+FFFD.
4. Attribute values without quotes get them.
5. A ``]]>`` in a CDATA section that does not end there is split in two sections.

Every repair is noted. A well-formed document passes unchanged, except for step 2. Lines keep their
numbers, so that notes and errors name lines of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html.entities import html5
from typing import cast

from blogcore._text.plain import CONTROLS
from blogcore.errors import FormatError
from blogcore.formats.reports import Notes
from blogcore.formats.xml.decode import HEAD
from blogcore.formats.xml.vocabulary import Vocabulary

__all__ = ["repair_document", "repair_text"]


def repair_document(pieces: Iterable[str], vocabulary: Vocabulary, notes: Notes) -> Iterator[str]:
    """Yield the text of a document, repaired. Linear, however the text is cut into pieces."""
    return repair_text(_blank_prolog(iter(pieces), vocabulary, notes), notes)


def repair_text(pieces: Iterable[str], notes: Notes) -> Iterator[str]:
    """Yield the text with steps 2 to 5 done. Where the pieces are cut makes no difference."""
    repairer = _Repairer(notes)
    for piece in pieces:
        yield repairer.feed(piece)
    yield repairer.feed("", final=True)


# --- step 1: the beginning -------------------------------------------------------------------

_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")


def _blank_prolog(pieces: Iterator[str], vocabulary: Vocabulary, notes: Notes) -> Iterator[str]:
    """Yield the pieces with blanks for the XML declaration and for anything before it.

    The text is decoded, so the declaration is not needed. Blanks keep lines and columns.
    """
    head = ""
    for piece in pieces:
        head += piece
        if len(head) >= HEAD:
            break
    if "<" not in head:
        raise FormatError(notes.format, "line 1, column 1", "this is not XML: it has no tag")
    start = _document_start(head[:HEAD], vocabulary, notes)
    yield re.sub(r"[^\n]", " ", head[:start])
    yield head[start:]
    yield from pieces


def _document_start(head: str, vocabulary: Vocabulary, notes: Notes) -> int:
    """Return the position after the declaration, or of the root if other text precedes it."""
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
        return 0  # the parser refuses it
    if before.strip():
        # Not shown: PHP prints warnings with paths of the server.
        notes.add("repaired", "line 1", "", "…", "text before the document; left out")
    elif before:
        notes.add("repaired", "line 1", "", "", "blanks before the XML declaration; left out")
    return end


# --- steps 2 to 5 ----------------------------------------------------------------------------

_NAME = r"[^\s<>/=\"'&!?]++"
_ATTRIBUTES = rf"(?>(?:[ \t\n]++{_NAME}[ \t\n]*+=[ \t\n]*+(?:\"[^\"<&]*+\"|'[^'<&]*+'))*)"
_CDATA = r"<!\[CDATA\[[^\]]*+(?>(?:\](?!\]>)[^\]]*+)*)\]\]>"
#: The longest text that certainly needs no repair: characters, tags, elements that contain nothing
#: but one CDATA section, and common references.
_SOUND = re.compile(
    r"(?:"
    rf"<(?:/{_NAME}>|({_NAME}){_ATTRIBUTES}[ \t\n]*+(?:/>|>(?:{_CDATA}</\1>)?))[^<&]*+"
    r"|[^<&]++"
    r"|&(?:amp|lt|gt|quot|apos|#(?:1[6-9]\d|[2-9]\d\d|[1-9]\d\d\d));"
    r"){0,1000}",  # the matcher takes memory for each repetition
    re.ASCII,
)
_SECTION_START = re.compile(r"<!\[CDATA\[|<!--|<\?")
_SECTION_END = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
_START_TAG = re.compile(r"<([^\s/>!?<]{1,100})[^<>]*(?<!/)>")
#: Any start tag, also one whose attributes have no quotes.
_LENIENT_TAG = re.compile(r"<([A-Za-z_][^\s<>\"'/]*)(?>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)>")
#: A quoted value, which is passed over, or an attribute without quotes.
_UNQUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|(\s[\w:.-]+\s*=\s*)([^\s\"'<>=]+?)(?=\s|/?>)")
_REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)"
    r"(?:#([0-9]{1,30}|x[0-9A-Fa-f]{1,30});|([A-Za-z][A-Za-z0-9]{1,31});)?"
)
#: The longest reference; a ``&`` closer to the end of a piece may be continued in the next one.
_MAX_REFERENCE = 40
#: Control characters that XML 1.0 excludes, DEL, and two more. U+0080 to U+009F have a meaning in a
#: wrong encoding, which only a whole field shows.
_FORBIDDEN = re.compile(f"(?![\x80-\x9f])[{CONTROLS}\ufffe\uffff]")
_ALLOWED = re.compile("[ -~\t\n\r\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+")
#: How many characters are searched for the end of a tag or element before giving up.
_LOOK_AHEAD = 8 * 1024 * 1024


class _Repairer:
    """Repairs text in one pass. A section is a CDATA section, comment or processing instruction."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._text = ""
        self._position = 0
        #: Line of the position.
        self._line = 1
        self._is_final = False
        self._repaired: list[str] = []
        #: The end mark of the section at the position; empty outside of sections.
        self._section_end = ""
        #: Name in the last tag, if that was a start tag: the element that text belongs to.
        self._element = ""

    def feed(self, piece: str, final: bool = False) -> str:
        """Return all text that can be decided by now; the rest waits for the next piece."""
        self._text = self._text[self._position :] + piece
        self._position, self._is_final = 0, final
        self._remove_forbidden(len(self._text) - len(piece))
        while self._position < len(self._text):
            step = self._in_section if self._section_end else self._outside_sections
            if not step():
                break
        repaired = "".join(self._repaired)
        self._repaired.clear()
        return repaired

    def _remove_forbidden(self, start: int) -> None:
        allowed = cast("re.Match[str]", _ALLOWED.match(self._text, start)).end()
        if allowed == len(self._text):
            return
        cleaned, count = _FORBIDDEN.subn("", self._text[start:])
        where, message = self._where(allowed), "control characters, left out"
        self._notes.add("repaired", where, "", f"{count} of them", message)
        self._text = self._text[:start] + cleaned

    # The steps below return False when they need more text.

    def _outside_sections(self) -> bool:
        """Copy text that is sound, or enter a section, or repair the one thing at the position."""
        text, start = self._text, self._position
        end = cast("re.Match[str]", _SOUND.match(text, start)).end()
        if end > start:
            last_tag = text.rfind("<", start, end)
            if last_tag >= 0:
                self._set_element(last_tag)
            self._copy(end)
            return True
        section = _SECTION_START.match(text, start)
        if section:
            self._section_end = _SECTION_END[section[0]]
            self._copy(section.end())
            return True
        return self._repair_reference() if text[start] == "&" else self._repair_tag()

    def _repair_reference(self) -> bool:
        text, start = self._text, self._position
        is_near_end = len(text) - start < _MAX_REFERENCE and not self._is_final
        if is_near_end and text.find(";", start) < 0:
            return False
        reference = cast("re.Match[str]", _REFERENCE.match(text[start : start + _MAX_REFERENCE]))
        self._replace(start + reference.end(), self._repaired_reference(reference))
        return True

    def _repaired_reference(self, reference: re.Match[str]) -> str:
        """Return what replaces a reference in a part of the text that begins at the position."""
        number, name = reference.groups()
        shown = reference[0]
        if number:
            code = _code_point(number)
            if code is not None and not _FORBIDDEN.match(chr(code)):
                return reference[0]
            repaired, message = "&#xFFFD;", "refers to no character; replaced by U+FFFD"
        else:
            characters = html5.get(f"{name};", "") if name else ""
            repaired = "".join(f"&#{ord(character)};" for character in characters)
            message = "is no reference of XML; read as the character that it is in HTML"
            if not repaired:
                repaired, message = f"&amp;{shown[1:]}", "begins no reference; read as &"
                shown = "&"  # the text after it may be private
        line = self._line + reference.string.count("\n", 0, reference.start())
        self._notes.add("repaired", f"line {line}", self._element, shown, message)
        return repaired

    def _repair_tag(self) -> bool:
        text, start = self._text, self._position
        tag = _LENIENT_TAG.match(text, start)
        if tag is None:
            may_go_on = text.find("<", start + 1) < 0 and len(text) - start < _LOOK_AHEAD
            if may_go_on and not self._is_final:
                return False
            self._element = ""
            self._copy(start + 1)  # the parser refuses it
            return True
        self._set_element(start)
        repaired = _REFERENCE.sub(self._repaired_reference, tag[0])
        quoted = _UNQUOTED.sub(_add_quotes, repaired)
        if quoted != repaired:
            message = "an attribute without quotes; they were added"
            self._notes.add("repaired", self._where(start), tag[1], "", message)
        self._replace(tag.end(), quoted)
        return True

    def _in_section(self) -> bool:
        text, start = self._text, self._position
        end = text.find(self._section_end, start)
        if end < 0:
            self._copy(len(text) if self._is_final else max(start, len(text) - 2))
            return False
        after = end + len(self._section_end)
        is_end = self._section_end != "]]>" or self._is_section_end(after)
        if is_end is None:
            self._copy(end)
            return False
        if is_end:
            self._copy(after)
            self._section_end = ""
        else:
            message = "is part of the text; the CDATA section was continued after it"
            self._notes.add("repaired", self._where(end), self._element, "]]>", message)
            self._copy(end)
            self._replace(after, "]]]]><![CDATA[>")
        return True

    def _is_section_end(self, after: int) -> bool | None:
        """Return whether a CDATA section ends at the ``]]>`` before a position, None if unknown.

        In XML it does, and the next ``]]>`` belongs to a section that begins in between. If none
        begins before the element ends, the writer forgot to split a ``]]>`` of the text.
        """
        if self._element and self._text.startswith(f"</{self._element}", after):
            return True
        following = _section_or_end_tag(self._element).search(self._text, after)
        if following:
            return following[0] != "]]>"
        return True if self._is_final or len(self._text) - after > _LOOK_AHEAD else None

    def _set_element(self, tag: int) -> None:
        """Remember the element of a tag, by the position of the tag."""
        start_tag = _START_TAG.match(self._text, tag)
        self._element = start_tag[1] if start_tag else ""

    def _copy(self, end: int) -> None:
        self._replace(end, self._text[self._position : end])

    def _replace(self, end: int, repaired: str) -> None:
        """Write a replacement for the text up to a position, and continue there."""
        self._repaired.append(repaired)
        self._line += self._text.count("\n", self._position, end)
        self._position = end

    def _where(self, position: int) -> str:
        """Return the line of a position at or after the current one, for a note."""
        return f"line {self._line + self._text.count(chr(10), self._position, position)}"


def _add_quotes(attribute: re.Match[str]) -> str:
    return f'{attribute[1]}"{attribute[2]}"' if attribute[1] else attribute[0]


def _code_point(number: str) -> int | None:
    """Return the code point of a character reference such as ``65`` or ``x41``; None for none."""
    is_hexadecimal = number.startswith("x")
    digits = number.lstrip("x").lstrip("0") or "0"
    if len(digits) > 7:
        return None
    code = int(digits, 16 if is_hexadecimal else 10)
    return code if code <= 0x10FFFF else None


@lru_cache(maxsize=64)
def _section_or_end_tag(element: str) -> re.Pattern[str]:
    end_tag = f"|</{re.escape(element)}[\\s>]" if element else ""
    return re.compile(rf"]]>|<!\[CDATA\[|<!--{end_tag}")
