"""Width of text in columns, and truncation, for labels that do not wrap."""

from __future__ import annotations

import unicodedata

__all__ = ["display_width", "truncate"]

_ZERO_WIDTH_JOINER, _EMOJI_PRESENTATION = "\u200d", "\ufe0f"


def display_width(text: str) -> int:
    """Return how many columns a text fills: two for each wide character (UAX #11), else one."""
    return sum(map(_width, text))


def truncate(text: str, columns: int) -> str:
    """Return the text, cut to ``columns`` columns, with "…" if it was cut. Linear in ``columns``.

    A character of several code points, such as a letter with accents or a family, is kept whole.

    >>> truncate("By train to the sea", 8)
    'By train…'
    """
    used = 0
    for index, character in enumerate(text):
        used += _width(character)
        if used > columns:
            while index and _continues_character(text, index):
                index -= 1
            return f"{text[:index].rstrip()}…"
    return text


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _continues_character(text: str, index: int) -> bool:
    """Return whether a code point belongs to the character before it."""
    character = text[index]
    return (
        _ZERO_WIDTH_JOINER in (character, text[index - 1])
        or character == _EMOJI_PRESENTATION
        or unicodedata.category(character) in ("Mn", "Mc", "Me")
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U0001f1e6" <= character <= "\U0001f1ff"  # letters that form flags in pairs
    )
