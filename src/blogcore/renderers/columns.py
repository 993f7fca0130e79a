"""How wide a text is, and as much of it as fits: for labels that do not wrap."""

from __future__ import annotations

import unicodedata

__all__ = ["columns_of", "cut"]

_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"


def columns_of(text: str) -> int:
    """How many columns a text fills: two for a wide character (UAX #11), else one."""
    return sum(map(_width, text))


def cut(text: str, columns: int) -> str:
    """As much of a text as so many columns hold, with "…" where it was cut. Linear in columns.

    It is never cut within a character of several parts, such as a letter with accents or a family.

    >>> cut("By train to the sea", 8)
    'By train…'
    """
    used = 0
    for at, character in enumerate(text):
        used += _width(character)
        if used > columns:
            while at and _goes_with_the_last(text, at):
                at -= 1
            return f"{text[:at].rstrip()}…"
    return text


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _goes_with_the_last(text: str, at: int) -> bool:
    character = text[at]
    return (
        _JOINER in (character, text[at - 1])
        or character == _EMOJI_STYLE
        or unicodedata.category(character) in ("Mn", "Mc", "Me")
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # tones of skin
        or "\U0001f1e6" <= character <= "\U0001f1ff"  # halves of flags
    )
