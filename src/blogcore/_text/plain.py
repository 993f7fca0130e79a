"""Text from strangers: what it may not hold, and how it is shown in one line."""

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
    "scrub",
    "short_repr",
]

#: Control characters other than tab, LF and CR (XML 1.0 forbids most of them too), and
#: surrogates, which UTF-8 cannot hold.
CONTROLS: str = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
_FORBIDDEN = re.compile(f"[{CONTROLS}]")
#: Everything else. Going over it takes less than half the time of looking for what is not.
_FINE = re.compile("[ -~\t\n\r\xa0-\ud7ff\ue000-\U0010ffff]*+")

#: Texts below this are mostly of one line, and all of it can be printed.
_SHORT = 80

#: Code points that are no characters (Unicode, section 23.7). A text may hold them; HTML may not.
NONCHARACTERS = frozenset(range(0xFDD0, 0xFDF0)) | {
    plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)
}

#: Marks that reorder the text around them (UAX #9), so that a name could turn a whole line.
_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

#: Controls, formats, separators and marks, which show nothing by themselves; and letters and
#: symbols that are drawn as nothing: Hangul fillers and the blank Braille pattern.
_SHAPELESS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"})
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")

_SPACES = re.compile(r"\s+")
#: What ends or parts a sentence without a tone of its own; Arabic's and the wide ones, too.
_PAUSES = " .,;:…،؛۔、。，；："


def find_forbidden(text: str) -> int | None:
    """Where the first character is that no text may hold; None where all is well.

    Such are control characters other than tab, LF and CR, and lone surrogates. Linear.

    >>> find_forbidden("a\\x00b")
    1
    """
    if len(text) < _SHORT and text.isprintable():
        return None
    fine = cast("re.Match[str]", _FINE.match(text)).end()
    return fine if fine < len(text) else None


def has_bidi_controls(text: str) -> bool:
    """Whether a character is there that reorders the text around it.

    >>> has_bidi_controls("Ida\\u202e")
    True
    """
    return _BIDI_CONTROLS.search(text) is not None


def is_blank(text: str) -> bool:
    """Whether nothing of the text would be seen: blanks, and characters without a shape.

    >>> is_blank(" \\u200b\\u3164 "), is_blank("…")
    (True, False)
    """
    return not any(
        unicodedata.category(character) not in _SHAPELESS and character not in _FILLERS
        for character in text
    )


def scrub(text: str) -> tuple[str, int]:
    """The text without characters that no text may hold, and how many there were.

    >>> scrub("a\\x00b\\ud800")
    ('ab', 2)
    """
    return (text, 0) if text.isprintable() else _FORBIDDEN.subn("", text)


def short_repr(value: object, limit: int = 40) -> str:
    """A value as an error message shows it: like ``repr``, one line, at most ``limit`` characters.

    Never raises, whatever the value, and never lists a long one first to cut it then.

    >>> short_repr("word " * 100)
    "'word word word word word word word wo…'"
    """
    if isinstance(value, str):
        head = str.__getitem__(value, slice(limit))
        shown = ascii_where_needed(repr(head))
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
    except Exception:  # noqa: BLE001 - a stranger's class may raise anything here
        return f"a {kind}"
    shown = ascii_where_needed(_SPACES.sub(" ", shown))
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


def _size(value: object) -> int:
    return len(cast("Collection[object]", value)) if isinstance(value, Collection) else 0


def ascii_where_needed(text: str) -> str:
    """The text with what no output may hold written as its code point."""
    return _FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: str) -> str:
    """A name or title for one line of output: whitespace folded, no marks that reorder the line.

    >>> one_line(" A\\n  title\\u202e ")
    'A title'
    """
    if text.isascii() and text.isprintable() and "  " not in text:  # as nearly every name is
        return text.strip()
    return _SPACES.sub(" ", _BIDI_CONTROLS.sub("", text)).strip()


def excerpt(text: str, words: int) -> str:
    """The first so many words in one line, with "…" behind them only where some were cut.

    As WordPress's ``wp_trim_words``, words are what whitespace parts; but "…" takes the place of a
    full stop or comma that it would follow.

    >>> excerpt("One. Two,  three", 2), excerpt("One. Two.", 2)
    ('One. Two…', 'One. Two.')
    """
    words = max(words, 0)
    parts = text.split(maxsplit=words)
    kept = " ".join(parts[:words])
    return f"{kept.rstrip(_PAUSES)}…" if len(parts) > words else kept


#: Comparing takes some microseconds a name; among more names none is suggested.
_COMPARED_NAMES = 2_000


def nearest_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the names that resemble a misspelt one, at most three, the most similar first.

    >>> nearest_names("htm", ["html", "text", "json"])
    ('html',)

    Args:
        name: The misspelt name.
        known: Names to choose from. None is chosen where there are more than 2,000.
    """
    from difflib import get_close_matches  # for messages only

    names = list(islice(known, _COMPARED_NAMES + 1))
    if len(names) > _COMPARED_NAMES or len(name) > 100:
        return ()
    by_folded = {known_name.casefold(): known_name for known_name in reversed(names)}
    matches = get_close_matches(name.casefold(), by_folded, n=3)
    return tuple(by_folded[match] for match in matches)
