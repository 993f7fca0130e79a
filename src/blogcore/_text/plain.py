"""User-supplied text: forbidden characters, and text in one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import islice
from typing import cast

__all__ = [
    "CONTROLS",
    "NONCHARACTERS",
    "excerpt",
    "find_forbidden",
    "has_bidi_controls",
    "is_blank",
    "nearest_names",
    "one_line",
    "printable",
    "scrub",
    "short_repr",
]

#: Control characters other than tab, LF and CR (XML 1.0 forbids most of them too), and
#: surrogates, which UTF-8 cannot hold.
CONTROLS: str = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
_FORBIDDEN = re.compile(f"[{CONTROLS}]")
#: All other characters. Matching these is twice as fast as searching for a forbidden one.
_ALLOWED = re.compile("[ -~\t\n\r\xa0-\ud7ff\ue000-\U0010ffff]*+")

#: For shorter texts ``isprintable`` is tried first: it is faster and mostly true.
_SHORT = 80

#: Noncharacters (Unicode, section 23.7). Text may contain them; HTML may not.
NONCHARACTERS = frozenset(range(0xFDD0, 0xFDF0)) | {
    plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)
}

#: Marks that reorder the text around them (UAX #9): a name could reverse a whole line.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BIDI_CONTROLS = re.compile(f"[{_BIDI}]")
#: Characters that act on a terminal or reorder its text instead of being printed.
_UNPRINTABLE = re.compile(f"[{CONTROLS}{_BIDI}]")
_LINE_ENDS = re.compile("\r\n|[\t\n\r\u2028\u2029]")

#: Categories of characters that show nothing by themselves.
_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"})
#: Letters and symbols without a visible shape: Hangul fillers and the blank Braille pattern.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")

_SPACES = re.compile(r"\s+")
#: Punctuation that "…" replaces at the end of an excerpt, also of Arabic and Chinese.
_PUNCTUATION = " .,;:…،؛۔、。，；："


def find_forbidden(text: str) -> int | None:
    """Return the index of the first forbidden character, or None.

    Forbidden are control characters other than tab, LF and CR, and lone surrogates. Linear.

    >>> find_forbidden("a\\x00b")
    1
    """
    if len(text) < _SHORT and text.isprintable():
        return None
    end = cast("re.Match[str]", _ALLOWED.match(text)).end()
    return end if end < len(text) else None


def has_bidi_controls(text: str) -> bool:
    """Return whether a text contains a character that reorders the text around it.

    >>> has_bidi_controls("Ida\\u202e")
    True
    """
    return _BIDI_CONTROLS.search(text) is not None


def is_blank(text: str) -> bool:
    """Return whether a text is invisible: only spaces and characters without a shape.

    >>> is_blank(" \\u200b\\u3164 "), is_blank("…")
    (True, False)
    """
    return not any(
        unicodedata.category(character) not in _INVISIBLE and character not in _FILLERS
        for character in text
    )


def scrub(text: str) -> tuple[str, int]:
    """Return the text without forbidden characters, and how many were removed.

    >>> scrub("a\\x00b\\ud800")
    ('ab', 2)
    """
    return (text, 0) if text.isprintable() else _FORBIDDEN.subn("", text)


def short_repr(value: object, limit: int = 40) -> str:
    """Return a value as error messages show it: one line, at most ``limit`` characters.

    Never raises, and never formats a long value completely only to cut it.

    >>> short_repr("word " * 100)
    "'word word word word word word word wo…'"
    """
    if isinstance(value, str):
        head = str.__getitem__(value, slice(limit))
        shown = printable(repr(head))
        if len(shown) <= limit and len(head) == str.__len__(value):
            return shown
        return f"{shown[: limit - 2]}…{shown[0]}"
    kind = type(value).__name__
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 64:
        return f"an integer of {value.bit_length()} bits"
    try:
        if (size := _size(value)) > 8:
            return f"{kind} of length {size}"
        shown = repr(value)
    except Exception:  # noqa: BLE001 - a user's class may raise anything
        return f"a {kind}"
    shown = printable(_SPACES.sub(" ", shown))
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


def _size(value: object) -> int:
    return len(cast("Collection[object]", value)) if isinstance(value, Collection) else 0


def printable(text: str) -> str:
    r"""Return a message in one line, with control and bidi characters as their code points.

    Every message that may quote a file goes through it, so that no file can write to a terminal.

    >>> print(printable("\x1b]0;title\u202e\nrest"))
    \u001b]0;title\u202e rest
    """
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", _LINE_ENDS.sub(" ", text))


def one_line(text: str) -> str:
    """Return a name or title in one line: whitespace folded, without marks that reorder text.

    >>> one_line(" A\\n  title\\u202e ")
    'A title'
    """
    if text.isascii() and text.isprintable() and "  " not in text:  # the common case
        return text.strip()
    return _SPACES.sub(" ", _BIDI_CONTROLS.sub("", text)).strip()


def excerpt(text: str, words: int) -> str:
    """Return the first words of a text in one line, followed by "…" if some were cut.

    Words are separated by whitespace, as in WordPress's ``wp_trim_words``; but "…" replaces a full
    stop or comma before it.

    >>> excerpt("One. Two,  three", 2), excerpt("One. Two.", 2)
    ('One. Two…', 'One. Two.')
    """
    words = max(words, 0)
    parts = text.split(maxsplit=words)
    kept = " ".join(parts[:words])
    return f"{kept.rstrip(_PUNCTUATION)}…" if len(parts) > words else kept


#: Among more names none is suggested, because comparing two takes some microseconds.
_COMPARED_NAMES = 2_000


def nearest_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the names that resemble a misspelt one, at most three, the most similar first.

    >>> nearest_names("htm", ["html", "text", "json"])
    ('html',)

    Args:
        name: The misspelt name.
        known: Names to choose from. None is chosen where there are more than 2,000.
    """
    from difflib import get_close_matches  # imported here because only error messages need it

    names = list(islice(known, _COMPARED_NAMES + 1))
    if len(names) > _COMPARED_NAMES or len(name) > 100:
        return ()
    by_folded = {known_name.casefold(): known_name for known_name in reversed(names)}
    matches = get_close_matches(name.casefold(), by_folded, n=3)
    return tuple(by_folded[match] for match in matches)
