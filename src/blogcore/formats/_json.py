"""JSON read with care and written compactly, by the standard library or by msgspec.

Both codecs write the same bytes and refuse the same input. The standard library reads what is not
JSON (NaN), hides what is ambiguous (duplicate keys) and falls over what is hostile (deep nesting,
huge numbers), so each of these is looked for here. msgspec is three to ten times faster; what it
has read is trusted only where writing it again gives the very bytes that came in, for then there
was nothing odd in them. Anything else takes the careful road, which also words the refusals.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import NoReturn, Protocol, cast

from attrs import frozen

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError
from blogcore.formats.files import decode_utf8, refuse_archive

__all__ = ["DEPTH_LIMIT", "STDLIB", "Codec", "default_codec", "encode", "msgspec_codec", "parse"]

#: Deepest nesting that is read. Our own documents have seven levels.
DEPTH_LIMIT = 64
#: Python's own default limit for the conversion of numbers, which a host program may have lifted.
_DIGITS_LIMIT = 4300


@frozen
class Codec:
    """How plain objects become bytes, and, where there is one, the fast road back."""

    name: str
    encode: Callable[[object], bytes]
    #: Raises ValueError for what it does not read.
    fast_decode: Callable[[bytes], object] | None = None


def parse(data: bytes, format: str = "json", *, codec: Codec | None = None) -> object:
    """The plain objects that JSON bytes say: dicts, lists, text, numbers, booleans and None.

    Raises `FormatError` with line and column for whatever is not one JSON document in UTF-8
    (RFC 8259), and besides for duplicate keys, NaN and Infinity, numbers of more than 4300
    digits, and nesting deeper than `DEPTH_LIMIT`. Linear in the length.
    """
    codec = codec or default_codec()
    refuse_archive(data, format)
    if _too_deep(data):
        place = _too_deep_place(decode_utf8(data, format))
        raise FormatError(format, place, f"nested deeper than {DEPTH_LIMIT} levels")
    if codec.fast_decode:
        try:
            value = codec.fast_decode(data)
        except ValueError:
            pass  # the careful road says what is wrong
        else:
            if codec.encode(value) == data:
                return value
    return _parse_carefully(decode_utf8(data, format), format)


def encode(value: object, *, codec: Codec | None = None) -> bytes:
    """Plain objects as compact JSON in UTF-8, keys in the order in which they lie."""
    return (codec or default_codec()).encode(value)


# --- codecs ----------------------------------------------------------------------------------


def _stdlib_encode(value: object) -> bytes:
    # No circle is possible: the converter makes trees. NaN is not JSON, and no field holds a float.
    text = json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False
    )
    return text.encode("utf-8")


STDLIB = Codec("stdlib", _stdlib_encode)


class _MsgspecJson(Protocol):
    def encode(self, obj: object, *, enc_hook: Callable[[object], object]) -> bytes: ...
    def decode(self, buf: bytes) -> object: ...


def _plain(value: object) -> object:
    """What a subclass of text or whole number holds; msgspec takes only the types themselves."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__add__(value, 0)
    raise NotImplementedError


@cache
def msgspec_codec() -> Codec | None:
    """The codec that msgspec gives, or None where it is not installed."""
    try:
        found = import_module("msgspec.json")
    except ImportError:
        return None
    msgspec = cast("_MsgspecJson", found)
    return Codec("msgspec", lambda value: msgspec.encode(value, enc_hook=_plain), msgspec.decode)


def default_codec() -> Codec:
    """msgspec's where it can be imported, else the standard library's."""
    return msgspec_codec() or STDLIB


# --- nesting, before anything recurses -------------------------------------------------------

_NOT_STRUCTURE = bytes(set(range(256)) - set(b'"[]{}'))
_ALIKE = bytes.maketrans(b"{}", b"[]")
_OPENING = ord("[")
_QUOTED = re.compile(rb'"[^"]*"')


def _too_deep(data: bytes) -> bool:
    """Whether brackets nest deeper than the limit; linear, with few steps in Python.

    Escapes go first, then everything but quotes and brackets, then what lies between quotes.
    What is left is brackets, all made alike: each pass takes the innermost pairs away. In text
    that is not JSON the count may be too high, but up to where a parser stops it is never too low.
    """
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    brackets = data.translate(_ALIKE, _NOT_STRUCTURE).replace(b'""', b"")
    brackets = _QUOTED.sub(b"", brackets)
    passes = 0
    while brackets and passes < DEPTH_LIMIT:
        fewer = brackets.replace(b"[]", b"")
        if len(fewer) == len(brackets):
            break
        brackets = fewer
        passes += 1
    depth = passes
    for bracket in brackets:
        depth = depth + 1 if bracket == _OPENING else max(passes, depth - 1)
        if depth > DEPTH_LIMIT:
            return True
    return False


_TEXT_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[][{}]', re.DOTALL)


def _too_deep_place(text: str) -> str:
    """Where the first bracket opens that is too deep; empty where only the count was too high."""
    depth = 0
    for token in _TEXT_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > DEPTH_LIMIT:
            return _place(text, token.start())
    return ""


# --- the careful road ------------------------------------------------------------------------


class _Refused(ValueError):
    """Raised from within the parser for what it would let through."""


def _parse_carefully(text: str, format: str) -> object:
    try:
        return json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_int=_whole_number
        )
    except json.JSONDecodeError as error:
        raise _worded(error, text, format) from None
    except _Refused as error:
        raise FormatError(format, _place(text, _refused_offset(text)), str(error)) from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Refused(f"the key {short_repr(key)} is there twice in one object")
            seen.add(key)
    return members


def _no_constant(name: str) -> NoReturn:
    raise _Refused(f"{name} is not JSON")


def _whole_number(digits: str) -> int:
    if len(digits) > _DIGITS_LIMIT:
        raise _Refused(
            f"a number of {len(digits)} digits; {_DIGITS_LIMIT} is the most that is read"
        )
    return int(digits)


_TOKEN = re.compile(
    r'(?P<text>"[^"\\]*(?:\\.[^"\\]*)*")(?P<colon>\s*:)?'
    r"|(?P<bracket>[{}])|(?P<constant>NaN|-?Infinity)|(?P<number>-?\d+)",
    re.DOTALL,
)


def _refused_offset(text: str) -> int:
    """Where the first thing is that the hooks above refuse; they are not told it. Linear."""
    objects: list[set[object]] = []
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "colon" and objects:
            key: object = json.loads(token["text"], strict=False)
            if key in objects[-1]:
                return token.start()
            objects[-1].add(key)
        elif token["bracket"] == "{":
            objects.append(set())
        elif token["bracket"] == "}" and objects:
            objects.pop()
        elif kind == "constant" or (kind == "number" and len(token[0]) > _DIGITS_LIMIT):
            return token.start()
    return 0


def _worded(error: json.JSONDecodeError, text: str, format: str) -> FormatError:
    start = text.lstrip()
    if not start:
        return FormatError(format, "line 1, column 1", "there is nothing here")
    if start.startswith("<"):
        reason = "this is HTML or XML, not JSON; was an error page saved instead of the file?"
    elif re.match(r"[\w.$]+\(|\)\]\}'|(var|let|const|window)\b", start):
        reason = "this is a script, not JSON; save only what lies between the parentheses"
    elif error.msg == "Extra data":
        reason = "more text after the end of the document; a file holds one document"
    elif error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        reason = "the text ends in the middle of the document; the file is cut off"
    else:
        reason = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
    return FormatError(format, _place(text, error.pos), reason)


def _place(text: str, offset: int) -> str:
    """Line and column, both from 1, of an index into the text."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return f"line {line}, column {column}"
