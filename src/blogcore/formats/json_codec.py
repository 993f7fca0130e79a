"""JSON bytes to plain objects and back, by the standard library or by msgspec.

Both write the same bytes and read the same values. msgspec reads three to ten times faster; a
document that it refuses is read again by the standard library, which reports the position of the
error. Deep nesting and numbers of many digits are refused before that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import NoReturn, Protocol, cast

from attrs import frozen

from blogcore.errors import FormatError
from blogcore.formats.files import decode_utf8, refuse_archive

__all__ = ["DEPTH_LIMIT", "STDLIB", "Codec", "default_codec", "encode", "msgspec_codec", "parse"]

#: Deepest nesting that is read. Native documents have seven levels.
DEPTH_LIMIT = 64
#: Python's own default limit for the conversion of numbers, which a program may have lifted.
_DIGITS_LIMIT = 4300


@frozen
class Codec:
    """A JSON encoder, and a decoder if there is a faster one than the standard library's."""

    #: "stdlib" or "msgspec".
    name: str
    #: Function from plain objects to bytes.
    encode: Callable[[object], bytes]
    #: Function from bytes to plain objects; raises ValueError. None: the standard library decodes.
    decode: Callable[[bytes], object] | None = None


def parse(data: bytes, format: str = "json", *, codec: Codec | None = None) -> object:
    """Return the value of a JSON document in UTF-8 (RFC 8259).

    If a key occurs twice in one object, the last one counts. Linear in the length.

    Args:
        data: The document.
        format: The name of the format, for errors.
        codec: How JSON is parsed; None: by msgspec where it is installed.

    Raises:
        FormatError: The data are no JSON document, or contain NaN, Infinity, a number of more than
            4300 digits, or nesting deeper than `DEPTH_LIMIT`. It has the line and column.
    """
    codec = codec or default_codec()
    refuse_archive(data, format)
    if _too_deep(data):
        position = _too_deep_position(decode_utf8(data, format))
        raise FormatError(format, position, f"nested deeper than {DEPTH_LIMIT} levels")
    if codec.decode:
        try:
            return codec.decode(data)
        except ValueError:
            pass  # the standard library accepts it or raises an error with the position
    return _parse(decode_utf8(data, format), format)


def encode(value: object, *, codec: Codec | None = None) -> bytes:
    """Return plain objects as compact JSON in UTF-8; keys keep their order.

    Args:
        value: Dicts, lists, texts, numbers, booleans and None.
        codec: How JSON is written; None: by msgspec where it is installed.
    """
    return (codec or default_codec()).encode(value)


# --- codecs ----------------------------------------------------------------------------------


def _stdlib_encode(value: object) -> bytes:
    # The values are trees, so there are no cycles to check for.
    text = json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False
    )
    return text.encode("utf-8")


STDLIB = Codec("stdlib", _stdlib_encode)


class _MsgspecJson(Protocol):
    def encode(self, obj: object, *, enc_hook: Callable[[object], object]) -> bytes: ...
    def decode(self, buf: bytes) -> object: ...


def _plain(value: object) -> object:
    """Return a str or int of a subclass as plain str or int: msgspec takes no subclasses."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__add__(value, 0)
    raise NotImplementedError


@cache
def msgspec_codec() -> Codec | None:
    """Return the codec of msgspec, or None where it is not installed."""
    try:
        module = import_module("msgspec.json")
        refusal: type[Exception] = import_module("msgspec").MsgspecError
    except ImportError:
        return None
    msgspec = cast("_MsgspecJson", module)

    def decode(data: bytes) -> object:
        try:
            return msgspec.decode(data)
        except (refusal, RecursionError) as error:  # not a ValueError before msgspec 0.21
            raise ValueError from error

    return Codec("msgspec", lambda value: msgspec.encode(value, enc_hook=_plain), decode)


def default_codec() -> Codec:
    """Return msgspec's codec where it is installed, else the standard library's."""
    return msgspec_codec() or STDLIB


# --- nesting, before anything recurses -------------------------------------------------------

_NOT_STRUCTURE = bytes(set(range(256)) - set(b'"[]{}'))
_BRACES_TO_BRACKETS = bytes.maketrans(b"{}", b"[]")
_OPENING = ord("[")
_QUOTED = re.compile(rb'"[^"]*"')


def _too_deep(data: bytes) -> bool:
    """Return whether brackets nest deeper than the limit. Linear, mostly in C.

    Removes escapes, then everything but quotes and brackets, then what is between quotes.
    Only brackets remain, all turned into "[" and "]": each pass removes the innermost pairs. In
    text that is not JSON the count may be too high, but it is never too low up to the position
    where a parser stops.
    """
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    brackets = data.translate(_BRACES_TO_BRACKETS, _NOT_STRUCTURE).replace(b'""', b"")
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


def _too_deep_position(text: str) -> str:
    """Return the position of the first bracket that is too deep; empty if none really is."""
    depth = 0
    for token in _TEXT_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > DEPTH_LIMIT:
            return _position(text, token.start())
    return ""


# --- the standard library ----------------------------------------------------------------------


class _RefusedError(ValueError):
    """Raised by the hooks of the parser for a value that it would accept without them."""


def _parse(text: str, format: str) -> object:
    try:
        return json.loads(text, parse_constant=_refuse_constant, parse_int=_parse_int)
    except json.JSONDecodeError as error:
        raise _format_error(error, text, format) from None
    except _RefusedError as error:
        raise FormatError(format, _position(text, _refused_index(text)), str(error)) from None


def _refuse_constant(name: str) -> NoReturn:
    raise _RefusedError(f"{name} is not JSON")


def _parse_int(digits: str) -> int:
    if len(digits) > _DIGITS_LIMIT:
        raise _RefusedError(
            f"a number of {len(digits)} digits; {_DIGITS_LIMIT} is the most that is read"
        )
    return int(digits)


_TOKEN = re.compile(
    r'"[^"\\]*(?:\\.[^"\\]*)*"|(?P<constant>NaN|-?Infinity)|(?P<number>-?\d+)', re.DOTALL
)


def _refused_index(text: str) -> int:
    """Return the index of the first token that the hooks refuse, as they get no position."""
    for token in _TOKEN.finditer(text):
        if token["constant"] or len(token["number"] or "") > _DIGITS_LIMIT:
            return token.start()
    return 0


def _format_error(error: json.JSONDecodeError, text: str, format: str) -> FormatError:
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
    return FormatError(format, _position(text, error.pos), reason)


def _position(text: str, offset: int) -> str:
    """Return line and column, both from 1, of an index into the text."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return f"line {line}, column {column}"
